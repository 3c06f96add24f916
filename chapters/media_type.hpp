#pragma once

#include <string>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// The media type of a recording's file, by container, ending and streams (IANA's registry;
/// Matroska: RFC 9559), of one without a file by the ending of its address;
/// "application/octet-stream" when nothing is known.
std::string media_type_of(const Recording& recording);

}  // namespace revivre::chapters
