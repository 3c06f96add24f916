// SubRip subtitles. There is no specification; what is written here is what SubRip 1.50 and FFmpeg
// (libavformat/srtdec.c, libavcodec/srtenc.c) write. Read is what real files hold: points for
// commas, short times, arrows of other forms, numbers that are missing, blank lines inside a text,
// tags of HTML and of Advanced SubStation. Cues without text are left out, as FFmpeg does. SubRip
// has no escapes: a title that looks like markup loses its signs (adapt). Who speaks has no place
// of its own and is not written.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"subrip"};
constexpr std::string_view kBlanks = " \t\f";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "00:00:01,500", "0:01.5", "1:2:3,4", "00:00:08:200" at the beginning of `text`, which it leaves.
std::optional<Time> take_time(std::string_view& text) {
    const std::size_t length = std::min(text.find_first_not_of("0123456789:.,"), text.size());
    std::string clock(text.substr(0, length));
    if (std::ranges::count(clock, ':') == 3) clock[clock.rfind(':')] = '.';
    const auto time = parse_clock(clock, {.minutes_below_60 = false});
    if (time) text.remove_prefix(length);
    return time;
}

void skip_blanks(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
}

// "-->", "->", "- >", "--> -->", "=>", and the long dashes that word processors make.
bool take_arrow(std::string_view& text) {
    bool head = false;
    while (!text.empty()) {
        std::size_t bytes = 0;
        if (text.starts_with("\u2013") || text.starts_with("\u2014")) bytes = 3;
        if (text.front() == '-' || text.front() == '=' || text.front() == '>') bytes = 1;
        if (text.front() == ' ' || text.front() == '\t') bytes = 1;
        if (bytes == 0) break;
        head = head || text.front() == '>';
        text.remove_prefix(bytes);
    }
    return head;
}

struct Timings {
    Time start{};
    Time end{};
};

// What stands behind the second time (coordinates) is left out.
std::optional<Timings> parse_timings(std::string_view line) {
    if (line.find('>') == std::string_view::npos) return std::nullopt;
    skip_blanks(line);
    const auto start = take_time(line);
    if (!start || !take_arrow(line)) return std::nullopt;
    const auto end = take_time(line);
    if (!end) return std::nullopt;
    return Timings{*start, *end};
}

// A line that ought to be timings: a time alone, or an arrow that lacks one.
bool is_half_of_timings(std::string_view line) {
    skip_blanks(line);
    const bool time = take_time(line).has_value();
    const bool arrow = take_arrow(line);
    return arrow || (time && line.empty());
}

bool is_number(std::string_view line) {
    line = without_blanks(line);
    if (line.starts_with('-')) line.remove_prefix(1);
    return !line.empty() && std::ranges::all_of(line, is_digit);
}

bool is_tag_name(std::string_view name) {
    constexpr std::array<std::string_view, 21> kNames{
        "b", "i", "u",  "s",    "font", "em",    "strong", "span", "div", "p",     "br",
        "c", "v", "tt", "lang", "ruby", "small", "big",    "sub",  "sup", "strike"};
    std::string lower(name);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return std::ranges::find(kNames, lower) != kNames.end();
}

constexpr std::size_t kLongestTag = 250;  // a font tag with all its attributes

// How many bytes of `text`, which begins with "<", are a tag of HTML.
std::size_t html_tag_length(std::string_view text) {
    std::size_t at = text.size() > 1 && text[1] == '/' ? 2 : 1;
    const std::size_t first = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    if (at == first || at == text.size() || !is_tag_name(text.substr(first, at - first))) return 0;
    if (std::string_view(" \t>/.").find(text[at]) == std::string_view::npos) return 0;
    const std::size_t end = text.substr(0, kLongestTag).find_first_of("<>", 1);
    return end == std::string_view::npos || text[end] == '<' ? 0 : end + 1;
}

// How many bytes of `text`, which begins with "{", are a tag: "{\an8}", "{b}", "{/i}".
std::size_t brace_tag_length(std::string_view text) {
    const std::size_t end = text.substr(0, kLongestTag).find('}');
    if (end == std::string_view::npos) return 0;
    std::string_view inside = text.substr(1, end - 1);
    if (inside.starts_with('\\')) return end + 1;
    if (inside.starts_with('/')) inside.remove_prefix(1);
    return inside == "b" || inside == "i" || inside == "u" ? end + 1 : 0;
}

std::string without_markup(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t length = 0;
        if (text.front() == '<') length = html_tag_length(text);
        if (text.front() == '{') length = brace_tag_length(text);
        if (length == 0) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        if (text.starts_with("<br") || text.starts_with("<BR")) out += ' ';
        text.remove_prefix(length);
    }
    return out;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text), gathering_(text) {}

    ReadResult read() {
        while (next_line()) {
            if (const auto timings = parse_timings(line_)) {
                close();
                timings_ = timings;
                cue_line_ = number_;
                cues_found_ = true;
            } else if (number_waits_ && number_begins_block_ && is_half_of_timings(line_)) {
                close();
                gathering_.tell(
                    number_, fmt::format("left out a cue: '{}' is no start and end", shown(line_)));
            } else {
                keep_line();
            }
        }
        flush_number();
        close();
        if (!cues_found_ && text_.find_first_not_of(" \t\f\n") != std::string_view::npos)
            return refused("no line has two times with an arrow between them", 0);
        return gathering_.take();
    }

  private:
    bool next_line() {
        if (at_ >= text_.size() || gathering_.full()) return false;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        line_ = text_.substr(at_, end - at_);
        at_ = end + 1;
        ++number_;
        return true;
    }

    // A line that is only a number waits: when times follow, it is the number of their cue. What
    // stands directly below the times is text in any case.
    void keep_line() {
        flush_number();
        const bool first_of_text = timings_ && cue_text_.empty();
        if (is_number(line_) && !first_of_text) {
            number_waits_ = true;
            number_begins_block_ = after_blank_;
            waiting_ = line_;
        } else {
            append(line_);
        }
        after_blank_ = without_blanks(line_).empty();
    }

    void flush_number() {
        if (number_waits_) append(waiting_);
        number_waits_ = false;
    }

    void append(std::string_view line) {
        if (timings_) {
            cue_text_ += line;
            cue_text_ += '\n';
        } else if (!cues_found_ && !without_blanks(line).empty()) {
            gathering_.tell(
                number_, fmt::format("left out '{}': it stands before the first cue", shown(line)));
        }
    }

    // Gives the cue that was being read.
    void close() {
        number_waits_ = false;
        after_blank_ = false;
        if (!timings_) return;
        Chapter chapter;
        chapter.start = timings_->start;
        chapter.end = timings_->end;
        chapter.title = without_markup(cue_text_);
        if (chapter.title.find_first_not_of(" \t\f\n") == std::string::npos) {
            gathering_.tell(cue_line_, "left out a cue: it has no text");
        } else {
            gathering_.add(std::move(chapter), cue_line_);
        }
        timings_.reset();
        cue_text_.clear();
    }

    std::string_view text_;
    Gathering gathering_;
    std::size_t at_ = 0;
    std::string_view line_;
    int number_ = 0;  // of line_
    std::optional<Timings> timings_;
    int cue_line_ = 0;
    std::string cue_text_;
    std::string_view waiting_;  // a line that is only a number
    bool number_waits_ = false;
    bool number_begins_block_ = false;
    bool after_blank_ = true;
    bool cues_found_ = false;
};

ReadResult read(std::string_view text) {
    return Reader(text).read();
}

// Two times and an arrow stand in the first line, or in the second below a number.
Likeness recognise(std::string_view text) {
    constexpr int kLines = 12;  // some tools write a note of their own first
    if (text.starts_with("WEBVTT")) return Likeness::none;
    for (int line = 0; line < kLines && !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view timings = text.substr(0, end);
        // Times and "X1:40 Y1:20" only: a title of another list may hold an arrow, too.
        const bool bare =
            timings.find_first_not_of("0123456789:;.,-> \tXY") == std::string_view::npos;
        if (bare && parse_timings(timings)) return Likeness::likely;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return Likeness::none;
}

std::string with_other_signs(std::string_view title) {
    std::string out;
    for (const char c : title) {
        if (c == '<')
            out += "‹";
        else if (c == '>')
            out += "›";
        else if (c == '{')
            out += '(';
        else if (c == '}')
            out += ')';
        else
            out += c;
    }
    return out;
}

void adapt(Document& document, Losses& losses) {
    const std::size_t changed = count_changes(document.chapters, [](Chapter& chapter) {
        const bool mistaken = without_markup(chapter.title) != chapter.title ||
                              parse_timings(chapter.title).has_value();
        if (mistaken) chapter.title = with_other_signs(chapter.title);
        return mistaken;
    });
    losses.add(LossKind::characters, changed,
               "signs < > { } in titles of {}: replaced, since they would be taken for markup");
}

std::string srt_time(Time time) {
    std::string text = timestamp_text(time);
    std::ranges::replace(text, '.', ',');
    return text;
}

std::string write(const Document& document) {
    std::string out;
    std::size_t number = 0;
    for (const Chapter& chapter : document.chapters) {
        if (number > 0) out += "\n";
        out += fmt::format("{}\n{} --> {}\n{}\n", ++number, srt_time(chapter.start),
                           srt_time(chapter.end.value_or(chapter.start)), chapter.title);
    }
    if (out.empty()) out += '\n';
    return out;
}

}  // namespace

Format srt() {
    return {.name = "srt",
            .aliases = kAliases,
            .title = "SubRip subtitles",
            .extension = "srt",
            .media_type = "application/x-subrip",
            .reference = "SubRip 1.50, FFmpeg libavformat/srtdec.c",
            .holds = {.ends = Ends::required, .points = false, .empty_titles = false},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
