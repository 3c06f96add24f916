#pragma once

#include <string>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// The media type of a recording's file, by container, ending and streams (IANA's registry;
/// Matroska: RFC 9559), of one without a file by the ending of its address;
/// "application/octet-stream" when nothing is known.
std::string media_type_of(const Recording& recording);

/// The media type of a file by the ending of its path, with pictures or of sound alone; empty for
/// one that no player of a browser knows.
std::string_view media_type_of_path(std::string_view path, bool pictures) noexcept;

/// The first stream of a type ("video", "audio") that is no cover; null: none. Lasts as long as
/// `recording`.
const Stream* stream_of(const Recording& recording, std::string_view type);

}  // namespace revivre::chapters
