#pragma once

#include <string_view>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters::formats {

/// Reads the clips of a video from JSON-LD, alone or in the scripts of an HTML page.
ReadResult read_schema_org(std::string_view text);

}  // namespace revivre::chapters::formats
