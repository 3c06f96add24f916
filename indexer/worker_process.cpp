#include "indexer/worker_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "indexer/descriptor.hpp"
#include "indexer/recording_file.hpp"

namespace revivre::indexer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMediaDescriptor = 3;

[[noreturn]] void refuse(std::string_view what, int reason) {
    throw Error(ErrorCode::unavailable,
                fmt::format("{}: {}", what, std::generic_category().message(reason)));
}

// A copy numbered 10 or more, so that no step of the child's set-up overwrites what a later step
// still needs, even when this program runs without standard streams.
Descriptor moved_up(int descriptor) {
    const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 10);
    if (copy < 0) refuse("no file descriptor is left to start the media reader with", errno);
    return Descriptor(copy);
}

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
};

Pipe open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        refuse("no pipe is left to start the media reader with", errno);
    }
    Pipe pipe{.read_end = Descriptor(ends[0]), .write_end = Descriptor(ends[1])};
    pipe.write_end = moved_up(pipe.write_end.value());
    return pipe;
}

// What the child does between fork and exec: descriptors 0 to 2 and the media file, nothing else.
class FileActions {
  public:
    FileActions() { posix_spawn_file_actions_init(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

    void prepare(int output, int media) {
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        if (media >= 0) posix_spawn_file_actions_adddup2(&actions_, media, kMediaDescriptor);
        posix_spawn_file_actions_addclosefrom_np(
            &actions_, media >= 0 ? kMediaDescriptor + 1 : kMediaDescriptor);
    }
    [[nodiscard]] const posix_spawn_file_actions_t* address() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

// A process group of its own, no signal blocked or ignored: whatever this program's threads set.
class SpawnAttributes {
  public:
    SpawnAttributes() {
        posix_spawnattr_init(&attributes_);
        sigset_t none{};
        sigset_t all{};
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
    [[nodiscard]] const posix_spawnattr_t* address() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

// A started process; killed and reaped at the latest when this goes out of scope.
class Child {
  public:
    explicit Child(pid_t pid) noexcept : pid_(pid) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { reap(); }

    // Kills the group and gives what waitpid says of the leader. A worker that has ended keeps the
    // end that it had: the system settles it before it closes the worker's pipe.
    int reap() noexcept {
        if (pid_ <= 0) return 0;
        ::kill(-pid_, SIGKILL);
        ::kill(pid_, SIGKILL);  // the group exists only once the child has reached exec
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return status;
    }

  private:
    pid_t pid_;
};

pid_t spawn(const WorkerCommand& command, int output) {
    Descriptor media;
    if (command.media >= 0) media = moved_up(command.media);
    FileActions actions;
    actions.prepare(output, media.value());
    const SpawnAttributes attributes;
    std::string program = command.program.native();
    std::vector<std::string> arguments = command.arguments;
    std::vector<char*> pointers{program.data()};
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    std::vector<std::string> settings = command.environment;
    std::vector<char*> environment;
    for (std::string& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    pid_t pid = -1;
    const int fault = posix_spawn(&pid, program.c_str(), actions.address(), attributes.address(),
                                  pointers.data(), environment.data());
    if (fault != 0) {
        refuse(fmt::format("the media reader '{}' cannot be started", shown_path(command.program)),
               fault);
    }
    return pid;
}

bool is_cancelled(const WorkerCommand& command) {
    return command.cancelled != nullptr && *command.cancelled;
}

// False once the deadline has passed with nothing to read, or nobody waits any more.
bool wait_for_output(int descriptor, Clock::time_point deadline, const WorkerCommand& command) {
    constexpr std::chrono::milliseconds::rep kLook = 200;  // people who cancel wait so long
    while (!is_cancelled(command)) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
        const std::chrono::milliseconds::rep most = command.cancelled == nullptr ? 60'000 : kLook;
        const auto step = std::min(left.count(), most);
        if (::poll(&waiting, 1, static_cast<int>(step)) > 0) return true;
    }
    return false;
}

// When to stop waiting for the next word.
Clock::time_point next_deadline(const WorkerCommand& command) {
    if (command.patience.count() == 0) return command.deadline;
    return std::min(command.deadline, Clock::now() + command.patience);
}

// Reads until the worker closes its output, which it does by ending.
WorkerFate read_output(int descriptor, const WorkerCommand& command,
                       const OutputReceiver& receive) {
    std::array<char, 64U << 10> buffer{};
    std::size_t left = command.output_bytes;
    while (wait_for_output(descriptor, next_deadline(command), command)) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return WorkerFate::exited;
        const auto bytes = static_cast<std::size_t>(count);
        if (bytes > left) return WorkerFate::out_of_room;
        left -= bytes;
        receive({buffer.data(), bytes});
    }
    return is_cancelled(command) ? WorkerFate::cancelled : WorkerFate::out_of_time;
}

}  // namespace

WorkerOutcome run_worker(const WorkerCommand& command) {
    std::string output;
    WorkerOutcome outcome =
        run_worker(command, [&output](std::string_view bytes) { output += bytes; });
    outcome.output = std::move(output);
    return outcome;
}

WorkerOutcome run_worker(const WorkerCommand& command, const OutputReceiver& receive) {
    Pipe pipe = open_pipe();
    Child child(spawn(command, pipe.write_end.value()));
    pipe.write_end.close();
    WorkerOutcome outcome;
    outcome.fate = read_output(pipe.read_end.value(), command, receive);
    const int status = child.reap();
    if (outcome.fate != WorkerFate::exited) return outcome;
    if (WIFSIGNALED(status)) {
        outcome.fate = WorkerFate::killed;
        outcome.status = WTERMSIG(status);
    } else {
        outcome.status = WEXITSTATUS(status);
    }
    return outcome;
}

}  // namespace revivre::indexer
