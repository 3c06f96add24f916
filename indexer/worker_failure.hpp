#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "indexer/worker_process.hpp"

namespace revivre::indexer {

/// Why a worker gave no answer, to be put behind the name of the file; empty when it ended as it
/// should. `given`: the time that it had.
std::string failure(const WorkerOutcome& outcome, const WorkerCommand& command,
                    std::chrono::milliseconds given);

/// A file's extension without its dot, as a worker may be told it; empty when it can mean nothing.
/// Containers are told by their content; an extension only decides between guesses (an MP3 file
/// behind a large cover picture).
std::string media_extension(const std::filesystem::path& file);

/// `name` beside this program, or what the environment variable names.
std::filesystem::path program_beside(const char* name, const char* variable);

}  // namespace revivre::indexer
