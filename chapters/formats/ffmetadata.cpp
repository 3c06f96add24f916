// FFMETADATA1 chapter sections, as FFmpeg 5.1 writes and reads them (ffmpeg-formats manual, section
// "Metadata"; libavformat/ffmetadec.c, ffmetaenc.c). Unlike FFmpeg, one wrong chapter does not cost
// the others, START and END may stand in any order, and a byte order mark is no hindrance
// (text/encoding.hpp takes it away).

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"ffm", "ffmeta"};
constexpr std::string_view kSignature = ";FFMETADATA";
constexpr std::string_view kSpecial = "=;#\\\n";  // ffmetaenc.c, write_escape_str

// A [CHAPTER] section while it is being read.
struct Section {
    int line = 0;
    std::int64_t numerator = 1;
    std::int64_t denominator = 1'000'000'000;  // ffmpeg-formats: "in nanoseconds" when absent
    bool start_said = false;
    std::optional<std::int64_t> start;
    std::optional<std::int64_t> end;
    std::string title;
};

// Lines end at a newline that no backslash escapes.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    bool next(std::string_view& line) {
        if (rest_.empty()) return false;
        number_ = next_number_;
        std::size_t end = 0;
        for (; end < rest_.size() && rest_[end] != '\n'; ++end) {
            if (rest_[end] == '\\' && end + 1 < rest_.size()) {
                ++end;
                if (rest_[end] == '\n') ++next_number_;
            }
        }
        line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++next_number_;
        return true;
    }
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    std::string_view rest_;
    int number_ = 0;
    int next_number_ = 1;
};

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

// Where the key ends: at the first "=" that no backslash escapes.
std::size_t end_of_key(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '=') {
            return i;
        }
    }
    return std::string_view::npos;
}

// A whole number; what follows it is left, as sscanf does in FFmpeg.
std::optional<std::int64_t> number_in(std::string_view text) {
    text = without_blanks(text);
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end == text.data()) return std::nullopt;
    return value;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : lines_(text), gathering_(text) {}

    ReadResult run() {
        for (std::string_view line; lines_.next(line) && !gathering_.full();) {
            if (line.empty() || line[0] == ';' || line[0] == '#') continue;
            if (line.starts_with("[CHAPTER]") || line.starts_with("[STREAM]")) {
                keep();
                in_head_ = false;
                if (line.starts_with("[CHAPTER]")) section_.emplace().line = lines_.number();
            } else {
                read_field(line);
            }
        }
        keep();
        return gathering_.take();
    }

  private:
    void read_field(std::string_view line) {
        const std::size_t equals = end_of_key(line);
        if (equals == std::string_view::npos) return;
        const std::string_view key = line.substr(0, equals);
        const std::string_view value = line.substr(equals + 1);
        // AVDictionary compares keys whatever their case; the three others are read by sscanf.
        const bool is_title = same_word(key, "title");
        if (in_head_ && is_title) gathering_.document().title = clean_line(unescaped(value));
        if (!section_) return;
        if (is_title) section_->title = unescaped(value);
        if (key == "TIMEBASE") read_time_base(value);
        if (key == "START") {
            section_->start_said = true;
            section_->start = number_in(value);
        }
        if (key == "END") read_end(value);
    }

    void read_end(std::string_view value) {
        section_->end = number_in(value);
        if (section_->end) return;
        gathering_.tell(
            lines_.number(),
            fmt::format("END '{}' is no whole number; the end is left open", shown(value)));
    }

    void read_time_base(std::string_view value) {
        const std::size_t slash = value.find('/');
        const auto numerator = number_in(value.substr(0, slash));
        const auto denominator =
            slash == std::string_view::npos ? std::nullopt : number_in(value.substr(slash + 1));
        if (!numerator || !denominator || *numerator <= 0 || *denominator <= 0) {
            gathering_.tell(lines_.number(), fmt::format("TIMEBASE '{}' is no fraction above 0; "
                                                         "nanoseconds are taken",
                                                         shown(value)));
            return;
        }
        section_->numerator = *numerator;
        section_->denominator = *denominator;
    }

    // As FFmpeg does: the end of the chapter before, or 0.
    std::optional<Time> start_of_section() {
        if (section_->start) {
            return time_of_ticks(*section_->start, section_->numerator, section_->denominator);
        }
        if (section_->start_said) return std::nullopt;
        gathering_.tell(section_->line,
                        fmt::format("the chapter '{}' has no START: it is put where the one "
                                    "before ends",
                                    shown(section_->title)));
        return last_end_;
    }

    void keep() {
        if (!section_) return;
        const std::optional<Time> start = start_of_section();
        if (!start) {
            gathering_.tell(section_->line,
                            fmt::format("left out the chapter '{}': it has no START "
                                        "that is a whole number from 0",
                                        shown(section_->title)));
            section_.reset();
            return;
        }
        Chapter chapter;
        chapter.start = *start;
        if (section_->end) {
            // Before 0 is before any start, which Gathering tells.
            chapter.end = time_of_ticks(*section_->end, section_->numerator, section_->denominator);
            if (*section_->end < 0) chapter.end = Time(-1);
        }
        chapter.title = std::move(section_->title);
        last_end_ = chapter.end.value_or(chapter.start);
        gathering_.add(std::move(chapter), section_->line);
        section_.reset();
    }

    Lines lines_;
    Gathering gathering_;
    bool in_head_ = true;
    std::optional<Section> section_;
    Time last_end_{};
};

ReadResult read(std::string_view text) {
    if (!text.starts_with(kSignature)) return refused("the first line is not ';FFMETADATA1'");
    return Reader(text).run();
}

Likeness recognise(std::string_view text) {
    return text.starts_with(kSignature) ? Likeness::certain : Likeness::none;
}

// FFmpeg 5.1 takes a line end after a backslash for escaped even when the backslash itself is: a
// title that ends with one would swallow the next section. A blank keeps them apart, and readers
// trim it away or show it, which nobody sees.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (kSpecial.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    if (text.ends_with('\\')) out += ' ';
    return out;
}

std::string write(const Document& document) {
    std::string out = ";FFMETADATA1\n";
    if (!document.title.empty()) out += "title=" + escaped(document.title) + "\n";
    for (const Chapter& chapter : document.chapters) {
        out += fmt::format("[CHAPTER]\nTIMEBASE=1/1000\nSTART={}\nEND={}\ntitle={}\n",
                           chapter.start.count(), chapter.end.value_or(chapter.start).count(),
                           escaped(chapter.title));
    }
    return out;
}

}  // namespace

Format ffmetadata() {
    // FFmpeg invents an end where there is none, and takes the line after START for it: without
    // END a title would be lost.
    return {.name = "ffmetadata",
            .aliases = kAliases,
            .title = "FFmpeg metadata",
            .extension = "ffmeta",
            .media_type = "text/plain",
            .reference = "ffmpeg-formats 5.1, section Metadata",
            .holds = {.ends = Ends::required},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
