#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters::programmes {

/// A time of day, or a range of them, as programmes write it.
struct ClockPhrase {
    ClockTime start{};
    std::optional<ClockTime> end;
    std::size_t length = 0;  ///< bytes taken from the text
};

/// The time or range that `text` begins with: "9h", "9 h 30", "09:30", "9h-9h30", "de 9h à 10h",
/// "9-10h", "2:30 pm". Blanks are plain ones. Nothing when it begins with something else, or when
/// the hour is above 23 or the minute above 59. A range that ends before it starts keeps only its
/// start.
std::optional<ClockPhrase> leading_clock(std::string_view text);

/// The same, when it is all that `cell` holds; seconds and an ISO date and offset around the time
/// ("2022-05-12T09:00:00+02:00") are allowed and dropped.
std::optional<ClockPhrase> whole_clock(std::string_view cell);

/// Whether a time of day stands anywhere in `text`.
bool holds_clock(std::string_view text);

}  // namespace revivre::chapters::programmes
