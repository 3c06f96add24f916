#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace revivre::indexer {

/// How to start a worker, and what it may take from us.
struct WorkerCommand {
    std::filesystem::path program;
    std::vector<std::string> arguments;  ///< without the program's name
    int media = -1;                      ///< becomes descriptor 3 of the worker; -1: none
    std::chrono::steady_clock::time_point deadline;
    std::size_t output_bytes = 0;            ///< the worker is killed when it writes more
    std::vector<std::string> environment{};  ///< all of it: "NAME=value"
    /// The worker is killed when it says nothing for so long. 0: only the deadline counts.
    std::chrono::milliseconds patience{};
    /// The worker is killed soon after this becomes true. Null: never.
    const std::atomic<bool>* cancelled = nullptr;
};

enum class WorkerFate {
    exited,       ///< by itself; `status` is its exit status
    killed,       ///< by a signal that we did not send; `status` is the signal
    out_of_time,  ///< we killed it at the deadline
    out_of_room,  ///< we killed it for writing too much
    cancelled,    ///< we killed it because nobody wants it any more
};

/// How a worker ended, and all that it wrote until then (nothing when a receiver took it).
struct WorkerOutcome {
    WorkerFate fate = WorkerFate::exited;
    int status = 0;
    std::string output;
};

/// Starts the program with nothing but `media`, its environment and a pipe to write to; reads what
/// it writes; returns when it has ended and was reaped. Never later than the deadline (plus the
/// time the system takes to end a killed process). The worker leads a process group of its own,
/// which is killed with it. May be called from several threads. Throws Error{unavailable} when the
/// program cannot be started.
WorkerOutcome run_worker(const WorkerCommand& command);

/// Takes what a worker writes, as it comes.
using OutputReceiver = std::function<void(std::string_view)>;

/// The same; what the worker writes goes to `receive`, and an exception from it ends the worker.
WorkerOutcome run_worker(const WorkerCommand& command, const OutputReceiver& receive);

}  // namespace revivre::indexer
