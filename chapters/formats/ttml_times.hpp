#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <pugixml.hpp>

#include "chapters/model.hpp"

namespace revivre::chapters::formats {

/// A time or a length in nanoseconds. Wide enough for sums of the longest times, fine enough that
/// milliseconds made of it are those of the exact fraction.
__extension__ typedef __int128 Nanoseconds;

/// Rounded half up; a time before 0 is 0, one too late for Time is Time::max().
Time milliseconds_of(Nanoseconds time);

/// What the parameters of a TTML document say about its time expressions (TTML2, section 6.2).
struct TimeRates {
    std::int64_t frame_numerator = 30;  ///< frames a second, with the multiplier
    std::int64_t frame_denominator = 1;
    std::int64_t nominal_frames = 30;  ///< frames that a time code counts in a second
    std::int64_t sub_frames = 1;       ///< in a frame
    std::int64_t ticks = 1;            ///< a second
    bool counts_frames = false;        ///< SMPTE time code: all of it is a number of frames
    bool drop_frame = false;           ///< whose numbers skip some (dropNTSC)
};

/// The rates that the attributes of a `tt` element give, with the defaults of the specification.
TimeRates time_rates(pugi::xml_node root);

/// A time expression: "01:02:03.5", "00:00:01:12", "1.5s", "360f", "10t". Also read is what tools
/// write beside the specification: "02:03.5", a decimal comma, "1m30s"; without a unit, a whole
/// number is milliseconds and a decimal one seconds. None when it is something else.
std::optional<Nanoseconds> parse_time_expression(std::string_view text, const TimeRates& rates);

}  // namespace revivre::chapters::formats
