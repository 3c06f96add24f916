// Rich Transcription Time Marked files: who speaks when. Written from: NIST, RT-09 evaluation plan,
// appendix A (SPEAKER lines: type file channel start duration <NA> <NA> name confidence <NA>;
// ";;" begins a comment).
//
// The name is the title, as it stands. It is a credit as well when it reads as a person's
// (text/name_label.hpp), so that "Maëlys_Kerzhéro" is somebody and "SPEAKER_00" nobody. Each file
// that lines speak of is an item, in the order of their first lines.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/name_label.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::string_view kNotApplicable = "<NA>";
constexpr std::string_view kSpeaker = "SPEAKER";
// The other types of appendix A. What they mark (words, noises, breaths) are no turns.
constexpr std::array<std::string_view, 16> kOtherTypes{
    "SPKR-INFO",  "LEXEME", "NON-LEX", "NON-SPEECH", "SEGMENT", "NOSCORE", "NO_RT_METADATA",
    "FILLER",     "EDIT",   "IP",      "SU",         "CB",      "A/P",     "NOSCORE_FILE",
    "SEPARATION", "END"};

constexpr std::size_t kFields = 10;
using Fields = std::array<std::string_view, kFields>;
enum Field { type, file, channel, start, duration, orthography, subtype, name };

// The fields of a line; how many there are.
std::size_t split(std::string_view line, Fields& fields) {
    std::size_t count = 0;
    while (count < kFields) {
        const std::string_view word = take_word(line);
        if (word.empty()) break;
        fields.at(count++) = word;
    }
    return count;
}

bool is_other_type(std::string_view word) {
    return std::ranges::find(kOtherTypes, word) != kOtherTypes.end();
}

bool is_comment(std::string_view line) {
    return line.empty() || line.starts_with(";") || line.starts_with("#");
}

// "12.34", and "12.34*" where a transcriber was not sure of a word's time.
std::optional<Time> seconds_in(std::string_view word) {
    if (word.ends_with('*')) word.remove_suffix(1);
    return parse_seconds(word);
}

void add_credit(Chapter& chapter) {
    std::string person = person_in_label(chapter.title);
    if (person.empty()) return;
    Credit credit;
    credit.name = std::move(person);
    chapter.credits.push_back(std::move(credit));
}

class Reader {
  public:
    explicit Reader(std::string_view text) : gathering_(text), lines_(text) {}

    ReadResult run() {
        bool known = false;
        for (std::string_view line; !gathering_.full() && lines_.next(line);) {
            line = without_blanks(line);
            if (is_comment(line)) continue;
            Fields fields{};
            const std::size_t count = split(line, fields);
            if (fields.at(type) == kSpeaker && count > name) {
                known |= take(fields);
            } else if (is_other_type(fields.at(type))) {
                known = true;
            } else {
                gathering_.tell(lines_.number(),
                                fmt::format("left out '{}': it is no SPEAKER line with eight "
                                            "fields or more",
                                            shown(line)));
            }
        }
        return known ? gathering_.take() : refused("no line is a SPEAKER line of RTTM");
    }

  private:
    bool take(const Fields& fields) {
        const auto begin = seconds_in(fields.at(start));
        const auto length = seconds_in(fields.at(duration));
        if (!begin) {
            gathering_.tell(lines_.number(),
                            fmt::format("left out a turn of '{}': its start '{}' "
                                        "is no number of seconds from 0",
                                        shown(fields.at(name)), shown(fields.at(start))));
            return false;
        }
        Chapter chapter;
        chapter.start = *begin;
        if (length) chapter.end = *begin + *length;
        if (!length && fields.at(duration) != kNotApplicable) {
            gathering_.tell(lines_.number(),
                            fmt::format("the duration '{}' is no number of seconds from 0: the end "
                                        "is left open",
                                        shown(fields.at(duration))));
        }
        if (fields.at(name) != kNotApplicable) chapter.title = fields.at(name);
        add_credit(chapter);
        chapter.item = item_of(fields.at(file));
        gathering_.add(std::move(chapter), lines_.number());
        return true;
    }

    // A thousand files are a corpus; what speaks of more goes to the last.
    int item_of(std::string_view id) {
        constexpr std::size_t kMost = 1'000;
        auto& items = gathering_.document().items;
        if (items.size() == kMost && !numbers_.contains(id)) return static_cast<int>(kMost) - 1;
        const auto [known, added] = numbers_.try_emplace(id, static_cast<int>(items.size()));
        if (added) {
            Item item;
            item.title = id;
            items.push_back(std::move(item));
        }
        return known->second;
    }

    Gathering gathering_;
    TextLines lines_;
    std::map<std::string_view, int> numbers_;
};

ReadResult read(std::string_view text) {
    return Reader(text).run();
}

Likeness recognise(std::string_view text) {
    TextLines lines(text);
    for (std::string_view line; lines.next(line);) {
        line = without_blanks(line);
        if (line.empty() || line.starts_with(";;")) continue;
        Fields fields{};
        const std::size_t count = split(line, fields);
        // A line of another type may have no times.
        const bool other = is_other_type(fields.at(type));
        if (!other && fields.at(type) != kSpeaker) return Likeness::none;
        if (count > name && seconds_in(fields.at(start))) return Likeness::certain;
        if (!other) return Likeness::none;
    }
    return Likeness::none;
}

// What is white space to any reader (Unicode Standard, White_Space; no line ends in a clean title).
constexpr std::array<std::string_view, 17> kSpaces{
    " ",      "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000"};

// One word: "_" for each space.
std::string one_word(std::string_view text) {
    std::string word(text);
    for (const std::string_view space : kSpaces) {
        for (std::size_t at = word.find(space); at != std::string::npos;
             at = word.find(space, at)) {
            word.replace(at, space.size(), "_");
        }
    }
    return word == kNotApplicable ? std::string() : word;
}

Chapter named(const Chapter& chapter, std::string_view label) {
    Chapter turn = chapter;
    turn.title = one_word(label);
    turn.credits.clear();
    add_credit(turn);
    return turn;
}

// A turn for each speaker of a chapter; where nobody speaks, the title stands in for the name.
void append_turns(const Chapter& chapter, std::vector<Chapter>& turns) {
    if (chapter.credits.empty()) {
        turns.push_back(named(chapter, chapter.title));
        return;
    }
    for (const Credit& credit : chapter.credits) {
        // A name made of the title before stays what it is.
        const bool same = credit.name == person_in_label(chapter.title);
        turns.push_back(named(chapter, same ? chapter.title : credit.name));
    }
}

// Numbers the items that have turns from 0 on, as the lines of a file do.
void number_items(Document& document) {
    std::vector<Item> items;
    int last = -1;
    for (Chapter& chapter : document.chapters) {
        if (chapter.item != last) {
            last = chapter.item;
            const auto index = static_cast<std::size_t>(std::max(last, 0));
            items.push_back(index < document.items.size() ? document.items[index] : Item());
        }
        chapter.item = static_cast<int>(items.size()) - 1;
    }
    if (!document.chapters.empty()) document.items = std::move(items);
}

void adapt(Document& document, Losses& losses) {
    std::vector<Chapter> turns;
    std::size_t replaced = 0;
    std::size_t split_up = 0;
    std::size_t letters = 0;
    for (const Chapter& chapter : document.chapters) {
        const std::size_t first = turns.size();
        append_turns(chapter, turns);
        replaced += turns[first].title != one_word(chapter.title) ? 1U : 0U;
        split_up += turns.size() - first > 1 ? 1U : 0U;
        const bool as_title = turns[first].title == one_word(chapter.title);
        letters += as_title && turns[first].title != chapter.title ? 1U : 0U;
    }
    document.chapters = std::move(turns);
    losses.add(LossKind::titles, replaced, "titles of {}: the speaker's name instead");
    losses.add(LossKind::count, split_up, "single turn of {}: one for each speaker instead");
    losses.add(LossKind::characters, letters, "blanks in titles of {}: underscores instead");
    number_items(document);
}

// The name of an item's file in the second field, each another one.
std::vector<std::string> file_names(const Document& document) {
    const std::size_t count =
        document.chapters.empty() ? 0 : static_cast<std::size_t>(document.chapters.back().item) + 1;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        std::string known = i < document.items.size() ? one_word(document.items[i].title) : "";
        if (known.empty()) known = one_word(document.title);
        if (known.empty()) known = "recording";
        if (std::ranges::find(names, known) != names.end()) known += fmt::format("-{}", i + 1);
        names.push_back(std::move(known));
    }
    return names;
}

std::string write(const Document& document) {
    const std::vector<std::string> files = file_names(document);
    std::string out;
    for (const Chapter& chapter : document.chapters) {
        const auto length = (chapter.end.value_or(chapter.start) - chapter.start).count();
        const auto begin = chapter.start.count();
        out += fmt::format("SPEAKER {} 1 {}.{:03} {}.{:03} <NA> <NA> {} <NA> <NA>\n",
                           files.at(static_cast<std::size_t>(chapter.item)), begin / 1000,
                           begin % 1000, length / 1000, length % 1000,
                           chapter.title.empty() ? kNotApplicable : chapter.title);
    }
    if (out.empty())
        out = ";; no speaker\nSPKR-INFO recording 1 <NA> <NA> <NA> unknown nobody <NA> <NA>\n";
    return out;
}

}  // namespace

Format rttm() {
    return {.name = "rttm",
            .title = "RTTM speaker turns",
            .extension = "rttm",
            .media_type = "text/plain",
            .reference = "NIST RT-09 evaluation plan, appendix A",
            .holds = {.ends = Ends::required, .speakers = Speakers::names, .items = true},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
