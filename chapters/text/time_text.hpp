#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// A moment or a passage named in an address.
struct TimeRange {
    Time start{};
    std::optional<Time> end;
    bool operator==(const TimeRange&) const = default;
};

/// The one grammar of `?t=` and `#t=` (docs/design.md, "Time in addresses"; the same in
/// server/web/parts/time.js, with the vectors of tests/data/time_vectors.json):
///   t = time | time "," time | "," time
///   time = S[.frac] | [Xh][Ym][Zs] | [hh:]mm:ss[.frac] | "npt:" time
/// Nothing when `text` is not of it, or when the end is not after the start.
std::optional<TimeRange> parse_time_range(std::string_view text);

/// "1:02:03", or "2:03" below an hour: for people. Seconds are cut, not rounded.
std::string clock_text(Time time);

/// "01:02:03.500": at least two digits of hours, always milliseconds (WebVTT, section 4.1).
std::string timestamp_text(Time time);

/// "1325.48": seconds without needless zeros, as in `?t=` and `#t=`.
std::string seconds_text(Time time);

}  // namespace revivre::chapters
