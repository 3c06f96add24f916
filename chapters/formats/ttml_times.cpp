// Time expressions of TTML. Written from: W3C TTML2, Recommendation of 2018-11-08, sections 6.2
// (parameters), 12.3.1 (time expressions) and appendix I (time code: dropped numbers).

#include "chapters/formats/ttml_times.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/xml.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr Nanoseconds kSecond = 1'000'000'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Digits alone, at most 12 of them, which is later than any recording.
std::optional<std::int64_t> whole_number(std::string_view digits) {
    constexpr std::size_t kMostDigits = 12;
    if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : digits) {
        if (!is_digit(digit)) return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

std::string_view take_digits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

// Billionths: the first nine digits of a fraction.
Nanoseconds billionths(std::string_view digits) {
    Nanoseconds value = 0;
    for (std::size_t i = 0; i < 9; ++i)
        value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return value;
}

Nanoseconds divided(Nanoseconds value, Nanoseconds divisor) {
    return (value * 2 + divisor) / (divisor * 2);
}

// A frame's number in a time code of 30 frames a second leaves out two numbers each minute, but
// not each tenth minute.
std::int64_t dropped_before(std::int64_t minutes, const TimeRates& rates) {
    if (!rates.drop_frame) return 0;
    return 2 * (minutes - minutes / 10);
}

// "10", or "10.1" with sub-frames, as frames times kSecond.
std::optional<Nanoseconds> frames_in(std::string_view text, const TimeRates& rates) {
    const std::size_t point = text.find('.');
    const auto frames = whole_number(text.substr(0, point));
    const auto parts = point == std::string_view::npos ? std::optional<std::int64_t>(0)
                                                       : whole_number(text.substr(point + 1));
    if (!frames || !parts) return std::nullopt;
    return *frames * kSecond + divided(*parts * kSecond, rates.sub_frames);
}

Nanoseconds seconds_of_frames(Nanoseconds frames, const TimeRates& rates) {
    return divided(frames * rates.frame_denominator, rates.frame_numerator);
}

// The last part of a clock time: seconds with a fraction.
std::optional<Nanoseconds> seconds_in(std::string_view text) {
    const std::string_view whole = take_digits(text);
    const auto seconds = whole_number(whole);
    if (!seconds) return std::nullopt;
    if (text.empty()) return *seconds * kSecond;
    if (text.front() != '.' && text.front() != ',') return std::nullopt;
    text.remove_prefix(1);
    const std::string_view digits = take_digits(text);
    if (digits.empty() || !text.empty()) return std::nullopt;
    return *seconds * kSecond + billionths(digits);
}

std::optional<Nanoseconds> parse_clock_time(std::string_view text, const TimeRates& rates) {
    std::array<std::string_view, 4> parts;
    std::size_t count = 0;
    for (;; ++count) {
        if (count == parts.size()) return std::nullopt;
        const std::size_t colon = text.find(':');
        parts.at(count) = text.substr(0, colon);
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
    }
    const std::size_t first_of_time = count == 1 ? 0 : 1;  // "02:03.5" has no hours
    const auto hours = count == 1 ? std::optional<std::int64_t>(0) : whole_number(parts[0]);
    const auto minutes = whole_number(parts.at(first_of_time));
    const auto seconds = seconds_in(parts.at(first_of_time + 1));
    constexpr std::int64_t kMostHours = 999'999'999;
    if (!hours || !minutes || !seconds || *hours > kMostHours || *minutes > 59 ||
        *seconds >= 61 * kSecond)
        return std::nullopt;
    const Nanoseconds clock = Nanoseconds{*hours * 60 + *minutes} * 60 * kSecond + *seconds;
    if (count < 3) {
        const bool time_code = rates.counts_frames && *seconds % kSecond == 0 && count == 2;
        if (!time_code) return clock;
    }
    const auto frames = count < 3 ? std::optional<Nanoseconds>(0) : frames_in(parts[3], rates);
    if (!frames || *seconds % kSecond != 0) return std::nullopt;
    if (!rates.counts_frames) return clock + seconds_of_frames(*frames, rates);
    const std::int64_t dropped = dropped_before(*hours * 60 + *minutes, rates);
    return seconds_of_frames(clock * rates.nominal_frames + *frames - dropped * kSecond, rates);
}

// Seconds in one of a unit, as a fraction. A denominator of 0: no such unit.
struct Unit {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
};

Unit unit_named(std::string_view name, const TimeRates& rates) {
    if (name == "h") return {3600, 1};
    if (name == "m") return {60, 1};
    if (name == "s") return {1, 1};
    if (name == "ms") return {1, 1000};
    if (name == "f") return {rates.frame_denominator, rates.frame_numerator};
    if (name == "t") return {1, rates.ticks};
    return {};
}

// "1.5s", and several of them: "1m30s".
std::optional<Nanoseconds> parse_offset_time(std::string_view text, const TimeRates& rates) {
    Nanoseconds sum = 0;
    for (int pieces = 0; !text.empty(); ++pieces) {
        constexpr int kMostPieces = 4;
        std::string_view whole = take_digits(text);
        std::string_view fraction;
        const bool decimal = text.starts_with('.') || text.starts_with(',');
        if (decimal) {
            text.remove_prefix(1);
            fraction = take_digits(text);
        }
        if (pieces == kMostPieces || (whole.empty() && fraction.empty())) return std::nullopt;
        if (whole.empty()) whole = "0";
        std::size_t length = 0;
        while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
        std::string_view name = text.substr(0, length);
        text.remove_prefix(length);
        if (name.empty() && pieces == 0 && text.empty()) name = decimal ? "s" : "ms";
        const Unit unit = unit_named(name, rates);
        const auto number = whole_number(whole);
        if (unit.denominator == 0 || !number) return std::nullopt;
        sum +=
            divided((*number * kSecond + billionths(fraction)) * unit.numerator, unit.denominator);
    }
    return sum;
}

// A parameter's value when it is a whole number above 0 that no sum can overflow with.
std::int64_t parameter(pugi::xml_node root, std::string_view name, std::int64_t otherwise) {
    constexpr std::int64_t kLargest = 1'000'000'000;
    const auto value = whole_number(without_blanks(attribute_named(root, name)));
    return value && *value > 0 && *value <= kLargest ? *value : otherwise;
}

// "1000 1001", or "1000:1001" in the drafts of DFXP.
void apply_multiplier(std::string_view text, TimeRates& rates) {
    constexpr std::int64_t kLargest = 1'000'000;
    text = without_blanks(text);
    const std::size_t gap = text.find_first_of(" :");
    const auto numerator = whole_number(text.substr(0, gap));
    const auto denominator = gap == std::string_view::npos
                                 ? std::optional<std::int64_t>(1)
                                 : whole_number(without_blanks(text.substr(gap + 1)));
    if (!numerator || !denominator || *numerator == 0 || *denominator == 0) return;
    if (*numerator > kLargest || *denominator > kLargest) return;
    rates.frame_numerator *= *numerator;
    rates.frame_denominator *= *denominator;
}

}  // namespace

Time milliseconds_of(Nanoseconds time) {
    constexpr Nanoseconds kLatest = std::numeric_limits<std::int64_t>::max();
    if (time < 0) return Time(0);
    return Time(static_cast<std::int64_t>(std::min(divided(time, 1'000'000), kLatest)));
}

TimeRates time_rates(pugi::xml_node root) {
    TimeRates rates;
    const bool has_rate = !attribute_named(root, "frameRate").empty();
    rates.nominal_frames = parameter(root, "frameRate", 30);
    rates.frame_numerator = rates.nominal_frames;
    rates.sub_frames = parameter(root, "subFrameRate", 1);
    rates.ticks = parameter(
        root, "tickRate",
        has_rate ? rates.nominal_frames * std::min<std::int64_t>(rates.sub_frames, 1'000'000) : 1);
    rates.counts_frames = attribute_named(root, "timeBase") == "smpte";
    rates.drop_frame = rates.counts_frames && attribute_named(root, "dropMode") == "dropNTSC";
    const std::string_view multiplier = attribute_named(root, "frameRateMultiplier");
    apply_multiplier(multiplier.empty() && rates.drop_frame ? "1000 1001" : multiplier, rates);
    return rates;
}

std::optional<Nanoseconds> parse_time_expression(std::string_view text, const TimeRates& rates) {
    text = without_blanks(text);
    if (text.find(':') != std::string_view::npos) return parse_clock_time(text, rates);
    if (text.empty()) return std::nullopt;
    return parse_offset_time(text, rates);
}

}  // namespace revivre::chapters::formats
