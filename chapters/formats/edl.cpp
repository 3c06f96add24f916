// Markers of edit decision lists. Written from: CMX 3600 EDL as Avid and Premiere write it ("* LOC:
// timecode COLOUR text" comments), and the marker list of DaVinci Resolve (an event of one frame a
// marker, then "note |C:colour |M:name |D:frames"). A list has no other field for chapters: events
// without a marker are cuts.
//
// The frame rate is not in the format. It is taken from a comment ("* FRAME RATE: 25"), else
// guessed (exchange/timecode.hpp). Times are those of the record side, where programmes begin at
// 01:00:00:00 by custom. What is subtracted is, in this order: what a comment says ("* TIMELINE
// START: tc"); in a cut list the whole hour that its first event begins in, or that event's start
// when it is a leader in the last ten minutes before an hour; for a list of markers 0, 1 or 10
// hours, the last of these customs that is not later than the first marker.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/timecode.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"cmx3600", "resolve-markers"};

// Avid's and Resolve's colours; another first word belongs to the text.
constexpr std::array<std::string_view, 24> kColours{
    "RED",     "GREEN",  "BLUE",   "CYAN",  "MAGENTA", "YELLOW", "BLACK", "WHITE",
    "PINK",    "PURPLE", "ORANGE", "BROWN", "GREY",    "GRAY",   "GOLD",  "VIOLET",
    "FUCHSIA", "ROSE",   "SKY",    "MINT",  "LEMON",   "SAND",   "COCOA", "CREAM"};

struct Event {
    Timecode begin;  // on the record side
    Timecode end;
};

std::string upper(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

// "001  AX  V  C  tc tc tc tc": a number first, and four timecodes last.
std::optional<Event> event_in(std::string_view line) {
    std::string_view rest = line;
    const std::string_view number = take_word(rest);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    std::array<std::string_view, 4> last{};
    std::size_t count = 0;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
        std::rotate(last.begin(), last.begin() + 1, last.end());
        last.back() = word;
        if (++count > 12) return std::nullopt;
    }
    const auto begin = parse_timecode(last[2]);
    const auto end = parse_timecode(last[3]);
    if (count < 5 || !parse_timecode(last[0]) || !begin || !end) return std::nullopt;
    return Event{*begin, *end};
}

// What follows "* KEY:" or "KEY:" on a line; none for other lines.
std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
    if (line.starts_with('*')) line = without_blanks(line.substr(1));
    if (line.size() <= key.size() || line[key.size()] != ':') return std::nullopt;
    if (upper(line.substr(0, key.size())) != key) return std::nullopt;
    return without_blanks(line.substr(key.size() + 1));
}

// As markers have: up to the next frame, which may be the next second's or minute's first.
bool is_one_frame(const Event& event) {
    const auto seconds = [](const Timecode& at) {
        return (at.hours * 60 + at.minutes) * 60 + at.seconds;
    };
    const std::int64_t more = seconds(event.end) - seconds(event.begin);
    if (more == 0) return event.end.frames <= event.begin.frames + 1;
    return more == 1 && (event.end.frames == 0 || (event.end.drop && event.end.frames <= 4));
}

bool is_marker(std::string_view line) {
    return line.find("|M:") != std::string_view::npos;
}

struct Locator {
    std::optional<Timecode> at;
    std::string_view text;
};

std::optional<Locator> locator_in(std::string_view line) {
    const auto value = line.starts_with('*') ? value_of(line, "LOC") : std::nullopt;
    if (!value) return std::nullopt;
    Locator locator;
    std::string_view rest = *value;
    locator.at = parse_timecode(take_word(rest));
    locator.text = rest;
    const bool coloured = std::ranges::find(kColours, upper(take_word(rest))) != kColours.end();
    if (coloured) locator.text = rest;
    return locator;
}

// What is known after reading once through.
struct Facts {
    std::optional<FrameRate> rate;
    std::optional<Timecode> start;
    std::optional<Event> first_cut;
    std::optional<Timecode> first;
    std::int64_t largest_frame = 0;
    std::size_t events = 0;
    std::size_t markers = 0;
    bool drop = false;
    bool film = false;

    void see(const Timecode& at) {
        first = std::min(first.value_or(at), at);
        largest_frame = std::max(largest_frame, at.frames);
        drop |= at.drop;
    }
};

void see_line(std::string_view line, Facts& facts) {
    if (is_marker(line)) {
        ++facts.markers;
    } else if (const auto event = event_in(line)) {
        ++facts.events;
        facts.see(event->begin);
        facts.largest_frame = std::max(facts.largest_frame, event->end.frames);
        if (!is_one_frame(*event) && (!facts.first_cut || event->begin < facts.first_cut->begin)) {
            facts.first_cut = event;
        }
    } else if (const auto locator = locator_in(line)) {
        ++facts.markers;
        if (locator->at) facts.see(*locator->at);
    } else if (const auto mode = value_of(line, "FCM")) {
        facts.drop |= upper(*mode).starts_with("DROP");
        facts.film |= upper(*mode).starts_with("FILM");
    }
    if (!line.starts_with('*') && !line.starts_with('F')) return;
    for (const std::string_view key : {"FRAME RATE", "FRAMERATE", "FPS"}) {
        if (const auto value = value_of(line, key)) facts.rate = parse_frame_rate(upper(*value));
    }
    for (const std::string_view key : {"TIMELINE START", "START TC", "START TIMECODE"}) {
        if (const auto value = value_of(line, key)) facts.start = parse_timecode(*value);
    }
}

Timecode origin_of(const Facts& facts) {
    if (facts.start) return *facts.start;
    if (!facts.first) return {};
    if (facts.first_cut) {
        const Timecode& begin = facts.first_cut->begin;
        if (begin.minutes >= 50) return begin;
        return {begin.hours, 0, 0, 0, false};
    }
    return {facts.first->hours < 1 ? 0 : facts.first->hours < 10 ? 1 : 10, 0, 0, 0, false};
}

class Reader {
  public:
    Reader(std::string_view text, const Facts& facts)
        : gathering_(text), lines_(text), facts_(facts), rate_(rate_of(facts)) {
        origin_ = frames_of(origin_of(facts), rate_);
        if (!facts.rate && facts.markers > 0) {
            gathering_.tell(0, fmt::format("the list does not say its frame rate: {:.4g} frames a "
                                           "second are taken",
                                           static_cast<double>(rate_.numerator) /
                                               static_cast<double>(rate_.denominator)));
        }
    }

    ReadResult run() {
        if (facts_.markers == 0 && facts_.events > 0) {
            gathering_.tell(0, "the list has cuts, but no markers");
        }
        for (std::string_view line; !gathering_.full() && lines_.next(line);) {
            read_line(without_blanks(line));
        }
        return gathering_.take();
    }

  private:
    static FrameRate rate_of(const Facts& facts) {
        if (facts.rate) {
            FrameRate rate = *facts.rate;
            rate.drop |= facts.drop;
            return rate;
        }
        if (facts.film && facts.largest_frame < 24) return {24, 1, false};
        return likely_frame_rate(facts.largest_frame, facts.drop);
    }

    void read_line(std::string_view line) {
        if (line.empty()) return;
        if (is_marker(line)) {
            take_marker(line);
        } else if (const auto event = event_in(line)) {
            event_ = event;
            note_.clear();
        } else if (const auto title = value_of(line, "TITLE")) {
            gathering_.document().title = *title;
        } else if (const auto locator = locator_in(line)) {
            take_locator(*locator);
        } else if (!line.starts_with('*') && event_) {
            note_ += note_.empty() ? "" : " ";
            note_ += line;
        }
    }

    void take_locator(const Locator& locator) {
        if (!locator.at) {
            gathering_.tell(lines_.number(), fmt::format("left out the locator '{}': it has no "
                                                         "timecode",
                                                         shown(locator.text)));
            return;
        }
        Chapter chapter;
        chapter.title = locator.text;
        add(std::move(chapter), *locator.at, 1);
    }

    // "note |C:ResolveColorBlue |M:name |D:12"
    void take_marker(std::string_view line) {
        const std::size_t name = line.find("|M:");
        const std::size_t colour = line.find("|C:");
        const std::size_t length = line.rfind("|D:");
        const bool has_length = length != std::string_view::npos && length > name;
        Chapter chapter;
        chapter.title = line.substr(name + 3, has_length ? length - name - 3 : line.size());
        note_ += note_.empty() ? "" : " ";
        note_ += line.substr(0, std::min(name, colour));
        chapter.summary = std::move(note_);
        note_.clear();
        if (!event_) {
            gathering_.tell(lines_.number(), fmt::format("left out the marker '{}': it follows no "
                                                         "event that says when",
                                                         shown(chapter.title)));
            return;
        }
        std::int64_t frames = 1;
        if (has_length) {
            const std::string_view digits = without_blanks(line.substr(length + 3));
            std::from_chars(digits.data(), digits.data() + digits.size(), frames);
        }
        add(std::move(chapter), event_->begin, frames);
    }

    // One frame is what a marker without a length has.
    void add(Chapter chapter, const Timecode& at, std::int64_t length) {
        constexpr std::int64_t kLongest = 1'000'000'000;  // frames: four months of 100 a second
        const std::int64_t frames = frames_of(at, rate_) - origin_;
        const auto start = time_of_frames(frames, rate_);
        chapter.start = start.value_or(Time(-1));
        if (length > 1 && length < kLongest) {
            chapter.end = time_of_frames(frames + length, rate_);
        }
        gathering_.add(std::move(chapter), lines_.number());
    }

    Gathering gathering_;
    TextLines lines_;
    const Facts& facts_;
    FrameRate rate_;
    std::int64_t origin_ = 0;
    std::optional<Event> event_;
    std::string note_;  // of a marker, on the lines before it
};

ReadResult read(std::string_view text) {
    Facts facts;
    TextLines lines(text);
    bool titled = false;
    for (std::string_view line; lines.next(line);) {
        line = without_blanks(line);
        titled |= value_of(line, "TITLE").has_value() || value_of(line, "FCM").has_value();
        see_line(line, facts);
    }
    if (!titled && facts.events == 0 && facts.markers == 0) {
        return refused("no line is an event, a locator or a title of an edit decision list");
    }
    return Reader(text, facts).run();
}

Likeness recognise(std::string_view text) {
    constexpr int kSample = 60;
    Facts facts;
    bool titled = false;
    TextLines lines(text);
    for (std::string_view line; lines.number() < kSample && lines.next(line);) {
        line = without_blanks(line);
        titled |= value_of(line, "TITLE").has_value() || value_of(line, "FCM").has_value();
        see_line(line, facts);
    }
    if (titled && facts.events + facts.markers > 0) return Likeness::certain;
    return facts.events > 0 ? Likeness::likely : Likeness::none;
}

constexpr std::int64_t kRate = 25;
constexpr std::int64_t kStart = 3600 * kRate;  // 01:00:00:00, where programmes begin

// A bar begins the next field of a marker's line.
std::size_t replace_bars(std::string& text) {
    const auto count = std::ranges::count(text, '|');
    std::ranges::replace(text, '|', '/');
    return static_cast<std::size_t>(count);
}

void adapt(Document& document, Losses& losses) {
    replace_bars(document.title);
    std::size_t bars = 0;
    std::size_t short_ones = 0;
    for (Chapter& chapter : document.chapters) {
        bars += replace_bars(chapter.title) + replace_bars(chapter.summary) > 0 ? 1U : 0U;
        if (chapter.end && *chapter.end <= chapter.start + Time(1000 / kRate)) {
            chapter.end.reset();
            ++short_ones;
        }
    }
    sort_by_start(document.chapters);  // what has no end comes before what starts with it
    losses.add(LossKind::characters, bars, "vertical bars in titles of {}: slashes instead");
    losses.add(LossKind::ends, short_ones, "ends of {}: one frame or less after the start");
}

std::string timecode_text(std::int64_t frames) {
    const std::int64_t seconds = frames / kRate;
    return fmt::format("{:02}:{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       frames % kRate);
}

std::string write(const Document& document) {
    std::string out = fmt::format("TITLE: {}\nFCM: NON-DROP FRAME\n\n",
                                  document.title.empty() ? "Chapters" : document.title);
    std::size_t number = 0;
    for (const Chapter& chapter : document.chapters) {
        const std::int64_t first = ticks_of_time(chapter.start, kRate);
        const std::int64_t end = chapter.end ? ticks_of_time(*chapter.end, kRate) : first + 1;
        const std::string begin = timecode_text(kStart + first);
        const std::string next = timecode_text(kStart + first + 1);
        out += fmt::format("{:03}  001      V     C        {} {} {} {}  \n", ++number, begin, next,
                           begin, next);
        out += fmt::format("{} |C:ResolveColorBlue |M:{} |D:{}\n\n", chapter.summary, chapter.title,
                           end - first);
    }
    // OpenTimelineIO's reader takes comments only behind an event.
    return out +
           fmt::format("* FRAME RATE: {}\n* TIMELINE START: {}\n", kRate, timecode_text(kStart));
}

}  // namespace

Format edl() {
    return {.name = "edl",
            .aliases = kAliases,
            .title = "EDL markers",
            .extension = "edl",
            .media_type = "text/plain",
            .reference = "CMX 3600, with markers as DaVinci Resolve and Avid write them",
            .holds = {.ends = Ends::optional,
                      .summaries = true,
                      .equal_starts = false,  // Resolve keeps one marker a frame
                      .ticks_per_second = kRate,
                      // The last frame of the day, less the hour that lists begin at.
                      .latest = Time(23 * 3'600'000 - 2 * 1000 / kRate)},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
