#pragma once

#include <string_view>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters::formats {

/// Reads a manifest of the IIIF Presentation API 2, 3 or 4.
ReadResult read_iiif(std::string_view text);

}  // namespace revivre::chapters::formats
