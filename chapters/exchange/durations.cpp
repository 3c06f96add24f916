#include "chapters/exchange/durations.hpp"

#include <charconv>
#include <cstdint>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace {

// "12" of "12H3M", or nothing when no digit comes first.
std::string_view number_at(std::string_view text) {
    return text.substr(0, text.find_first_not_of("0123456789.,"));
}

std::optional<std::int64_t> whole(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

// Seconds that a unit is worth; 0 for one that is unknown there.
std::int64_t seconds_of(char unit, bool of_day) {
    switch (unit) {
        case 'W':
            return of_day ? 0 : 7 * 86'400;
        case 'D':
            return of_day ? 0 : 86'400;
        case 'H':
            return of_day ? 3'600 : 0;
        case 'M':
            return of_day ? 60 : 0;
        default:
            return 0;
    }
}

// "1.5" hours. Nobody counts hours in more than three decimals.
std::optional<Time> fraction(std::string_view number, std::int64_t worth) {
    const auto count = parse_seconds(number);
    return count && *count <= kLatestTime / worth ? std::optional(*count * worth) : std::nullopt;
}

}  // namespace

std::optional<Time> parse_duration(std::string_view text) {
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    bool of_day = false;
    Time sum{};
    std::int64_t parts = 0;  // of a second, until their number in a second follows
    while (!text.empty()) {
        if (text.front() == 'T' && !of_day) {
            of_day = true;
            text.remove_prefix(1);
            continue;
        }
        const std::string_view number = number_at(text);
        if (number.empty() || number.size() == text.size()) return std::nullopt;
        const char unit = text[number.size()];
        text.remove_prefix(number.size() + 1);
        std::optional<Time> length;
        if (unit == 'S') {
            length = parse_seconds(number);
        } else if (const auto count = whole(number); count && unit == 'N') {
            parts = *count;
            length = Time(0);
        } else if (count && unit == 'F') {
            length = time_of_ticks(parts, 1, *count);
        } else if (const std::int64_t worth = seconds_of(unit, of_day); worth > 0) {
            length = count ? time_of_ticks(*count, worth, 1) : fraction(number, worth);
        }
        if (!length) return std::nullopt;
        sum += *length;
        if (sum > kLatestTime) return std::nullopt;
    }
    return sum;
}

std::string duration_text(Time time) {
    return "PT" + seconds_text(time) + "S";
}

}  // namespace revivre::chapters
