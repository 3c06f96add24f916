#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "indexer/descriptor.hpp"

namespace revivre::indexer {

/// A recording opened for reading: a regular file that is not empty.
struct RecordingFile {
    Descriptor descriptor;
    std::uint64_t size_bytes = 0;
};

/// Opens `file` without ever waiting (a pipe would) and without keeping it open in programs that
/// are started later. Throws Error: not_found (nothing of that name), invalid_input (a folder, a
/// pipe or a device, empty, not readable for us), unavailable (the disk or the system refused).
RecordingFile open_recording(const std::filesystem::path& file);

/// A path as it may stand in a message: always UTF-8.
std::string shown_path(const std::filesystem::path& file);

}  // namespace revivre::indexer
