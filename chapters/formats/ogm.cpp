// The simple chapter format of OGM tools: "CHAPTER01=00:00:00.000", then "CHAPTER01NAME=title"
// (mkvmerge 74 manual, section "Simple chapters"; mkvextract --simple writes it). Blanks around
// "=", empty lines and numbers of any length occur in real files.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 3> kAliases{"simple", "ogm-txt", "mkv-simple"};
constexpr std::string_view kKey = "CHAPTER";

// "CHAPTER", a number, a word or none, "=", a value.
struct Field {
    std::string_view number;
    std::string_view word;  // "NAME", "URL"; empty for a time
    std::string_view value;
};

std::optional<Field> field_of(std::string_view line) {
    line = without_blanks(line);
    if (line.size() <= kKey.size() || !same_word(line.substr(0, kKey.size()), kKey)) return {};
    line.remove_prefix(kKey.size());
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const std::size_t equals = line.find('=');
    if (digits == 0 || equals == std::string_view::npos) return {};
    return Field{.number = line.substr(0, digits),
                 .word = without_blanks(line.substr(digits, equals - digits)),
                 .value = without_blanks(line.substr(equals + 1))};
}

// A time whose name may still come.
struct Open {
    std::string_view number;
    int line = 0;
    bool named = false;
    Chapter chapter;
};

class Reader {
  public:
    explicit Reader(std::string_view text) : lines_(text), gathering_(text) {}

    ReadResult run() {
        for (std::string_view line; lines_.next(line) && !gathering_.full();) {
            if (without_blanks(line).empty()) continue;
            if (const auto field = field_of(line)) {
                take(*field);
            } else {
                tell(fmt::format("'{}' is no chapter line: it is left out", shown(line)));
            }
        }
        keep_last();
        if (!any_) return refused("no line is of the form 'CHAPTER01=00:00:00.000'");
        return gathering_.take();
    }

  private:
    void tell(std::string message) { gathering_.tell(lines_.number(), std::move(message)); }

    void take(const Field& field) {
        if (field.word.empty()) return take_time(field);
        if (!open_ || open_->number != field.number) {
            tell(fmt::format("'{}' belongs to no time: it is left out", shown(field.value)));
        } else if (same_word(field.word, "NAME")) {
            open_->chapter.title = field.value;
            open_->named = true;
            any_named_ = true;
        } else if (same_word(field.word, "URL")) {  // Vorbis comments have it
            open_->chapter.link = field.value;
        }
    }

    void take_time(const Field& field) {
        keep();
        const auto time = parse_clock(field.value);
        if (!time) {
            tell(fmt::format("left out chapter {}: '{}' is no time", field.number,
                             shown(field.value)));
            return;
        }
        open_.emplace();
        open_->number = field.number;
        open_->line = lines_.number();
        open_->chapter.start = *time;
    }

    void keep() {
        if (!open_) return;
        any_ = true;
        if (!open_->named) {
            gathering_.tell(open_->line, fmt::format("chapter {} has no name", open_->number));
        }
        gathering_.add(std::move(open_->chapter), open_->line);
        open_.reset();
    }

    // The readers of other tools want both lines; a file that was cut has lost its last name.
    void keep_last() {
        if (open_ && !open_->named && any_named_) {
            any_ = true;
            gathering_.tell(open_->line, fmt::format("left out chapter {}: it has a time only, "
                                                     "and the file ends there",
                                                     open_->number));
            open_.reset();
        }
        keep();
    }

    TextLines lines_;
    Gathering gathering_;
    std::optional<Open> open_;
    bool any_ = false;
    bool any_named_ = false;
};

ReadResult read(std::string_view text) {
    if (without_blanks(text).find_first_not_of('\n') == std::string_view::npos) return {};
    return Reader(text).run();
}

Likeness recognise(std::string_view text) {
    TextLines lines(text);
    for (std::string_view line; lines.next(line);) {
        if (without_blanks(line).empty()) continue;
        const auto field = field_of(line);
        return field && field->word.empty() && parse_clock(field->value) ? Likeness::certain
                                                                         : Likeness::none;
    }
    return Likeness::none;
}

std::string write(const Document& document) {
    std::string out;
    std::size_t number = 0;
    for (const Chapter& chapter : document.chapters) {
        ++number;
        out += fmt::format("CHAPTER{:02}={}\nCHAPTER{:02}NAME={}\n", number,
                           timestamp_text(chapter.start), number, chapter.title);
    }
    return out.empty() ? "\n" : out;
}

}  // namespace

Format ogm() {
    return {.name = "ogm",
            .aliases = kAliases,
            .title = "OGM chapters (simple Matroska)",
            .extension = "txt",
            .media_type = "text/plain",
            .reference = "mkvmerge 74 manual, section Simple chapters",
            .holds = {.empty_titles = false},  // mkvmerge makes "Chapter 01" of them
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
