#include <chrono>

#include <gmock/gmock.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "indexer/probe.hpp"
#include "indexer/worker_process.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using testing::Folder;
using ::testing::HasSubstr;
using testing::UsingWorker;
using Clock = std::chrono::steady_clock;

/// A worker that is the given shell lines, asked about a file of a few bytes.
Error end_with(const Folder& folder, std::string_view lines, WorkerLimits limits = {}) {
    const UsingWorker worker(folder.script(lines));
    try {
        probe(folder.file("talk.mp4", "some bytes"), limits);
    } catch (const Error& error) {
        return error;
    }
    return {ErrorCode::internal, "the worker was believed"};
}

TEST(WorkerDeath, ByACrashIsTold) {
    const Error error = end_with(Folder(), "kill -SEGV $$");
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("talk.mp4' made the reader crash (signal 11"));
    EXPECT_THAT(error.what(), HasSubstr("nothing was kept"));
}

TEST(WorkerDeath, ByTheSystemIsTold) {
    const Error error = end_with(Folder(), "kill -KILL $$");
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("signal 9"));
}

TEST(WorkerDeath, ByProcessorTimeIsTold) {
    EXPECT_THAT(end_with(Folder(), "kill -XCPU $$").what(), HasSubstr("processor time"));
}

TEST(WorkerDeath, ComesAtTheDeadline) {
    const auto start = Clock::now();
    const Error error = end_with(Folder(), "echo '{}'; sleep 100; sleep 100",
                                 {.deadline = std::chrono::milliseconds(200)});
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("could not be read within 0.2 s"));
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(5));
}

TEST(WorkerDeath, ComesAtTheDeadlineForOneThatKeepsTalking) {
    const Error error = end_with(Folder(), "while :; do echo x; sleep 0.01; done",
                                 {.deadline = std::chrono::milliseconds(200)});
    EXPECT_THAT(error.what(), HasSubstr("could not be read within"));
}

TEST(WorkerDeath, ComesToOneThatFloods) {
    const Error error = end_with(Folder(), "yes", {.output_bytes = 1 << 20});
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("write more than 1048576 bytes"));
}

TEST(WorkerDeath, InTheMiddleOfALineIsTold) {
    const Error error = end_with(Folder(), R"(printf '{"type":"recording","cont')");
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("a line that stops in its middle"));
}

TEST(WorkerDeath, BeforeItsLastLineIsTold) {
    const Error error = end_with(
        Folder(),
        R"(echo '{"type":"recording","container":"x","start_offset_ms":0,"title":"","created_at":""}')");
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_THAT(error.what(), HasSubstr("no end"));
}

TEST(WorkerDeath, WithoutAWordIsTold) {
    EXPECT_EQ(end_with(Folder(), "exit 0").code(), ErrorCode::unavailable);
    EXPECT_THAT(end_with(Folder(), "exit 3").what(), HasSubstr("exit status 3"));
}

TEST(WorkerDeath, IsNotNeededForOneThatCannotStart) {
    const Folder folder;
    const UsingWorker worker(folder / "absent");
    try {
        probe(folder.file("talk.mp4", "some bytes"));
        FAIL() << "an absent program was started";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unavailable);
        EXPECT_THAT(error.what(), HasSubstr("cannot be started"));
    }
}

TEST(WorkerDeath, LeavesNoProcessBehind) {
    const Folder folder;
    const auto pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    // `sleep` holds the pipe open for as long as it lives.
    end_with(folder, "exec 9>" + pipe.string() + "; sleep 100 & yes", {.output_bytes = 1 << 10});
    siginfo_t none{};
    EXPECT_EQ(::waitid(P_ALL, 0, &none, WEXITED | WNOHANG), -1) << "a child was not reaped";
    pollfd closed{.fd = reader, .events = POLLIN, .revents = 0};
    EXPECT_EQ(::poll(&closed, 1, 10'000), 1) << "what the worker started is still there";
    EXPECT_EQ(closed.revents, POLLHUP);
    ::close(reader);
}

TEST(WorkerProcess, GetsTheMediaFileAndNothingElse) {
    const Folder folder;
    const UsingWorker worker(folder.script("ls /proc/self/fd | tr '\\n' ' '; cat <&3; env"));
    const auto file = folder.file("talk.mp4", "content\n");
    const int forgotten = ::open(file.c_str(), O_RDONLY);  // a descriptor open without O_CLOEXEC
    const int media = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const WorkerOutcome outcome = run_worker({.program = worker_program(),
                                              .arguments = {},
                                              .media = media,
                                              .deadline = Clock::now() + std::chrono::seconds(10),
                                              .output_bytes = 4096});
    ::close(forgotten);
    ::close(media);
    // 4 is the folder that `ls` reads; the shell sets PWD by itself.
    EXPECT_THAT(outcome.output, ::testing::MatchesRegex("0 1 2 3 4 content\n(PWD=.*\n)?"));
}

}  // namespace
}  // namespace revivre::indexer
