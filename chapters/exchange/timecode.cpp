#include "chapters/exchange/timecode.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters {
namespace {

// Up to three digits.
std::optional<std::int64_t> small_number(std::string_view digits) {
    if (digits.empty() || digits.size() > 3) return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

struct NamedRate {
    double rounded;
    FrameRate rate;
};

// The rates of North American television are whole ones divided by 1.001, and written rounded.
constexpr std::array<NamedRate, 6> kBroadcastRates{{{23.976, {24000, 1001}},
                                                    {23.98, {24000, 1001}},
                                                    {29.97, {30000, 1001}},
                                                    {47.95, {48000, 1001}},
                                                    {59.94, {60000, 1001}},
                                                    {119.88, {120000, 1001}}}};

std::optional<FrameRate> fraction_rate(std::string_view text, std::size_t slash) {
    FrameRate rate;
    const auto part = [](std::string_view digits, std::int64_t& value) {
        const auto [end, fault] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return fault == std::errc{} && end == digits.data() + digits.size() && value > 0 &&
               value <= 1'000'000;
    };
    if (!part(text.substr(0, slash), rate.numerator)) return std::nullopt;
    if (!part(text.substr(slash + 1), rate.denominator)) return std::nullopt;
    return rate;
}

std::optional<FrameRate> decimal_rate(std::string_view word) {
    std::string text(word);
    std::ranges::replace(text, ',', '.');
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    for (const NamedRate& each : kBroadcastRates) {
        if (std::abs(value - each.rounded) < 0.006) return each.rate;
    }
    if (!(value >= 1 && value < 1000)) return std::nullopt;
    return FrameRate{std::llround(value * 1000), 1000, false};
}

std::int64_t whole_rate(const FrameRate& rate) {
    return std::max<std::int64_t>((rate.numerator + rate.denominator / 2) / rate.denominator, 1);
}

}  // namespace

std::optional<Timecode> parse_timecode(std::string_view text) {
    std::array<std::int64_t, 4> parts{};
    bool drop = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = std::min(text.find_first_of(":;"), text.size());
        const bool last = i + 1 == parts.size();
        if (last != (end == text.size())) return std::nullopt;
        const auto number = small_number(text.substr(0, end));
        if (!number) return std::nullopt;
        parts.at(i) = *number;
        drop |= !last && text[end] == ';';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (parts.at(1) > 59 || parts.at(2) > 59) return std::nullopt;
    return Timecode{parts.at(0), parts.at(1), parts.at(2), parts.at(3), drop};
}

std::optional<FrameRate> parse_frame_rate(std::string_view text) {
    const std::string_view word = take_word(text);
    const std::size_t slash = word.find('/');
    auto rate = slash == std::string_view::npos ? decimal_rate(word) : fraction_rate(word, slash);
    if (rate) rate->drop = text.starts_with("DF") || text.starts_with("DROP");
    return rate;
}

FrameRate likely_frame_rate(std::int64_t largest_frame, bool drop) {
    if (drop) return {largest_frame < 30 ? 30000 : 60000, 1001, true};
    for (const std::int64_t rate : {25, 30, 50}) {
        if (largest_frame < rate) return {rate, 1, false};
    }
    return {std::max<std::int64_t>(largest_frame + 1, 60), 1, false};
}

std::int64_t frames_of(const Timecode& timecode, const FrameRate& rate) {
    const std::int64_t minutes = timecode.hours * 60 + timecode.minutes;
    const std::int64_t whole = whole_rate(rate);
    const std::int64_t count = (minutes * 60 + timecode.seconds) * whole + timecode.frames;
    const std::int64_t dropped = rate.drop ? whole / 15 * (minutes - minutes / 10) : 0;
    return count - dropped;
}

std::optional<Time> time_of_frames(std::int64_t frames, const FrameRate& rate) {
    return time_of_ticks(frames, rate.denominator, rate.numerator);
}

}  // namespace revivre::chapters
