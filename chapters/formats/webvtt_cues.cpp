// Written from: W3C WebVTT, Candidate Recommendation of 2019-04-04, sections 6.1 (file parsing: the
// WebVTT parser algorithm and its "collect a block") and 6.3 (cue timings). The judge is the
// algorithm, not what an author may write: a cue may follow the header without a blank line, hours
// have any number of digits. "Kind:" and "Language:" in the header are what YouTube and others
// write there.

#include "chapters/formats/webvtt_cues.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/languages.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/formats/webvtt_cue_text.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::string_view kSignature = "WEBVTT";
constexpr std::string_view kArrow = "-->";
constexpr std::string_view kSpaces = "\t\n\f\r ";

// A place in the file that can be gone back to.
struct Place {
    std::size_t at = 0;
    int line = 1;
};

// "hh:mm:ss.mmm" or "mm:ss.mmm" at the beginning of a text, as "collect a timestamp" takes it.
class Timestamps {
  public:
    explicit Timestamps(std::string_view line) : rest_(line) {}

    void skip_spaces() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(kSpaces), rest_.size()));
    }

    bool take(std::string_view sign) {
        if (!rest_.starts_with(sign)) return false;
        rest_.remove_prefix(sign.size());
        return true;
    }

    std::optional<Time> timestamp() {
        const std::string_view first = digits();
        if (first.empty() || !take(":")) return std::nullopt;
        const auto second = two_digits();
        if (!second) return std::nullopt;
        std::int64_t hours = 0;
        std::int64_t minutes = number(first);
        std::int64_t seconds = *second;
        if (first.size() != 2 || minutes > 59 || rest_.starts_with(':')) {
            const auto third = take(":") ? two_digits() : std::nullopt;
            if (!third) return std::nullopt;
            hours = std::exchange(minutes, *second);
            seconds = *third;
        }
        const std::string_view fraction = take(".") ? digits() : "";
        if (fraction.size() != 3 || minutes > 59 || seconds > 59) return std::nullopt;
        return Time(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(fraction));
    }

  private:
    std::string_view digits() {
        const std::size_t length = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const std::string_view taken = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return taken;
    }

    std::optional<std::int64_t> two_digits() {
        const std::string_view taken = digits();
        if (taken.size() != 2) return std::nullopt;
        return number(taken);
    }

    // Stops growing above a million million: hours that are later than any time taken.
    static std::int64_t number(std::string_view digits) {
        constexpr std::int64_t kLargest = 1'000'000'000'000;
        std::int64_t value = 0;
        for (const char digit : digits) value = std::min(value * 10 + (digit - '0'), kLargest);
        return value;
    }

    std::string_view rest_;
};

struct Timings {
    Time start{};
    Time end{};
};

// Whatever stands behind the second time are settings, which say nothing about chapters.
std::optional<Timings> parse_timings(std::string_view line) {
    Timestamps text(line);
    text.skip_spaces();
    const auto start = text.timestamp();
    text.skip_spaces();
    if (!start || !text.take(kArrow)) return std::nullopt;
    text.skip_spaces();
    const auto end = text.timestamp();
    if (!end) return std::nullopt;
    return Timings{*start, *end};
}

bool is_comment_or_definition(std::string_view line) {
    for (const std::string_view word : {"NOTE", "STYLE", "REGION"}) {
        if (line.starts_with(word) && (line.size() == word.size() ||
                                       kSpaces.find(line[word.size()]) != std::string_view::npos))
            return true;
    }
    return false;
}

// Lines of one block: "collect a block", with what it is made into.
struct Block {
    std::optional<Timings> timings;
    std::string_view identifier;
    std::string_view text;
    int line = 0;  // of the timings
};

class Reader {
  public:
    explicit Reader(std::string_view text)
        : text_(text), gathering_(text), voices_left_(chapter_allowance(text.size())) {}

    ReadResult read() {
        read_setting_lines(next_line().substr(kSignature.size()));
        if (!at_end() && text_[place_.at] != '\n') read_header();
        skip_blank_lines();
        while (!at_end() && !gathering_.full()) {
            const Block block = collect_block();
            if (block.timings) add(block);
            skip_blank_lines();
        }
        ReadResult result = gathering_.take();
        if (!flat_)
            result.document.chapters = nested_by_containment(std::move(result.document.chapters));
        return result;
    }

  private:
    [[nodiscard]] bool at_end() const noexcept { return place_.at >= text_.size(); }

    std::string_view next_line() {
        const std::size_t end = std::min(text_.find('\n', place_.at), text_.size());
        const std::string_view line = text_.substr(place_.at, end - place_.at);
        place_.at = std::min(end + 1, text_.size());
        ++place_.line;
        return line;
    }

    void skip_blank_lines() {
        while (!at_end() && text_[place_.at] == '\n') next_line();
    }

    void read_header() {
        while (!at_end()) {
            const Place before = place_;
            const std::string_view line = next_line();
            if (line.find(kArrow) != std::string_view::npos) {
                place_ = before;
                return;
            }
            if (line.empty()) return;
            read_setting_lines(line);
        }
    }

    // "Kind: captions; Language: fr", in one line or two.
    void read_setting_lines(std::string_view line) {
        while (!line.empty()) {
            const std::size_t end = std::min(line.find(';'), line.size());
            read_setting(without_blanks(line.substr(0, end)));
            line.remove_prefix(std::min(end + 1, line.size()));
        }
    }

    void read_setting(std::string_view setting) {
        const std::size_t colon = setting.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view name = without_blanks(setting.substr(0, colon));
        const std::string_view value = without_blanks(setting.substr(colon + 1));
        if (name == "Kind" && value != "chapters") flat_ = true;
        if (name == "Language" && is_bcp47_tag(value)) gathering_.document().language = value;
    }

    Block collect_block() {
        Block block;
        bool arrow_seen = false;
        std::size_t begin = place_.at;  // of the identifier, or of the text
        std::size_t end = begin;
        const int first_line = place_.line;
        while (!at_end()) {
            const Place before = place_;
            const int count = place_.line - first_line + 1;
            const std::string_view line = next_line();
            if (line.find(kArrow) != std::string_view::npos) {
                if (count > 2 || arrow_seen) {
                    place_ = before;
                    break;
                }
                arrow_seen = true;
                block.identifier = count == 2 ? text_.substr(begin, end - begin) : "";
                block.line = before.line;
                block.timings = timings_in(line, before.line);
                begin = place_.at;
                end = begin;
                continue;
            }
            if (line.empty()) break;
            end = before.at + line.size();
        }
        block.text = text_.substr(begin, end - begin);
        if (!arrow_seen) tell_stray(block.text, first_line);
        return block;
    }

    std::optional<Timings> timings_in(std::string_view line, int number) {
        const auto timings = parse_timings(line);
        if (!timings) {
            gathering_.tell(number,
                            fmt::format("left out a cue: '{}' is no start and end in the form "
                                        "00:00:00.000 --> 00:00:00.000",
                                        shown(line)));
        }
        return timings;
    }

    void tell_stray(std::string_view text, int line) {
        if (is_comment_or_definition(text.substr(0, text.find('\n')))) return;
        gathering_.tell(line, fmt::format("left out '{}': it belongs to no cue",
                                          shown(text.substr(0, text.find('\n')))));
    }

    void add(const Block& block) {
        const CueText cue = parse_cue_text(without_nul(block.text), most_voices());
        voices_left_ -= cue.voices.size();
        if (!cue.voices.empty()) flat_ = true;
        Chapter chapter;
        chapter.start = block.timings->start;
        chapter.end = block.timings->end;
        chapter.title = cue.text;
        if (is_bcp47_tag(cue.language)) chapter.language = cue.language;
        if (is_chapter_id(block.identifier)) chapter.id = block.identifier;
        for (const std::string& name : cue.voices) {
            Credit credit;
            credit.name = name;
            chapter.credits.push_back(std::move(credit));
        }
        if (*chapter.end < chapter.start) {
            gathering_.tell(block.line, fmt::format("'{}' ends before it starts: it is kept as a "
                                                    "point, at its start",
                                                    shown(chapter.title)));
            chapter.end = chapter.start;
        }
        gathering_.add(std::move(chapter), block.line);
    }

    [[nodiscard]] std::size_t most_voices() const { return std::min(kMostVoices, voices_left_); }

    static std::string without_nul(std::string_view text) {
        std::string out;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\0') {
                out += "\uFFFD";
            } else {
                out += text[at];
            }
        }
        return out;
    }

    std::string_view text_;
    Gathering gathering_;
    std::size_t voices_left_;
    Place place_;
    bool flat_ = false;
};

bool has_signature(std::string_view text) {
    if (!text.starts_with(kSignature)) return false;
    return text.size() == kSignature.size() || text[kSignature.size()] == ' ' ||
           text[kSignature.size()] == '\t' || text[kSignature.size()] == '\n';
}

}  // namespace

ReadResult read_webvtt(std::string_view text) {
    if (!has_signature(text)) return refused("the first line is not 'WEBVTT'");
    return Reader(text).read();
}

Likeness recognise_webvtt(std::string_view text) {
    return has_signature(text) ? Likeness::certain : Likeness::none;
}

void append_cue(std::string& out, const Chapter& chapter, std::string_view text) {
    out += "\n";
    if (!chapter.id.empty()) out += chapter.id + "\n";
    out += timestamp_text(chapter.start) + " --> " +
           timestamp_text(chapter.end.value_or(chapter.start)) + "\n";
    out += text;
    out += "\n";
}

}  // namespace revivre::chapters::formats
