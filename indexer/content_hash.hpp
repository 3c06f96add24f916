#pragma once

#include <filesystem>
#include <string>

namespace revivre::indexer {

/// Says which recording a file is, whatever its name and folder: BLAKE2b-256 (RFC 7693) of its
/// size and of samples taken at its start, its end and evenly between, in lower-case hex behind
/// "s1:". Samples, because reading a day's files whole costs more than the rest of a marker index;
/// two encodings differ in their samples, a bit rotten between samples is not seen. Files of up to
/// 1 MiB are read whole. Throws Error: not_found, invalid_input (as open_recording()), unavailable.
std::string content_hash(const std::filesystem::path& file);

}  // namespace revivre::indexer
