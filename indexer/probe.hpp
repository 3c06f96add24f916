#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"

namespace revivre::indexer {

/// What a container says about itself. Times count from the first presented frame.
struct ProbeResult {
    std::string container;  ///< FFmpeg's short name
    chapters::Time duration{};
    /// What a player's clock shows at the first frame: the first video frame that is no cover
    /// picture, else the first sound. MP4 edit lists are applied. Browsers and players keep the
    /// clock of the container, as in a Matroska file whose video starts at 21 ms; only in MPEG
    /// transport and programme streams, whose clocks start anywhere, do they count from the
    /// earliest stream, and so does this. Never negative: players begin at 0 then.
    chapters::Time start_offset{};
    std::string title;
    std::string created_at;                 ///< RFC 3339, or empty
    std::vector<chapters::Stream> streams;  ///< without the tracks that hold an MP4's chapters
    std::vector<chapters::Marker> markers;  ///< container chapters, ordered by start, clamped
    /// The same with cleaned titles, but as the file states them: its order, its clock, not
    /// clamped.
    std::vector<chapters::Marker> stated_markers;
    std::vector<chapters::Diagnostic> diagnostics;
};

/// What a worker may use. Chosen so that every file of tests/data and a 24 h recording pass.
struct WorkerLimits {
    std::chrono::milliseconds deadline{20'000};  ///< wall clock; the worker is killed then
    std::size_t output_bytes = 16 << 20;
    std::size_t memory_bytes = std::size_t{2} << 30;  ///< RLIMIT_AS
};

/// The worker program: `revivre-worker` beside this program, or what REVIVRE_WORKER names.
std::filesystem::path worker_program();

/// Reads a media file in a worker process that can reach nothing but the open file. Blocks until
/// the worker ended; may be called from several threads. Throws Error: not_found (no such file),
/// invalid_input (a folder, empty, unreadable or no media of a kind we take: the message says
/// which), unavailable (the worker could not be started, crashed or ran out of a limit).
ProbeResult probe(const std::filesystem::path& file, const WorkerLimits& limits = {});

/// What a locked-in worker found that it can and cannot do, for `revivre doctor`.
struct WorkerCheck {
    std::vector<std::string> refused;    ///< what the sandbox refused, as it should: "open", ...
    std::vector<std::string> allowed;    ///< what it should have refused; empty when all is well
    bool landlock = false;               ///< the kernel closed the file system a second time
    std::vector<std::string> libraries;  ///< "libavformat 59.27.100", ...
};

/// Lets a worker lock itself in and try to get out. Throws Error{unavailable} when it cannot be
/// started, cannot lock itself in or does not answer.
WorkerCheck check_worker(const WorkerLimits& limits = {});

}  // namespace revivre::indexer
