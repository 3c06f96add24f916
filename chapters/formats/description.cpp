// Descriptions of videos with a list of times, as YouTube (support.google.com/youtube/answer/
// 9884579: first at 0:00, at least three, in order, each of 10 seconds or more) and PeerTube
// (core-utils, string/chapters.ts: at least two, may begin late, a line that goes back is dropped)
// show them. Read tolerantly, but a text must have a list before any line is a chapter; written so
// that both sites take it.

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/formats/description_lines.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 2> kAliases{"youtube", "text"};
constexpr seconds kShortest(10);  // YouTube's rule

// Lines of other text that may stand inside a list: a heading, a few sentences about a chapter.
// YouTube and PeerTube have no such limit, and take "20:30 chaque mardi" at the end for a chapter.
constexpr int kGapLines = 6;

// Starts of lists that do not begin at 0:00 and have no hours: later ones are times of day. Chosen
// so that "9:00 Accueil" is none and a first topic after a long credit sequence is one.
constexpr auto kLatestFirst = std::chrono::minutes(8);

using LineReader = std::optional<TimedLine> (*)(std::string_view);

// Goes through the list that begins in line `first`; `visit` gets each line with a time, `other`
// those without, blank ones too.
template <typename Visit, typename Other>
void walk(std::string_view text, LineReader reader, int first, const Visit& visit,
          const Other& other) {
    TextLines lines(text);
    int gap = 0;
    bool any = false;
    for (std::string_view line; lines.next(line);) {
        if (lines.number() < first) continue;
        const bool blank = without_blanks(line).empty();
        const auto timed = blank ? std::nullopt : reader(line);
        if (timed) {
            visit(*timed, lines.number());
            any = true;
            gap = 0;
        } else {
            if (!blank && any && ++gap > kGapLines) return;
            other(blank ? std::string_view() : line, lines.number());
        }
    }
}

// The line that a list from 0:00 begins in, 0 when there is none: one at 0:00 that follows no other
// line with a time, since midnight ends a programme.
int line_of_zero(std::string_view text, LineReader reader) {
    TextLines lines(text);
    bool after_time = false;
    for (std::string_view line; lines.next(line);) {
        if (without_blanks(line).empty()) continue;
        const auto timed = reader(line);
        if (timed && !after_time && timed->start < seconds(1)) return lines.number();
        after_time = timed.has_value();
    }
    return 0;
}

int line_of_first(std::string_view text, LineReader reader) {
    int found = 0;
    TextLines lines(text);
    for (std::string_view line; found == 0 && lines.next(line);) {
        if (reader(line)) found = lines.number();
    }
    return found;
}

// What tells a list of chapters from a programme of the day or a list of durations.
struct ListShape {
    int kept = 0;
    int dropped = 0;
    bool has_hours = true;  // each of them
    bool round = true;      // each on a multiple of 5: "18:30"
    Time first{};
};

ListShape shape_of(std::string_view text, LineReader reader, int first_line) {
    ListShape shape;
    Time last{-1};
    walk(
        text, reader, first_line,
        [&](const TimedLine& timed, int) {
            if (shape.kept == 0) shape.first = timed.start;
            shape.has_hours = shape.has_hours && timed.has_hours;
            shape.round = shape.round && timed.start.count() % 5000 == 0;
            ++(timed.start > last ? shape.kept : shape.dropped);
            last = std::max(last, timed.start);
        },
        [](std::string_view, int) {});
    return shape;
}

constexpr int kLeast = 2;  // PeerTube takes no single time for a list

struct List {
    LineReader reader = nullptr;
    int first_line = 0;
};

std::optional<List> list_in(std::string_view text) {
    for (const LineReader reader : {time_first, time_last}) {
        const int zero = line_of_zero(text, reader);
        if (zero != 0 && shape_of(text, reader, zero).kept >= kLeast) return List{reader, zero};
    }
    const int first = line_of_first(text, time_first);
    if (first == 0) return std::nullopt;
    const ListShape shape = shape_of(text, time_first, first);
    const bool exact = shape.has_hours && shape.kept >= kLeast && shape.kept > shape.dropped;
    const bool plain =
        shape.kept > kLeast && shape.dropped == 0 && !shape.round && shape.first < kLatestFirst;
    if (exact || plain) return List{time_first, first};
    return std::nullopt;
}

// Lines of a list whose time cannot be read. A line of words below a chapter may be meant as such,
// so it counts only where most chapters have none, and at the end only with the form of an entry.
class Untimed {
  public:
    void timed() {
        ++timed_;
        inside_ = lines_.size();
        adjacent_ = true;
    }

    void other(std::string_view line, int number) {
        if (line.empty()) {
            adjacent_ = false;
        } else if (adjacent_ && lines_.size() < kMost) {
            lines_.push_back({number, shown(without_blanks(line)), is_like_entry(line)});
        }
    }

    void tell(Gathering& gathering) const {
        const bool few = inside_ * 3 <= timed_;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = lines_[i];
            if (!line.like_entry && (!few || i >= inside_)) continue;
            gathering.tell(line.number,
                           fmt::format("left out '{}': it has no time that can be read, such as "
                                       "1:02:03",
                                       line.text));
        }
    }

  private:
    static constexpr std::size_t kMost = 1000;  // as many as Gathering tells
    struct Line {
        int number = 0;
        std::string text;
        bool like_entry = false;
    };
    std::vector<Line> lines_;
    std::size_t timed_ = 0;
    std::size_t inside_ = 0;  // how many have a line with a time behind them
    bool adjacent_ = false;   // no blank line since the last one with a time
};

ReadResult read(std::string_view text) {
    Gathering gathering(text);
    const auto list = list_in(text);
    if (!list) {
        if (const int line = line_of_first(text, time_first); line != 0) {
            gathering.tell(line,
                           "a line begins with a time, but there is no list of at least two "
                           "that ascend from 0:00: none is taken for a chapter");
        }
        return gathering.take();
    }
    Time last{-1};
    Untimed untimed;
    const auto add = [&](const TimedLine& timed, int line) {
        untimed.timed();
        if (timed.start <= last) {
            gathering.tell(line, fmt::format("left out '{}': its time is not after the one before",
                                             shown(timed.title)));
            return;
        }
        last = timed.start;
        Chapter chapter;
        chapter.start = timed.start;
        chapter.end = timed.end;
        chapter.title = timed.title;
        gathering.add(std::move(chapter), line);
    };
    walk(text, list->reader, list->first_line, add,
         [&](std::string_view line, int number) { untimed.other(line, number); });
    untimed.tell(gathering);
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    return list_in(text) ? Likeness::possible : Likeness::none;
}

// A line that is read back as this title. A title that begins with a sign, a second time or a word
// like "PM" is set apart by a dash.
std::string line_of(Time start, const std::string& title) {
    std::string plain = clock_text(start) + " " + title;
    const auto read_back = time_first(plain);
    if (read_back && !read_back->end && read_back->title == title) return plain;
    return clock_text(start) + " - " + title;
}

std::string write(const Document& document) {
    std::string out;
    for (const Chapter& chapter : document.chapters) {
        out += line_of(chapter.start, chapter.title) + "\n";
    }
    return out.empty() ? "\n" : out;
}

// YouTube refuses a description with angle brackets (Data API, videos: snippet.description).
void replace_brackets(Document& document, Losses& losses) {
    std::size_t changed = 0;
    for (Chapter& chapter : document.chapters) {
        std::string title;
        for (const char c : chapter.title) {
            if (c == '<' || c == '>') {
                title += c == '<' ? "‹" : "›";
            } else {
                title += c;
            }
        }
        if (title != chapter.title) ++changed;
        chapter.title = clean_line(title);
    }
    losses.add(LossKind::characters, changed,
               "angle brackets in titles of {}: ‹ and › instead, since sites refuse them");
}

// A first chapter that is nearly at 0:00 is moved there; else a line with the title of the whole
// is put before it.
void begin_at_zero(Document& document, Losses& losses) {
    auto& chapters = document.chapters;
    if (chapters.empty() || chapters.front().start == Time::zero()) return;
    if (chapters.front().start < kShortest) {
        chapters.front().start = Time::zero();
        losses.add(LossKind::times, 1, "start of {}: 0:00 instead, where a list must begin");
        return;
    }
    Chapter filler;
    filler.title = document.title.empty() ? "–" : document.title;
    chapters.insert(chapters.begin(), std::move(filler));
    losses.add(LossKind::times, 1,
               "late start of the list: {} put before it, since it must begin at 0:00");
}

void join(Chapter& chapter, const Chapter& next) {
    if (next.title == "–") return;
    if (chapter.title == "–") {
        chapter.title = next.title;
    } else {
        chapter.title += " – " + next.title;
    }
}

// One chapter that is too short costs all of them on YouTube.
void join_short_ones(Document& document, Losses& losses) {
    auto& chapters = document.chapters;
    std::vector<Chapter> kept;
    const auto duration = document.duration();
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const bool last_is_short =
            i + 1 == chapters.size() && duration && *duration - chapters[i].start < kShortest;
        if (kept.empty() ||
            (chapters[i].start - kept.back().start >= kShortest && !last_is_short)) {
            kept.push_back(std::move(chapters[i]));
        } else {
            join(kept.back(), chapters[i]);
        }
    }
    losses.add(LossKind::times, chapters.size() - kept.size(),
               "line of its own of {}: shared with the one before, since sites refuse chapters of "
               "less than 10 seconds");
    chapters = std::move(kept);
}

void adapt(Document& document, Losses& losses) {
    begin_at_zero(document, losses);
    join_short_ones(document, losses);
    replace_brackets(document, losses);
    if (document.chapters.size() == 1) {
        document.chapters.clear();
        losses.add(LossKind::count, 1, "{}: a single time is not a list");
    }
}

}  // namespace

Format description() {
    return {.name = "description",
            .aliases = kAliases,
            .title = "Video description (YouTube, PeerTube)",
            .extension = "txt",
            .media_type = "text/plain",
            .reference = "YouTube Help 9884579; PeerTube core-utils, string/chapters.ts",
            .holds = {.empty_titles = false, .ticks_per_second = 1},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
