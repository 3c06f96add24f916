#include "chapters/formats/description_lines.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <utf8proc.h>

#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 6> kBlanks{" ", "\t", "\r", "\u00A0", "\u202F", "\u3000"};
constexpr std::array<std::string_view, 7> kOpening{"(", "[", "{", "<", "（", "【", "「"};
constexpr std::array<std::string_view, 7> kClosing{")", "]", "}", ">", "）", "】", "」"};
constexpr std::array<std::string_view, 31> kSeparators{
    "-", "–", "—", "―", "−", "－", "~", "〜", "～", ":", "：", "|", "｜", "·", "•", "→",
    "➜", "➤", "►", "▶", "=", ">",  "»", ".",  ",",  ")", "*",  "_", "`",  "…", "/"};
constexpr std::array<std::string_view, 13> kUntil{"-->", "->", "-",  "–",  "—", "―", "−",
                                                  "－",  "~",  "〜", "～", "→", "/"};
constexpr std::array<std::string_view, 4> kUntilWords{"to", "à", "a", "bis"};

// Between a title and the time behind it.
constexpr std::array<std::string_view, 16> kBefore{"-",  "–", "—",  "―", "−",  "－", "~", "〜",
                                                   "～", ":", "：", "|", "｜", "→",  "=", "…"};

// Markdown: "**0:00** Title".
constexpr std::array<std::string_view, 3> kEmphasis{"*", "_", "`"};

// After a time without a sign between, these make it one of the day. Zones in capitals only: "et"
// and "est" are French words that titles begin with.
constexpr std::array<std::string_view, 7> kDayWords{"am",  "pm",  "a.m.",  "p.m.",
                                                    "uhr", "hrs", "heures"};
constexpr std::array<std::string_view, 14> kZones{"CET", "CEST", "UTC", "GMT", "EST", "EDT", "CST",
                                                  "CDT", "MST",  "MDT", "PST", "PDT", "BST", "JST"};

constexpr std::size_t kBulletBytes = 24;  // two emoji of several code points
constexpr std::size_t kMostDigits = 9;    // kLatestTime has as many of hours

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// No sign begins or ends with one: most lines need no closer look.
bool is_plain(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Takes the first of `tokens` that `text` begins with.
bool take_any(std::string_view& text, std::span<const std::string_view> tokens) {
    if (text.empty() || is_plain(text.front())) return false;
    const auto found = std::ranges::find_if(
        tokens, [text](std::string_view token) { return text.starts_with(token); });
    if (found == tokens.end()) return false;
    text.remove_prefix(found->size());
    return true;
}

bool take_all(std::string_view& text, std::span<const std::string_view> tokens) {
    bool any = false;
    while (take_any(text, tokens)) any = true;
    return any;
}

bool take_any_last(std::string_view& text, std::span<const std::string_view> tokens) {
    if (text.empty() || is_plain(text.back())) return false;
    const auto found = std::ranges::find_if(
        tokens, [text](std::string_view token) { return text.ends_with(token); });
    if (found == tokens.end()) return false;
    text.remove_suffix(found->size());
    return true;
}

bool take_all_last(std::string_view& text, std::span<const std::string_view> tokens) {
    bool any = false;
    while (take_any_last(text, tokens)) any = true;
    return any;
}

// Bytes of the first character of `text` and whether it can be part of a word.
struct Character {
    std::size_t bytes = 1;
    bool in_word = false;
};

Character first_character(std::string_view text) {
    utf8proc_int32_t code_point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &code_point);
    if (length <= 0) return {};
    const auto category = utf8proc_category(code_point);
    const bool in_word = category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND;
    return {static_cast<std::size_t>(length), in_word};
}

// "12:30" or "1:02:03", with a fraction or without, that no digit goes on.
struct Clock {
    Time time{};
    bool has_hours = false;
};

std::optional<Clock> take_clock(std::string_view& text) {
    std::size_t end = std::min(text.find_first_not_of("0123456789:"), text.size());
    if (end > 0 && text[end - 1] == ':') --end;  // "0:00: Title"
    const std::string_view clock = text.substr(0, end);
    const auto colons = std::ranges::count(clock, ':');
    const std::size_t first = clock.find(':');
    if (colons < 1 || colons > 2 || first == 0 || first > (colons == 1 ? 3 : kMostDigits))
        return {};
    // Two digits in each part but the first.
    if (clock.size() != first + 3 * static_cast<std::size_t>(colons)) return {};
    if (colons == 2 && clock[first + 3] != ':') return {};
    std::size_t size = end;
    if (size + 1 < text.size() && text[size] == '.' && is_digit(text[size + 1])) {
        size = std::min(text.find_first_not_of("0123456789", size + 1), text.size());
    }
    const auto time = parse_clock(text.substr(0, size));
    if (!time) return {};
    text.remove_prefix(size);
    if (!text.empty() && first_character(text).in_word) return {};
    return Clock{*time, colons == 2};
}

// "1. ", "01) ".
void take_number(std::string_view& text) {
    std::string_view rest = text;
    std::size_t digits = 0;
    while (digits < 3 && digits < rest.size() && is_digit(rest[digits])) ++digits;
    if (digits == 0) return;
    rest.remove_prefix(digits);
    if (!rest.starts_with('.') && !rest.starts_with(')')) return;
    rest.remove_prefix(1);
    if (take_all(rest, kBlanks)) text = rest;
}

// Signs that a line of a list begins with, up to a bracket, a letter or a digit. A minus that
// stands at a digit counts backwards and is no bullet.
void take_bullets(std::string_view& text) {
    const std::string_view whole = text;
    while (!text.empty() && whole.size() - text.size() < kBulletBytes) {
        if (take_all(text, kBlanks)) continue;
        std::string_view bracket = text;
        if (take_any(bracket, kOpening)) return;
        const Character next = first_character(text);
        if (next.in_word) return;
        if (text.front() == '-' && text.size() > 1 && is_digit(text[1])) return;
        text.remove_prefix(next.bytes);
    }
}

// The end of a range, when one stands there: "- 1:30".
std::optional<Time> take_end(std::string_view& text, Time start) {
    std::string_view rest = text;
    const bool apart = take_all(rest, kBlanks);
    if (!take_any(rest, kUntil)) {
        const std::string_view word = take_word(rest);
        const bool until = std::ranges::find(kUntilWords, word) != kUntilWords.end();
        if (!apart || !until) return std::nullopt;
    }
    take_all(rest, kBlanks);
    const auto end = take_clock(rest);
    if (!end || end->time <= start) return std::nullopt;
    text = rest;
    return end->time;
}

// The sign between a time and a title: at the time, or with blanks around it.
bool take_separator(std::string_view& text) {
    std::string_view rest = text;
    const bool apart = take_all(rest, kBlanks);
    if (!take_all(rest, kSeparators)) return false;
    if (apart && !take_all(rest, kBlanks)) return false;
    text = rest;
    return true;
}

// "Title -", "Title ....": one full stop alone belongs to the title.
void take_leader(std::string_view& title) {
    if (title.ends_with("..")) {
        title = title.substr(0, title.find_last_not_of('.') + 1);
    } else if (!take_all_last(title, kBefore)) {
        return;
    }
    take_all_last(title, kBlanks);
}

bool is_time_of_day(std::string_view after) {
    const std::string_view word = take_word(after);
    return std::ranges::find(kZones, word) != kZones.end() ||
           std::ranges::any_of(kDayWords,
                               [word](std::string_view each) { return same_word(each, word); });
}

}  // namespace

std::optional<TimedLine> time_first(std::string_view line) {
    if (line.find(':') == std::string_view::npos) return std::nullopt;
    take_bullets(line);
    take_number(line);
    take_bullets(line);
    const bool bracket = take_any(line, kOpening);
    take_all(line, kBlanks);
    const auto start = take_clock(line);
    if (!start) return std::nullopt;
    take_all(line, kEmphasis);
    TimedLine timed{.start = start->time,
                    .end = take_end(line, start->time),
                    .title = {},
                    .has_hours = start->has_hours};
    if (bracket) {
        take_all(line, kBlanks);
        if (!take_any(line, kClosing)) return std::nullopt;
        if (!timed.end) timed.end = take_end(line, start->time);
    }
    const bool apart = take_separator(line);
    const bool blank = take_all(line, kBlanks);
    if (!apart && !blank && !bracket) return std::nullopt;
    if (!apart && !bracket && is_time_of_day(line)) return std::nullopt;
    take_all_last(line, kBlanks);
    if (line.empty()) return std::nullopt;
    timed.title = line;
    return timed;
}

std::optional<TimedLine> time_last(std::string_view line) {
    if (line.find(':') == std::string_view::npos) return std::nullopt;
    take_bullets(line);
    take_number(line);
    take_all_last(line, kBlanks);
    const bool bracket = take_any_last(line, kClosing);
    take_all_last(line, kBlanks);
    const std::size_t before = line.find_last_not_of("0123456789:.");
    if (before == std::string_view::npos) return std::nullopt;
    std::string_view clock = line.substr(before + 1);
    const auto start = take_clock(clock);
    if (!start || !clock.empty()) return std::nullopt;
    line = line.substr(0, before + 1);
    const bool blank = take_all_last(line, kBlanks);
    if (bracket ? !take_any_last(line, kOpening) : !blank) return std::nullopt;
    take_all_last(line, kBlanks);
    std::string_view title = line;
    take_leader(title);
    if (title.empty()) return std::nullopt;
    return TimedLine{
        .start = start->time, .end = {}, .title = title, .has_hours = start->has_hours};
}

bool is_like_entry(std::string_view line) {
    for (const std::string_view dash : {" – ", " - ", " — "}) {
        if (line.find(dash) != std::string_view::npos) return true;
    }
    take_bullets(line);
    take_any(line, kOpening);
    return !line.empty() && is_digit(line.front());
}

}  // namespace revivre::chapters::formats
