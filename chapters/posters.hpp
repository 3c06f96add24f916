#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chapters/model.hpp"

/// Pictures of scenes among a recording's derived files. DO NOT CHANGE THE FORM OF THE NAMES:
/// libraries keep them.
namespace revivre::chapters {

/// "poster-000025100.jpg" for a picture that is shown at 25.1 s. Times are 0 or more; below 277
/// hours names are in the order of times.
[[nodiscard]] std::string poster_name(Time time);

/// When the picture of that name is shown; nothing when it is no poster's.
[[nodiscard]] std::optional<Time> poster_time(std::string_view name);

/// The name of the picture that stands for [start, end): the first at or after its start; else the
/// last before it, since no picture in between means that the scene did not change. `names`: of any
/// derived files, in any order; the answer is one of them, or empty.
[[nodiscard]] std::string_view poster_for(std::span<const std::string> names, Time start, Time end);

}  // namespace revivre::chapters
