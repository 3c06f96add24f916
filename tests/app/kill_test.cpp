// What a kill -9 leaves: what was there before, or all of what was asked.

#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

constexpr int kRounds = 20;

// Ends the program after `delay`, or lets it end; a delay is the fault that is tested, no wait.
void kill_after(pid_t process, std::chrono::microseconds delay) {
    std::this_thread::sleep_for(delay);
    ::kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
}

std::vector<std::string> index_day(bool publish) {
    std::vector<std::string> words{
        "index",       sample("day/morning.mp4"),    sample("day/afternoon.mp4"),
        "--programme", sample("day/programme.json"), "--analyse",
        "markers"};
    if (publish) words.emplace_back("--publish");
    return words;
}

void expect_sound(const Program& program) {
    if (!std::filesystem::exists(program.folder() / "library" / "revivre.db")) return;
    const Finished checked = program.run({"check"});
    EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
}

// Published lists are whole: both recordings with all their chapters, or not public.
void expect_no_half_list(const Program& program) {
    const Finished listed = program.run({"--json", "list"});
    if (listed.exit_code != 0) return;  // killed before there was a library
    const nlohmann::json list = listed.json();
    EXPECT_TRUE(list["recordings"].empty() || list["recordings"].size() == 2U);
    for (const auto& recording : list["recordings"]) {
        const auto shown = program.run({"--json", "show", recording["id"]}).json();
        if (shown["published_revision"] == 0) continue;
        EXPECT_EQ(shown["revision"]["chapters"].size(), recording["part"] == "morning" ? 5U : 7U);
    }
}

TEST(KillDuringIndex, LeavesAllOrNothingAndTheNextRunCompletes) {
    std::mt19937 random(14032019);
    for (int round = 0; round < kRounds; ++round) {
        SCOPED_TRACE(round);
        const Program program;
        kill_after(program.start(index_day(true)), std::chrono::microseconds(random() % 150'000));
        expect_sound(program);
        expect_no_half_list(program);
        ASSERT_EQ(program.run(index_day(true)).exit_code, 0);
        expect_sound(program);
        EXPECT_EQ(program.run({"--json", "list"}).json()["recordings"].size(), 2U);
    }
}

TEST(KillDuringPublish, LeavesThePublishedListWhole) {
    std::mt19937 random(14032020);
    const Program program;
    ASSERT_EQ(program.run(index_day(false)).exit_code, 0);
    const std::string id = program.run({"--json", "list"}).json()["recordings"][0]["id"];
    for (int round = 0; round < kRounds; ++round) {
        SCOPED_TRACE(round);
        kill_after(program.start({"publish", id}), std::chrono::microseconds(random() % 20'000));
        expect_sound(program);
        expect_no_half_list(program);
    }
    const Finished published = program.run({"--json", "publish", id});
    ASSERT_EQ(published.exit_code, 0);
    EXPECT_EQ(published.json()["revision"], 1);
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(SecondIndex, IsToldThatAnotherOneRuns) {
    const Program program;
    std::filesystem::create_directories(program.folder() / "library");
    const std::string pipe = (program.folder() / "programme.pipe").string();
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    // The first one holds the lock while it waits for its programme, which comes by a pipe.
    const pid_t first = program.start(
        {"index", sample("day/morning.mp4"), "--programme", pipe, "--analyse", "markers"});
    while (content_of(program.folder() / "library" / "index.lock").find(std::to_string(first)) ==
           std::string::npos) {
        ASSERT_EQ(waitpid(first, nullptr, WNOHANG), 0) << "the first one ended";
    }
    const Finished second =
        program.run({"index", sample("day/morning.mp4"), "--analyse", "markers"});
    EXPECT_NE(second.err.find(std::to_string(first)), std::string::npos) << second.err;
    EXPECT_EQ(second.exit_code, 5);
    ::kill(first, SIGKILL);
    waitpid(first, nullptr, 0);
    EXPECT_EQ(program.run({"index", sample("day/morning.mp4"), "--analyse", "markers"}).exit_code,
              0);
}

}  // namespace
}  // namespace revivre::app
