#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// "P1DT1H2M3.5S" (ISO 8601, without years and months, whose lengths differ), and with the fraction
/// of MPEG-7, "PT02S739N1000F". Rounded once, half up.
std::optional<Time> parse_duration(std::string_view text);

/// "PT3723.5S" (xs:duration).
std::string duration_text(Time time);

}  // namespace revivre::chapters
