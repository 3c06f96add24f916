#pragma once

#include <array>
#include <csignal>
#include <cstdint>
#include <functional>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

namespace revivre::storage {

/// Another process that runs `work`, which tells numbers to this one by calling `tell`. Killed with
/// SIGKILL, the one that leaves no time to tidy up, at the latest with this object.
class ChildProcess {
  public:
    using Tell = std::function<void(std::int32_t)>;

    explicit ChildProcess(const std::function<void(const Tell& tell)>& work) {
        EXPECT_EQ(pipe(ends_.data()), 0);
        process_ = fork();
        if (process_ != 0) {
            ::close(ends_[1]);
            return;
        }
        ::close(ends_[0]);
        try {
            work([this](std::int32_t number) {
                if (write(ends_[1], &number, sizeof number) != sizeof number) _exit(1);
            });
        } catch (...) {
            _exit(2);
        }
        _exit(0);
    }
    ~ChildProcess() {
        kill_now();
        ::close(ends_[0]);
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Waits for the next number; -1 when the process has ended.
    std::int32_t hear() {
        std::int32_t number = 0;
        return read(ends_[0], &number, sizeof number) == sizeof number ? number : -1;
    }

    void kill_now() {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        wait_for_end();
    }

    /// The exit status of waitpid(2).
    int wait_for_end() {
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return status;
    }

    [[nodiscard]] pid_t id() const { return process_; }

  private:
    std::array<int, 2> ends_{};
    pid_t process_ = 0;
};

}  // namespace revivre::storage
