#pragma once

#include <string_view>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters::formats {

/// Reads the markers of an OpenTimelineIO file, with their times from the start of its timeline.
ReadResult read_otio(std::string_view text);

}  // namespace revivre::chapters::formats
