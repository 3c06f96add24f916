// Follows Media Fragments URI 1.0 (W3C), section 4.2.1, widened by the spellings that people and
// other players write. Any change here is a change of server/web/time.js and of its vectors.
#include "chapters/text/time_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace revivre::chapters {
namespace {

// Longer numbers saturate, since a time beyond the end means the end. Nine digits of hours are
// 3.6e15 ms, which a JavaScript number still holds exactly.
constexpr std::int64_t kLargestNumber = 999'999'999;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

struct Number {
    std::int64_t value = 0;
    std::size_t digits = 0;
};

Number take_number(std::string_view& text) {
    Number number;
    while (!text.empty() && is_digit(text.front())) {
        number.value = std::min(number.value * 10 + (text.front() - '0'), kLargestNumber);
        ++number.digits;
        text.remove_prefix(1);
    }
    return number;
}

// ".5" as 500, rounded half up at the fourth digit; nothing when the point has no digits.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
    if (!take(text, ".")) return 0;
    std::string_view digits = text;
    const std::size_t count = take_number(text).digits;
    if (count == 0) return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < count ? digits[i] - '0' : 0);
    return count > 3 && digits[3] >= '5' ? ms + 1 : ms;
}

std::optional<Time> time_of(std::int64_t hours, std::int64_t minutes, std::int64_t seconds,
                            std::int64_t ms = 0) {
    return Time(((hours * 60 + minutes) * 60 + seconds) * 1000 + ms);
}

// "1h2m3s" and its parts, in this order, at least one.
std::optional<Time> unit_time(std::string_view text) {
    constexpr std::string_view units = "hms";
    std::int64_t values[] = {0, 0, 0};
    std::size_t next = 0;
    while (!text.empty()) {
        const Number number = take_number(text);
        if (number.digits == 0 || text.empty()) return std::nullopt;
        const std::size_t unit = units.find(text.front(), next);
        if (unit == std::string_view::npos) return std::nullopt;
        values[unit] = number.value;
        next = unit + 1;
        text.remove_prefix(1);
    }
    return time_of(values[0], values[1], values[2]);
}

// What follows the first colon of "[hh:]mm:ss[.frac]": two digits each, below 60.
std::optional<Time> clock_time(std::int64_t first, std::string_view text) {
    const Number second = take_number(text);
    if (second.digits != 2 || second.value > 59) return std::nullopt;
    std::optional<Number> third;
    if (take(text, ":")) {
        third = take_number(text);
        if (third->digits != 2 || third->value > 59) return std::nullopt;
    }
    const auto ms = take_fraction(text);
    if (!ms || !text.empty()) return std::nullopt;
    if (third) return time_of(first, second.value, third->value, *ms);
    return time_of(0, first, second.value, *ms);
}

std::optional<Time> parse_time(std::string_view text) {
    take(text, "npt:");
    std::string_view rest = text;
    const Number first = take_number(rest);
    if (first.digits == 0) return std::nullopt;
    if (take(rest, ":")) return clock_time(first.value, rest);
    if (!rest.empty() && rest.front() != '.') return unit_time(text);
    const auto ms = take_fraction(rest);
    if (!ms || !rest.empty()) return std::nullopt;
    return time_of(0, 0, first.value, *ms);
}

Time from_zero(Time time) {
    return std::max(time, Time::zero());
}

}  // namespace

std::optional<TimeRange> parse_time_range(std::string_view text) {
    if (text.starts_with("npt:,")) take(text, "npt:");  // the prefix may stand before the comma
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
        const auto start = parse_time(text);
        return start ? std::optional(TimeRange{*start, std::nullopt}) : std::nullopt;
    }
    const auto start = comma == 0 ? std::optional(Time::zero()) : parse_time(text.substr(0, comma));
    const auto end = parse_time(text.substr(comma + 1));
    if (!start || !end || *end <= *start) return std::nullopt;
    return TimeRange{*start, end};
}

std::string clock_text(Time time) {
    const auto seconds = from_zero(time).count() / 1000;
    const auto hours = seconds / 3600;
    const auto minutes = seconds / 60 % 60;
    if (hours == 0) return fmt::format("{}:{:02}", minutes, seconds % 60);
    return fmt::format("{}:{:02}:{:02}", hours, minutes, seconds % 60);
}

std::string timestamp_text(Time time) {
    const auto ms = from_zero(time).count();
    const auto seconds = ms / 1000;
    return fmt::format("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       ms % 1000);
}

std::string seconds_text(Time time) {
    const auto ms = from_zero(time).count();
    std::string text = fmt::format("{}.{:03}", ms / 1000, ms % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace revivre::chapters
