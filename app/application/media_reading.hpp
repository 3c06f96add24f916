#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"
#include "storage/library.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// What a media file and the list beside it say, read before anything is written.
struct MediaReading {
    std::filesystem::path file;  ///< absolute, symbolic links resolved
    std::string content_hash;
    std::optional<chapters::Recording> known;   ///< the same content was indexed before
    chapters::Recording described;              ///< without event, part and order
    std::vector<chapters::Evidence> container;  ///< empty when `known`: what is stored still holds
    std::optional<std::vector<chapters::Evidence>> beside;  ///< of the list beside the file, if any
    std::filesystem::path beside_file;
    std::vector<chapters::Diagnostic> diagnostics;
};

/// Hashes the file and, unless its content is known, probes it in a worker. Throws Error, always
/// with a code that means unreadable input and a sentence that names the file.
MediaReading read_media(storage::Repository& repository, const std::filesystem::path& file);

/// Keeps what the file and the list beside it say as evidence of the recording.
void keep_markers(storage::Repository& repository, const std::string& recording,
                  const MediaReading& reading);

/// Copies the file into the library, under a name made of its content, unless it is there. Throws
/// Error{unavailable}.
std::filesystem::path copy_into(const storage::Library& library, const MediaReading& reading);

}  // namespace revivre::app
