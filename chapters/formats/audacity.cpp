// Audacity label tracks as text. Written from: Audacity manual, "Importing and Exporting Labels"
// (standard format, and the extended one with frequency ranges). A point label has its end at its
// start. Labels that people typed with blanks for tabs, or with decimal commas, are read too.

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"labels", "audacity-labels"};

struct Label {
    Time start{};
    Time end{};
    std::string_view text;
    bool before_zero = false;  ///< a track can begin before 0, a recording cannot
};

// A number of seconds, which may be negative.
std::optional<Time> seconds_in(std::string_view word, bool& before_zero) {
    const bool negative = word.starts_with('-');
    if (negative) word.remove_prefix(1);
    const auto time = parse_seconds(word);
    before_zero |= negative && time && *time > Time::zero();
    return time;
}

// None for a line of another form.
std::optional<Label> label_in(std::string_view line) {
    Label label;
    std::string_view rest = line;
    const auto start = seconds_in(take_word(rest), label.before_zero);
    bool ends_before_zero = false;
    const auto end = seconds_in(take_word(rest), ends_before_zero);
    if (!start || !end) return std::nullopt;
    label.start = *start;
    label.end = *end;
    label.text = rest;
    return label;
}

// The second line of a label in the extended format: "\", low and high frequency.
bool is_frequency_range(std::string_view line) {
    return line.starts_with('\\');
}

ReadResult read(std::string_view text) {
    Gathering gathering(text);
    TextLines lines(text);
    for (std::string_view line; lines.next(line);) {
        if (without_blanks(line).empty() || is_frequency_range(line)) continue;
        const auto label = label_in(line);
        if (!label) {
            gathering.tell(lines.number(),
                           fmt::format("left out '{}': it does not begin with two times in seconds",
                                       shown(line)));
            continue;
        }
        if (label->before_zero) {
            gathering.tell(lines.number(),
                           fmt::format("left out '{}': it begins before 0", shown(label->text)));
            continue;
        }
        Chapter chapter;
        chapter.start = label->start;
        chapter.end = label->end;
        chapter.title = label->text;
        if (!gathering.add(std::move(chapter), lines.number())) break;
    }
    return gathering.take();
}

// Two numbers set apart by a tab, and their end not before their start.
bool has_tabs(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return false;
    const auto label = label_in(line);
    return label && label->start <= label->end && line.find(' ') > tab;
}

Likeness recognise(std::string_view text) {
    constexpr int kSample = 20;
    TextLines lines(text);
    int labels = 0;
    for (std::string_view line; labels < kSample && lines.next(line);) {
        if (without_blanks(line).empty() || (labels > 0 && is_frequency_range(line))) continue;
        if (!has_tabs(line)) {
            if (labels > 0) return Likeness::possible;
            return label_in(line) ? Likeness::possible : Likeness::none;
        }
        ++labels;
    }
    return labels > 0 ? Likeness::likely : Likeness::none;
}

std::string write(const Document& document) {
    std::string out;
    for (const Chapter& chapter : document.chapters) {
        const auto append = [&out](Time time) {
            out += fmt::format("{}.{:03}000\t", time.count() / 1000, time.count() % 1000);
        };
        append(chapter.start);
        append(chapter.end.value_or(chapter.start));
        out += chapter.title + "\n";
    }
    return out;
}

}  // namespace

Format audacity() {
    return {.name = "audacity",
            .aliases = kAliases,
            .title = "Audacity labels",
            .extension = "txt",
            .media_type = "text/plain",
            .reference = "Audacity manual, Importing and Exporting Labels",
            .holds = {.ends = Ends::required},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
