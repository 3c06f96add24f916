#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chapters/model.hpp"

/// Times as files write them. Every fraction is rounded once, half up, from the exact decimal or
/// rational value; a time beyond Time's range is none. No sign is taken: a caller that meets one
/// knows what it means.
namespace revivre::chapters {

/// "12", "12.5", "12,5", ".5", "1e3" seconds; the fraction has any number of digits.
std::optional<Time> parse_seconds(std::string_view text);

/// How much of a clock time must be there.
struct ClockRules {
    int least_parts = 2;           ///< 1: plain seconds are a time, too
    bool comma = true;             ///< a decimal comma is as good as a point
    bool minutes_below_60 = true;  ///< in all parts but the first
};

/// "[[h:]m:]s[.f]", each part with any number of digits.
std::optional<Time> parse_clock(std::string_view text, const ClockRules& rules = {});

/// `count` units of numerator/denominator seconds. None when negative, when the denominator is not
/// above 0, or when it is later than kLatestTime of gathering.hpp.
std::optional<Time> time_of_ticks(std::int64_t count, std::int64_t numerator,
                                  std::int64_t denominator);

/// Seconds as a double, as JSON has them. None when negative, infinite, no number or too late.
std::optional<Time> time_of_seconds(double seconds);

/// The tick nearest to `time`, of `ticks_per_second`.
std::int64_t ticks_of_time(Time time, std::int64_t ticks_per_second);

}  // namespace revivre::chapters
