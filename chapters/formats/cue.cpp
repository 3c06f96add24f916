// CUE sheets (CDRWIN 3.8 user's guide, appendix "Cuesheet commands"; times are mm:ss:ff, 75 frames
// a second). Each FILE is a medium; a TRACK begins at its INDEX 01. Minutes above 99 are written
// and read, because recordings are longer than discs.

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
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"cuesheet"};
constexpr std::int64_t kFrames = 75;
constexpr std::size_t kTracks = 99;  // the guide, TRACK: "range 1 to 99"

// A name costs 180 bytes of memory and a chapter 350: beyond the first 10,000 there is one for each
// 40 bytes of text, so that a sheet of nothing but names stays below 20 times its size.
constexpr std::size_t kFreeNames = 10'000;
constexpr std::size_t kBytesPerName = 40;

// No command has an escape for a quote, and PERFORMER is one text: names are set apart by this.
constexpr std::string_view kBetweenNames = "; ";

// Those that a sheet may begin with.
constexpr std::array<std::string_view, 12> kCommands{
    "REM",   "CATALOG", "CDTEXTFILE", "FILE",  "PERFORMER", "SONGWRITER",
    "TITLE", "TRACK",   "ISRC",       "FLAGS", "PREGAP",    "INDEX"};

bool is_command(std::string_view word) {
    return std::ranges::any_of(kCommands,
                               [word](std::string_view each) { return same_word(each, word); });
}

// What a command says: the text between the first and the last quote, so that quotes inside stay,
// or all of it.
std::string_view value_of(std::string_view rest) {
    if (!rest.starts_with('"')) return rest;
    rest.remove_prefix(1);
    return rest.substr(0, rest.rfind('"'));
}

// The name of FILE, without the type of the file after it.
std::string_view file_name(std::string_view rest) {
    if (rest.starts_with('"')) return value_of(rest);
    return without_blanks(rest.substr(0, rest.find_last_of(" \t")));
}

// mm:ss:ff. Seconds above 59 and frames above 74 are summed up like any.
std::optional<Time> time_of(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    if (digits.empty() || digits.size() > 3) return std::nullopt;
    std::int64_t frames = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        frames = frames * 10 + (c - '0');
    }
    const std::string_view rest = text.substr(0, colon);
    const bool two_parts = std::ranges::count(rest, ':') == 1;
    if (!two_parts || rest.find_first_of(".,") != std::string_view::npos) return std::nullopt;
    const auto seconds = parse_clock(rest, {.minutes_below_60 = false});
    if (!seconds) return std::nullopt;
    // Whole seconds have whole frames, so that both are rounded once, together.
    return time_of_ticks(seconds->count() / 1000 * kFrames + frames, 1, kFrames);
}

// At most `most` names.
std::vector<Credit> credits_of(std::string_view names, std::size_t most) {
    std::vector<Credit> credits;
    while (!names.empty() && credits.size() < most) {
        const std::size_t end = std::min(names.find(';'), names.size());
        std::string name = clean_line(names.substr(0, end));
        names.remove_prefix(std::min(end + 1, names.size()));
        if (name.empty()) continue;
        Credit credit;
        credit.name = std::move(name);
        credits.push_back(std::move(credit));
    }
    return credits;
}

// A TRACK while it is being read.
struct Track {
    int line = 0;
    std::string_view number;
    bool audio = true;
    bool begun = false;         // INDEX 01 was there
    std::optional<Time> start;  // INDEX 01, else INDEX 00
    Chapter chapter;
};

class Reader {
  public:
    explicit Reader(std::string_view text)
        : lines_(text), gathering_(text), names_left_(kFreeNames + text.size() / kBytesPerName) {}

    ReadResult run() {
        for (std::string_view line; lines_.next(line) && !gathering_.full();) {
            std::string_view rest = line;
            const std::string_view word = take_word(rest);
            if (!word.empty()) take(word, rest);
        }
        keep();
        if (any_track_ && !any_time_) return refused("no track has an INDEX 01 of mm:ss:ff");
        if (!any_track_ && !gathering_.document().items.empty()) tell("there is no TRACK");
        return gathering_.take();
    }

  private:
    void tell(std::string message) { gathering_.tell(lines_.number(), std::move(message)); }

    void take(std::string_view word, std::string_view rest) {
        if (same_word(word, "FILE")) return take_file(rest);
        if (same_word(word, "TRACK")) return take_track(rest);
        if (same_word(word, "INDEX")) return take_index(rest);
        if (same_word(word, "TITLE")) {
            (track_ ? track_->chapter.title : gathering_.document().title) =
                clean_line(value_of(rest));
        } else if (same_word(word, "PERFORMER") && track_) {
            // Of the whole sheet it is the author of the disc, who need not speak in each track.
            track_->chapter.credits = credits_of(value_of(rest), names_left_);
            names_left_ -= track_->chapter.credits.size();
            if (names_left_ == 0) tell("more names than are taken: the others are left out");
        } else if (!is_command(word) && !same_word(word, "POSTGAP")) {
            tell(fmt::format("'{}' is no command of a CUE sheet: it is left out", shown(word)));
        }
    }

    // A track's INDEX 01 may stand after the next FILE, when its gap ends the file before.
    void take_file(std::string_view rest) {
        auto& items = gathering_.document().items;
        if (items.size() == chapter_allowance(0)) return;
        Item item;
        item.address = clean_line(file_name(rest));
        items.push_back(std::move(item));
    }

    void take_track(std::string_view rest) {
        keep();
        any_track_ = true;
        track_.emplace();
        track_->line = lines_.number();
        track_->number = take_word(rest);
        track_->audio = rest.empty() || same_word(rest, "AUDIO");
    }

    void take_index(std::string_view rest) {
        const std::string_view number = take_word(rest);
        if (!track_) return tell("an INDEX outside a TRACK is left out");
        const bool first = number == "01" || number == "1";
        if (!first && number != "00" && number != "0") return;  // a part within the track
        if (track_->begun || (track_->start && !first)) return;
        const auto time = time_of(rest);
        if (!time) return tell(fmt::format("INDEX '{}' is no time of mm:ss:ff", shown(rest)));
        any_time_ = true;
        track_->begun = first;
        track_->start = time;
        const std::size_t files = gathering_.document().items.size();
        track_->chapter.item = files == 0 ? 0 : static_cast<int>(files - 1);
    }

    void keep() {
        if (!track_) return;
        if (!track_->audio) {
            gathering_.tell(track_->line, fmt::format("left out track {}: it is no AUDIO",
                                                      shown(track_->number)));
        } else if (!track_->start) {
            gathering_.tell(track_->line, fmt::format("left out track {}: it has no INDEX",
                                                      shown(track_->number)));
        } else {
            if (!track_->begun) {
                gathering_.tell(track_->line,
                                fmt::format("track {} has no INDEX 01: its INDEX 00 is taken",
                                            shown(track_->number)));
            }
            track_->chapter.start = *track_->start;
            gathering_.add(std::move(track_->chapter), track_->line);
        }
        track_.reset();
    }

    TextLines lines_;
    Gathering gathering_;
    std::optional<Track> track_;
    std::size_t names_left_;
    bool any_track_ = false;
    bool any_time_ = false;
};

ReadResult read(std::string_view text) {
    // A sheet without chapters is what write() makes of a document without any.
    TextLines lines(text);
    std::string_view line;
    while (lines.next(line) && without_blanks(line).empty()) {
    }
    if (!is_command(take_word(line))) return refused("the first line is no CUE command");
    return Reader(text).run();
}

Likeness recognise(std::string_view text) {
    TextLines lines(text);
    bool track = false;
    bool begun = false;
    for (std::string_view line; lines.next(line);) {
        const std::string_view word = take_word(line);
        if (word.empty()) continue;
        if (!begun && !is_command(word)) return Likeness::none;
        begun = true;
        if (same_word(word, "TRACK")) track = true;
        if (track && same_word(word, "INDEX")) {
            take_word(line);
            return time_of(line) ? Likeness::certain : Likeness::none;
        }
    }
    return Likeness::none;
}

// `text` with typographic quotes, since a sheet has no way to write straight ones.
std::string without_straight_quotes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '"') {
            out += text[i];
        } else {
            out += i == 0 || text[i - 1] == ' ' || text[i - 1] == '(' ? "“" : "”";
        }
    }
    return out;
}

bool replace_unwritable(Chapter& chapter) {
    const Chapter before = chapter;
    chapter.title = without_straight_quotes(chapter.title);
    for (Credit& credit : chapter.credits) {
        credit.name = without_straight_quotes(credit.name);
        std::ranges::replace(credit.name, ';', ',');
    }
    return chapter != before;
}

void adapt(Document& document, Losses& losses) {
    const auto changed = std::ranges::count_if(document.chapters, replace_unwritable);
    losses.add(LossKind::characters, static_cast<std::size_t>(changed),
               "straight quotes and semicolons in titles and names of {}: other signs instead");
}

std::string index_text(Time time) {
    const std::int64_t frames = ticks_of_time(time, kFrames);
    return fmt::format("{:02}:{:02}:{:02}", frames / kFrames / 60, frames / kFrames % 60,
                       frames % kFrames);
}

// The type is for burning; players look at the file itself.
std::string file_line(const Document& document, std::size_t item) {
    std::string name;
    if (item < document.items.size()) name = clean_line(document.items[item].address);
    if (name.empty()) name = fmt::format("recording-{}.wav", item + 1);
    const bool mp3 = name.ends_with(".mp3") || name.ends_with(".MP3");
    return fmt::format("FILE \"{}\" {}\n", without_straight_quotes(name), mp3 ? "MP3" : "WAVE");
}

std::string track_lines(const Chapter& chapter, std::size_t number) {
    std::string out = fmt::format("  TRACK {:02} AUDIO\n", number);
    if (!chapter.title.empty()) out += fmt::format("    TITLE \"{}\"\n", chapter.title);
    std::string names;
    for (const Credit& credit : chapter.credits) {
        if (!names.empty()) names += kBetweenNames;
        names += credit.name;
    }
    if (!names.empty()) out += fmt::format("    PERFORMER \"{}\"\n", names);
    return out + "    INDEX 01 " + index_text(chapter.start) + "\n";
}

std::string write(const Document& document) {
    std::string out = fmt::format("TITLE \"{}\"\n", without_straight_quotes(document.title));
    std::size_t files = 0;
    std::size_t number = 0;
    for (const Chapter& chapter : document.chapters) {
        // A medium without chapters has its line, too: media are counted by them.
        for (; files <= static_cast<std::size_t>(chapter.item); ++files) {
            out += file_line(document, files);
        }
        out += track_lines(chapter, ++number);
    }
    return out;
}

}  // namespace

Format cue() {
    return {.name = "cue",
            .aliases = kAliases,
            .title = "CUE sheet",
            .extension = "cue",
            .media_type = "application/x-cue",
            .reference = "CDRWIN 3.8 user's guide, Cuesheet commands",
            .holds = {.speakers = Speakers::names,
                      .items = true,
                      .equal_starts = false,
                      .ticks_per_second = kFrames,
                      .chapters = kTracks},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
