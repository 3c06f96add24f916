#pragma once

#include <string_view>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters::formats {

/// A TTML document of any version or profile (TTML1, TTML2, IMSC, EBU-TT, EBU-TT-D, DFXP) as a flat
/// list: a chapter for each `p`, or for each timed `span` of a `p` that has no times itself.
ReadResult read_ttml(std::string_view text);

}  // namespace revivre::chapters::formats
