#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/registry.hpp"
#include "chapters/programme/text_reading.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

// A day's programme has some hundred lines; a page around it a thousand.
constexpr std::size_t kLineLimit = 20'000;

// A paragraph of a page; what is longer was not written as a programme. Bytes.
constexpr std::size_t kLongestLine = 20'000;

// How much of a line a message repeats, in bytes, up to the next blank.
constexpr std::size_t kExcerpt = 60;

std::string excerpt(std::string_view text) {
    if (text.size() <= kExcerpt) return std::string(text);
    const std::size_t blank = text.find(' ', kExcerpt);
    if (blank == std::string_view::npos) return std::string(text);
    return std::string(text.substr(0, blank)) + " …";
}

// An unused line's reason to be told; empty for ordinary prose.
std::string_view why_telling(const TextLine& line) {
    if (holds_clock(line.text)) return "a time";
    const PersonsFound found = persons_in(line.text, Expectancy::none);
    return found.persons.empty() ? "" : "a name with a title";
}

std::size_t unused_list_length(const TextReading& reading, std::size_t i) {
    std::size_t end = i;
    while (end < reading.lines.size() && reading.lines[end].bullet && !reading.used[end]) ++end;
    return end - i;
}

void drop_unusable_lines(TextReading& reading) {
    for (std::size_t i = 0; i < reading.lines.size(); ++i) {
        if (reading.lines[i].text.size() <= kLongestLine) continue;
        reading.diagnose(i, fmt::format("the line has {} bytes and was left out; the limit is {}",
                                        reading.lines[i].text.size(), kLongestLine));
        reading.lines[i].text.clear();
    }
    std::erase_if(reading.lines, [](const TextLine& line) { return line.text.empty(); });
    if (reading.lines.size() <= kLineLimit) return;
    reading.diagnose(kLineLimit, fmt::format("only the first {} lines were read", kLineLimit));
    reading.lines.resize(kLineLimit);
}

// "Le 17 septembre dernier": the archivist knows the year.
void diagnose_missing_year(TextReading& reading) {
    if (!reading.result.programme.date.empty()) return;
    constexpr std::size_t first_lines = 40;
    for (std::size_t i = 0; i < std::min(reading.lines.size(), first_lines); ++i) {
        const std::string_view text = reading.lines[i].text;
        const auto date = find_date(text);
        if (!date) continue;
        reading.diagnose(i, fmt::format("'{}' has no year; give the date of the day",
                                        text.substr(date->begin, date->end - date->begin)));
        return;
    }
}

// Anything may be plain text; a form that recognises itself goes first.
double recognise(std::string_view text) {
    return trimmed(text).empty() ? 0 : 0.3;
}

ProgrammeResult read(std::string_view text) {
    TextReading reading;
    reading.lines = lines_of(text);
    drop_unusable_lines(reading);
    reading.used.assign(reading.lines.size(), false);
    if (is_schedule(reading.lines)) {
        read_schedule(reading);
    } else {
        read_narrative(reading);
    }
    diagnose_unused(reading);
    diagnose_missing_year(reading);
    std::ranges::stable_sort(reading.result.diagnostics, {}, &Diagnostic::line);
    return std::move(reading.result);
}

}  // namespace

void diagnose_unused(TextReading& reading) {
    for (std::size_t i = 0; i < reading.lines.size(); ++i) {
        if (reading.used[i]) continue;
        const TextLine& line = reading.lines[i];
        const std::size_t list = unused_list_length(reading, i);
        if (list > 1) {
            reading.diagnose(i, fmt::format("a list of {} entries was not used: '{}'", list,
                                            excerpt(line.text)));
            i += list - 1;
            continue;
        }
        const std::string_view why = list == 1 ? "a list entry" : why_telling(line);
        if (why.empty()) continue;
        reading.diagnose(i, fmt::format("{} was not used: '{}'", why, excerpt(line.text)));
    }
}

ProgrammeReader plain_text() {
    return {.name = "text", .recognise = recognise, .read = read};
}

}  // namespace revivre::chapters::programmes
