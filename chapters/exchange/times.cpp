#include "chapters/exchange/times.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"

namespace revivre::chapters {
namespace {

__extension__ typedef __int128 Wide;  // products of two 64-bit numbers

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Digits only, at least one; none above 10^15, which is later than any time taken.
std::optional<std::int64_t> whole_number(std::string_view digits) {
    constexpr std::int64_t kLargest = 1'000'000'000'000'000;
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : digits) {
        value = value * 10 + (digit - '0');
        if (value > kLargest) return std::nullopt;
    }
    return value;
}

// The milliseconds of a decimal fraction's digits: three of them, and the fourth rounds.
std::optional<std::int64_t> fraction_ms(std::string_view digits) {
    if (!std::ranges::all_of(digits, is_digit)) return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return digits.size() > 3 && digits[3] >= '5' ? ms + 1 : ms;
}

std::optional<Time> checked(Wide ms) {
    if (ms < 0 || ms > kLatestTime.count()) return std::nullopt;
    return Time(static_cast<std::int64_t>(ms));
}

// "12", "12.5", "12.", ".5": at least one digit somewhere.
std::optional<Time> decimal_seconds(std::string_view text, bool comma) {
    const std::size_t point = text.find_first_of(comma ? ".," : ".");
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (whole.empty() && part.empty()) return std::nullopt;
    const auto seconds = whole.empty() ? std::optional<std::int64_t>(0) : whole_number(whole);
    const auto ms = fraction_ms(part);
    if (!seconds || !ms) return std::nullopt;
    return checked(Wide{*seconds} * 1000 + *ms);
}

}  // namespace

std::optional<Time> parse_seconds(std::string_view text) {
    if (text.find_first_of("eE") == std::string_view::npos) return decimal_seconds(text, true);
    if (text.starts_with('-')) return std::nullopt;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return time_of_seconds(value);
}

std::optional<Time> parse_clock(std::string_view text, const ClockRules& rules) {
    constexpr std::size_t kMostParts = 3;
    std::array<std::string_view, kMostParts> parts;
    std::size_t count = 0;
    for (;; ++count) {
        if (count == kMostParts) return std::nullopt;
        const std::size_t colon = text.find(':');
        parts.at(count) = text.substr(0, colon);
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
    }
    const std::size_t last = count++;
    if (count < static_cast<std::size_t>(rules.least_parts)) return std::nullopt;
    if (parts.at(last).empty() || !is_digit(parts.at(last).front())) return std::nullopt;
    const auto seconds = decimal_seconds(parts.at(last), rules.comma);
    if (!seconds) return std::nullopt;
    constexpr Time kMinute{60'000};
    if (rules.minutes_below_60 && last > 0 && *seconds >= kMinute + Time(500)) return std::nullopt;
    Wide minutes = 0;
    for (std::size_t i = 0; i < last; ++i) {
        const auto part = whole_number(parts.at(i));
        if (!part || (rules.minutes_below_60 && i > 0 && *part > 59)) return std::nullopt;
        minutes = minutes * 60 + *part;
    }
    return checked(minutes * 60'000 + seconds->count());
}

std::optional<Time> time_of_ticks(std::int64_t count, std::int64_t numerator,
                                  std::int64_t denominator) {
    if (count < 0 || numerator < 0 || denominator <= 0) return std::nullopt;
    // Above 2^84 no denominator of 64 bits brings a product back below the latest time; both
    // factors of 63 bits and the 2000 fit into 127 bits only when one of them is small.
    constexpr Wide kMost = Wide{1} << 115;
    const Wide product = Wide{count} * numerator;
    if (product > kMost) return std::nullopt;
    return checked((product * 2000 + denominator) / (Wide{denominator} * 2));
}

std::optional<Time> time_of_seconds(double seconds) {
    constexpr double kLatestSeconds = 3.6e12;  // kLatestTime
    if (!(seconds >= 0) || seconds > kLatestSeconds) return std::nullopt;
    // The shortest decimal that means this double is what the file said; its rounding is exact.
    // From 1e16 on it would have an exponent; kLatestTime is below.
    if (seconds < 0.0001) return Time(0);
    return decimal_seconds(fmt::format("{}", seconds), false);
}

std::int64_t ticks_of_time(Time time, std::int64_t ticks_per_second) {
    return static_cast<std::int64_t>((Wide{time.count()} * ticks_per_second * 2 + 1000) / 2000);
}

}  // namespace revivre::chapters
