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
    chapters::Time start_offset{};  ///< what a player's clock shows at the first frame
    std::string title;
    std::string created_at;  ///< RFC 3339, or empty
    std::vector<chapters::Stream> streams;
    std::vector<chapters::Marker> markers;  ///< container chapters, ordered by start, clamped
    std::vector<chapters::Diagnostic> diagnostics;
};

/// What a worker may use. Chosen so that every file of tests/data and a 24 h recording pass.
struct WorkerLimits {
    std::chrono::seconds deadline{20};  ///< wall clock; the worker is killed then
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

}  // namespace revivre::indexer
