#pragma once

#include <filesystem>
#include <string>

#include "chapters/exchange/document.hpp"

namespace revivre::app {

/// What a chapter file or a media file says, and as what it was read.
struct ChapterFile {
    chapters::ReadResult result;
    std::string format;  ///< a format's or a container's name; "media" when FFmpeg's reader gave it
};

/// Reads the chapters of any file. `format` names a format or a container, "media" any recording;
/// empty: found by content. Throws Error{unsupported} for a name that nothing has, and
/// Error{invalid_input} for a file that is not there, too large, or not of the format: the message
/// names file and line.
ChapterFile read_chapter_file(const std::filesystem::path& file, const std::string& format = "");

}  // namespace revivre::app
