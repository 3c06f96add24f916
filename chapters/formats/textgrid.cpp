// Praat TextGrids. Written from: Praat manual, "TextGrid file formats", sections 1 (full text), 2
// (short text) and 3 (what is comment). All tiers are read; intervals without a label are silence.
//
// Who is inside whom follows from the times, over all tiers. What one tier cannot hold (overlaps,
// points between intervals) goes to further tiers. A tier whose name reads as a person's
// (text/name_label.hpp) holds what that person says; a number behind it ("Zoé Lœvenbrück 2") only
// tells tiers of one name apart, since other readers refuse two of the same.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/textgrid_tokens.hpp"
#include "chapters/text/name_label.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

using Kind = TextGridToken::Kind;

constexpr std::array<std::string_view, 1> kAliases{"praat"};
constexpr std::string_view kIntervals = "IntervalTier";
constexpr std::string_view kPoints = "TextTier";

// A time of the file; a value below 0 is none, but "-0" is 0.
std::optional<Time> time_in(std::string_view number) {
    const bool negative = number.starts_with('-');
    if (negative || number.starts_with('+')) number.remove_prefix(1);
    const auto time = parse_seconds(number);
    const bool below = negative && number.find_first_of("123456789") != std::string_view::npos;
    return below ? std::nullopt : time;
}

std::string speaker_of_tier(std::string_view name) {
    const std::size_t last = name.find_last_not_of("0123456789");
    if (last != std::string_view::npos && last + 1 < name.size() && name[last] == ' ') {
        name = name.substr(0, last);
    }
    return person_in_label(name);
}

class Reader {
  public:
    explicit Reader(std::string_view text) : gathering_(text), tokens_(text) {}

    ReadResult run() {
        if (!read_head()) return refused("it does not begin as a text file of a Praat TextGrid");
        while (tokens_.peek().kind != Kind::end && !gathering_.full()) read_tier();
        if (tokens_.unclosed()) gathering_.tell(0, "a quotation mark is not closed");
        ReadResult result = gathering_.take_in_order();
        auto& chapters = result.document.chapters;
        sort_by_start(chapters);  // tiers come one after the other: no fault of the file
        chapters = nested_by_containment(std::move(chapters));
        return result;
    }

  private:
    bool read_head() {
        const TextGridToken type = tokens_.take();
        const TextGridToken object = tokens_.take();
        if (type.kind != Kind::text || !type.text.starts_with("ooTextFile")) return false;
        if (object.kind != Kind::text || object.text != "TextGrid") return false;
        if (tokens_.peek().kind == Kind::number) tokens_.take();
        if (tokens_.peek().kind == Kind::number) {
            Item item;
            item.duration = time_in(tokens_.take().number);
            gathering_.document().items.push_back(std::move(item));
        }
        if (tokens_.peek().kind == Kind::flag) tokens_.take();
        if (tokens_.peek().kind == Kind::number) tokens_.take();  // of tiers
        return true;
    }

    void read_tier() {
        const TextGridToken type = tokens_.take();
        if (type.kind != Kind::text || (type.text != kIntervals && type.text != kPoints)) {
            // Told once for all that follows up to the next tier.
            if (!lost_) gathering_.tell(type.line, "no tier begins here: left out up to the next");
            lost_ = true;
            return;
        }
        lost_ = false;
        speaker_.clear();
        if (tokens_.peek().kind == Kind::text) speaker_ = speaker_of_tier(tokens_.take().text);
        for (int i = 0; i < 3 && tokens_.peek().kind == Kind::number; ++i) {
            tokens_.take();  // beginning, end, number of entries
        }
        while (tokens_.peek().kind == Kind::number && !gathering_.full()) {
            if (!read_entry(type.text == kIntervals)) return;
        }
    }

    // False when the tier breaks off.
    bool read_entry(bool interval) {
        const TextGridToken begin = tokens_.take();
        TextGridToken end = begin;
        if (interval && tokens_.peek().kind == Kind::number) end = tokens_.take();
        if (tokens_.peek().kind != Kind::text) {
            gathering_.tell(begin.line, "left out an entry without a label");
            return false;
        }
        const TextGridToken label = tokens_.take();
        Chapter chapter;
        chapter.title = clean_line(label.text);
        if (chapter.title.empty()) return true;
        const auto start = time_in(begin.number);
        if (!start) {
            gathering_.tell(begin.line,
                            fmt::format("left out '{}': it begins before 0 or later than any "
                                        "recording",
                                        shown(chapter.title)));
            return true;
        }
        chapter.start = *start;
        chapter.end = time_in(end.number);
        if (!chapter.end || *chapter.end < *start) {
            gathering_.tell(begin.line, fmt::format("'{}' ends before it starts: its end is left "
                                                    "open",
                                                    shown(chapter.title)));
            chapter.end.reset();
        }
        if (!speaker_.empty()) chapter.credits.push_back(credit_of(speaker_));
        gathering_.add(std::move(chapter), begin.line);
        return true;
    }

    static Credit credit_of(const std::string& name) {
        Credit credit;
        credit.name = name;
        return credit;
    }

    Gathering gathering_;
    TextGridTokens tokens_;
    std::string speaker_;  // of the tier
    bool lost_ = false;
};

ReadResult read(std::string_view text) {
    return Reader(text).run();
}

Likeness recognise(std::string_view text) {
    TextGridTokens tokens(text.substr(0, 1024));
    const TextGridToken type = tokens.take();
    const TextGridToken object = tokens.take();
    const bool ours = type.text.starts_with("ooTextFile") && object.text == "TextGrid";
    return ours ? Likeness::certain : Likeness::none;
}

// One speaker a chapter, whose name a tier can have.
void adapt_speakers(std::vector<Chapter>& chapters, std::size_t& changed) {
    for (Chapter& chapter : chapters) {
        const auto fits = [](const Credit& credit) {
            return !credit.name.empty() && person_in_label(credit.name) == credit.name;
        };
        const auto kept = std::ranges::find_if(chapter.credits, fits);
        std::vector<Credit> credits;
        if (kept != chapter.credits.end()) credits.push_back(*kept);
        changed += credits.size() != chapter.credits.size() ? 1U : 0U;
        chapter.credits = std::move(credits);
        adapt_speakers(chapter.children, changed);
    }
}

void adapt(Document& document, Losses& losses) {
    std::size_t changed = 0;
    adapt_speakers(document.chapters, changed);
    losses.add(LossKind::speakers, changed,
               "speakers of {}: a tier is named after one, by given name and family name");
}

struct Tier {
    std::string speaker;
    bool points = false;
    std::vector<const Chapter*> entries;
    std::string name;
};

bool has_room(const Tier& tier, const Chapter& chapter) {
    const Chapter& last = *tier.entries.back();
    return tier.points ? last.start < chapter.start
                       : last.end.value_or(last.start) <= chapter.start;
}

std::string speaker_of(const Chapter& chapter) {
    return chapter.credits.empty() ? std::string() : chapter.credits.front().name;
}

// Each chapter goes to the first tier of its speaker and sort that has room. Of two with the same
// times the first comes in an earlier tier, so that reading puts the same one inside the other.
std::vector<Tier> tiers_of(const std::vector<Chapter>& chapters) {
    std::vector<Tier> tiers;
    const Chapter* before = nullptr;
    std::size_t place = 0;
    for (const Chapter& chapter : chapters) {
        const bool point = chapter.end.value_or(chapter.start) == chapter.start;
        const bool tie =
            before != nullptr && before->start == chapter.start && before->end == chapter.end;
        const std::string speaker = speaker_of(chapter);
        place = tie ? place + 1 : 0;
        while (place < tiers.size() &&
               (tiers[place].points != point || tiers[place].speaker != speaker ||
                !has_room(tiers[place], chapter))) {
            ++place;
        }
        if (place == tiers.size()) tiers.push_back({speaker, point, {}, {}});
        tiers[place].entries.push_back(&chapter);
        before = &chapter;
    }
    return tiers;
}

void name_tiers(std::vector<Tier>& tiers) {
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        Tier& tier = tiers[i];
        const auto same =
            std::count_if(tiers.begin(), tiers.begin() + static_cast<std::ptrdiff_t>(i),
                          [&tier](const Tier& other) { return other.speaker == tier.speaker; });
        tier.name = tier.speaker.empty() ? "chapters" : tier.speaker;
        if (same > 0) tier.name += fmt::format(" {}", same + 1);
    }
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

struct Interval {
    Time start;
    Time end;
    std::string_view label;
};

// An interval tier leaves no gap: what has no label is silence.
std::vector<Interval> without_gaps(const Tier& tier, Time length) {
    std::vector<Interval> all;
    Time last{};
    for (const Chapter* each : tier.entries) {
        if (each->start > last) all.push_back({last, each->start, ""});
        last = each->end.value_or(each->start);
        all.push_back({each->start, last, each->title});
    }
    if (last < length) all.push_back({last, length, ""});
    return all;
}

void append_entries(std::string& out, const Tier& tier, Time length) {
    if (tier.points) {
        out += fmt::format("        points: size = {} \n", tier.entries.size());
        for (std::size_t i = 0; i < tier.entries.size(); ++i) {
            out += fmt::format(
                "        points [{}]:\n            number = {} \n            mark = {} \n", i + 1,
                seconds_text(tier.entries[i]->start), in_quotes(tier.entries[i]->title));
        }
        return;
    }
    const std::vector<Interval> intervals = without_gaps(tier, length);
    out += fmt::format("        intervals: size = {} \n", intervals.size());
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        out += fmt::format(
            "        intervals [{}]:\n            xmin = {} \n            xmax = {} \n"
            "            text = {} \n",
            i + 1, seconds_text(intervals[i].start), seconds_text(intervals[i].end),
            in_quotes(intervals[i].label));
    }
}

// Praat wants an end after the beginning, and a recording without chapters still has a tier.
Time length_of(const Document& document, const std::vector<Chapter>& flat) {
    Time length = std::max(document.duration().value_or(Time(1)), Time(1));
    for (const Chapter& chapter : flat) {
        length = std::max(length, chapter.end.value_or(chapter.start));
    }
    return length;
}

std::string write(const Document& document) {
    const std::vector<Chapter> flat = in_tree_order(document.chapters);
    const Time length = length_of(document, flat);
    std::vector<Tier> tiers = tiers_of(flat);
    if (tiers.empty()) tiers.emplace_back();
    name_tiers(tiers);
    std::string out = fmt::format(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = {} \n"
        "tiers? <exists> \nsize = {} \nitem []: \n",
        seconds_text(length), tiers.size());
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        out += fmt::format(
            "    item [{}]:\n        class = \"{}\" \n        name = {} \n        xmin = 0 \n"
            "        xmax = {} \n",
            i + 1, tiers[i].points ? kPoints : kIntervals, in_quotes(tiers[i].name),
            seconds_text(length));
        append_entries(out, tiers[i], length);
    }
    return out;
}

}  // namespace

Format textgrid() {
    return {.name = "textgrid",
            .aliases = kAliases,
            .title = "Praat TextGrid",
            .extension = "TextGrid",
            .media_type = "text/plain",
            .reference = "Praat manual, TextGrid file formats",
            .holds = {.nesting = Nesting::containment,
                      .ends = Ends::required,
                      .speakers = Speakers::names,
                      .empty_titles = false},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
