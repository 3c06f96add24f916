// Chapter lists of mp4chaps (mp4v2 ToolGuide, "native format"), Auphonic and Podlove: lines of
// "[[h:]m:]s[.fff] Title <url>"; lines that begin with "#" are remarks, of which tone and m4b-tool
// give the length of the medium: "## total-duration: 00:38:37.034".

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"mp4chaps-txt"};

// "75:00" and "3.45" are times, too.
constexpr ClockRules kClock{.least_parts = 1, .comma = true, .minutes_below_60 = true};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// An address with a scheme (RFC 3986, section 3.1), and nothing that would end it early.
bool is_address(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(text.front())) return false;
    const auto in_scheme = [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    if (!std::ranges::all_of(text.substr(0, colon), in_scheme)) return false;
    return std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return c == '<' || c == '>' || byte <= 0x20 || byte == 0x7F;
    });
}

// The address in angle brackets at the end of a title; empty when there is none.
std::string_view link_of(std::string_view title) {
    title = without_blanks(title);
    const std::size_t open = title.rfind('<');
    if (!title.ends_with('>') || open == std::string_view::npos) return {};
    const std::string_view inside = title.substr(open + 1, title.size() - open - 2);
    return is_address(inside) ? inside : std::string_view();
}

std::optional<Chapter> chapter_of(std::string_view line) {
    const auto start = parse_clock(take_word(line), kClock);
    if (!start) return std::nullopt;
    Chapter chapter;
    chapter.start = *start;
    chapter.link = link_of(line);
    if (!chapter.link.empty()) line = line.substr(0, line.rfind('<'));
    chapter.title = line;
    return chapter;
}

// The length of the medium, when a remark gives it.
std::optional<Time> duration_of(std::string_view remark) {
    const std::size_t name = std::min(remark.find("total-duration"), remark.find("total-length"));
    if (name == std::string_view::npos) return std::nullopt;
    const std::size_t value = remark.find_first_of("0123456789", name);
    if (value == std::string_view::npos) return std::nullopt;
    remark.remove_prefix(value);
    return parse_clock(take_word(remark), kClock);
}

ReadResult read(std::string_view text) {
    if (text.empty()) return refused("there is nothing in it");
    Gathering gathering(text);
    TextLines lines(text);
    std::optional<Time> duration;
    for (std::string_view line; lines.next(line) && !gathering.full();) {
        line = without_blanks(line);
        if (line.empty()) continue;
        if (line.front() == '#') {
            if (const auto told = duration_of(line)) duration = told;
            continue;
        }
        auto chapter = chapter_of(line);
        if (chapter) {
            gathering.add(std::move(*chapter), lines.number());
        } else {
            gathering.tell(
                lines.number(),
                fmt::format("left out '{}': it does not begin with a time", shown(line)));
        }
    }
    if (duration)
        gathering.document().items.push_back(
            {.title = {}, .address = {}, .media_type = {}, .duration = duration});
    ReadResult result = gathering.take();
    auto& chapters = result.document.chapters;
    if (duration && !chapters.empty() && chapters.back().start <= *duration) {
        chapters.back().end = duration;
    }
    return result;
}

// Whether another time follows the first one, as in lists of labels: behind a tab, or both in
// seconds with a fraction.
bool is_label(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos) {
        line.remove_prefix(tab + 1);
        return parse_clock(line.substr(0, line.find('\t')), kClock).has_value();
    }
    const auto is_fraction = [](std::string_view word) {
        return word.find(':') == std::string_view::npos &&
               word.find_first_of(".,") != std::string_view::npos &&
               parse_clock(word, kClock).has_value();
    };
    return is_fraction(take_word(line)) && is_fraction(take_word(line));
}

Likeness recognise(std::string_view text) {
    TextLines lines(text);
    std::size_t good = 0;
    std::size_t bad = 0;
    bool exact = false;  // times of other lists have no fraction
    for (std::string_view line; lines.next(line);) {
        line = without_blanks(line);
        if (line.empty() || line.front() == '#') continue;
        const bool label = is_label(line);
        const std::string_view word = take_word(line);
        const bool is_time = parse_clock(word, kClock).has_value();
        if (good + bad == 0) {
            if (!is_time || label) return Likeness::none;
            exact = word.find('.') != std::string_view::npos;
        }
        ++(is_time ? good : bad);
    }
    if (good == 0 || bad * 4 > good) return Likeness::none;
    return exact ? Likeness::likely : Likeness::possible;
}

// What cannot be told from a link is written with other brackets; a link that would not come back
// as one is left out.
void adapt(Document& document, Losses& losses) {
    std::size_t links = 0;
    std::size_t titles = 0;
    for (Chapter& chapter : document.chapters) {
        if (!chapter.link.empty() && !is_address(chapter.link)) {
            chapter.link.clear();
            ++links;
        }
        if (!chapter.link.empty() || link_of(chapter.title).empty()) continue;
        chapter.title.replace(chapter.title.rfind('<'), 1, "‹");
        chapter.title.replace(chapter.title.size() - 1, 1, "›");
        ++titles;
    }
    losses.add(LossKind::links, links, "links of {}: not addresses");
    losses.add(LossKind::characters, titles,
               "angle brackets around the address at the end of titles of {}: it would be a link");
}

std::string write(const Document& document) {
    std::string out;
    for (const Chapter& chapter : document.chapters) {
        out += timestamp_text(chapter.start) + " " + chapter.title;
        if (!chapter.link.empty()) out += " <" + chapter.link + ">";
        out += "\n";
    }
    return out.empty() ? "\n" : out;
}

}  // namespace

Format mp4chaps() {
    return {.name = "mp4chaps",
            .aliases = kAliases,
            .title = "mp4chaps list",
            .extension = "txt",
            .media_type = "text/plain",
            .reference = "mp4v2 ToolGuide, native chapter format; Auphonic, Podlove",
            .holds = {.links = true, .empty_titles = false},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
