#include "chapters/programme/clock_phrases.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Reads times from the left; every step says whether it took something.
class ClockScanner {
  public:
    explicit ClockScanner(std::string_view text) : text_(text) {}

    std::optional<ClockPhrase> phrase() {
        take_any({"(", "["});
        take_any({"a partir de ", "à partir de ", "À partir de ", "dès ", "Dès ", "de ", "De ",
                  "from ", "vers ", "Vers ", "à ", "À "});
        ClockPhrase phrase;
        const auto start = first_time();
        if (!start) return std::nullopt;
        phrase.start = *start;
        phrase.end = range_end();
        if (phrase.end && *phrase.end <= phrase.start) phrase.end.reset();
        blanks_then({")", "]"});
        phrase.length = at_;
        return phrase;
    }

    std::optional<ClockTime> time() {
        const std::size_t begin = at_;
        const auto found = named_time() ? named_ : digital_time();
        if (!found ||
            (at_ < text_.size() && (is_digit(text_[at_]) || is_ascii_letter(text_[at_])))) {
            at_ = begin;
            return std::nullopt;
        }
        return found;
    }

  private:
    // "9-10h": a bare hour counts only when a range ends in a whole time.
    std::optional<ClockTime> first_time() {
        if (const auto found = time()) return found;
        const std::size_t begin = at_;
        const auto hour = number(2);
        if (hour && *hour < 24) {
            const std::size_t behind = at_;
            if (range_end()) {
                at_ = behind;
                return std::chrono::hours(*hour);
            }
        }
        at_ = begin;
        return std::nullopt;
    }

    std::optional<ClockTime> range_end() {
        const std::size_t begin = at_;
        skip_blanks();
        const bool separated = take_any(
            {"-", "–", "—", "/", ">", "→", "à ", "a ", "to ", "jusqu'à ", "jusqu’à ", "et ", "\t"});
        skip_blanks();
        const auto end = separated ? time() : std::nullopt;
        if (!end) at_ = begin;
        return end;
    }

    bool named_time() {
        static constexpr std::array<std::string_view, 3> noon_words{"midi", "Midi", "MIDI"};
        for (const std::string_view word : noon_words) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            named_ = std::chrono::hours(12);
            return true;
        }
        return false;
    }

    std::optional<ClockTime> digital_time() {
        const auto hour = number(2);
        if (!hour || *hour > 23) return std::nullopt;
        const auto minute = minutes_behind_hour();
        if (!minute || *minute > 59) return std::nullopt;
        return half_of_day(std::chrono::hours(*hour) + std::chrono::minutes(*minute));
    }

    std::optional<int> minutes_behind_hour() {
        if (take_any({":", "."})) {
            const bool dotted = text_[at_ - 1] == '.';
            const auto minute = number(2, 2);
            if (dotted && at_ < text_.size() && text_[at_] == '.') return std::nullopt;  // a date
            if (!dotted && take_any({":"}) && !number(2, 2)) return std::nullopt;        // seconds
            return minute;
        }
        const std::size_t begin = at_;
        skip_blanks();
        if (take_any({"heures", "heure", "h", "H"})) return minutes_behind_letter();
        at_ = begin;
        const std::size_t blank = at_ < text_.size() && text_[at_] == ' ' ? 1 : 0;
        const std::string_view rest = text_.substr(std::min(at_ + blank, text_.size()));
        const bool english = begins_folded(rest, "am") || begins_folded(rest, "pm");
        return english ? std::optional(0) : std::nullopt;
    }

    // "9 h 30" takes the number behind the blank only when it can be minutes.
    std::optional<int> minutes_behind_letter() {
        const std::size_t begin = at_;
        skip_blanks();
        const auto minute = number(2, 2);
        if (!minute) {
            at_ = begin;
            return 0;
        }
        const std::size_t behind = at_;
        skip_blanks();
        if (!take_any({"min", "mn"})) at_ = behind;
        return minute;
    }

    std::optional<ClockTime> half_of_day(ClockTime time) {
        const std::size_t begin = at_;
        skip_blanks();
        const std::string mark = fold(text_.substr(at_, 2));
        const bool ends = at_ + 2 >= text_.size() || !is_ascii_letter(text_[at_ + 2]);
        if ((mark != "am" && mark != "pm") || !ends) {
            at_ = begin;
            return time;
        }
        at_ += 2;
        const bool twelve = time >= std::chrono::hours(12) && time < std::chrono::hours(13);
        if (mark == "pm") return twelve ? time : time + std::chrono::hours(12);
        return twelve ? time - std::chrono::hours(12) : time;
    }

    std::optional<int> number(std::size_t longest, std::size_t shortest = 1) {
        std::size_t length = 0;
        int value = 0;
        while (at_ + length < text_.size() && is_digit(text_[at_ + length])) {
            if (++length > longest) return std::nullopt;
            value = value * 10 + (text_[at_ + length - 1] - '0');
        }
        if (length < shortest) return std::nullopt;
        at_ += length;
        return value;
    }

    bool take_any(std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return true;
        }
        return false;
    }

    void blanks_then(std::initializer_list<std::string_view> words) {
        const std::size_t begin = at_;
        skip_blanks();
        if (!take_any(words)) at_ = begin;
    }

    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<ClockTime> named_;
};

}  // namespace

std::optional<ClockPhrase> leading_clock(std::string_view text) {
    auto phrase = ClockScanner(text).phrase();
    if (phrase && phrase->start >= std::chrono::hours(24)) return std::nullopt;
    return phrase;
}

std::optional<ClockPhrase> whole_clock(std::string_view cell) {
    cell = trimmed(cell);
    const std::size_t date_end = cell.find('T');
    if (date_end == 10) {
        cell.remove_prefix(date_end + 1);
        cell = cell.substr(0, cell.find_first_of("Z+-"));
    }
    const auto phrase = leading_clock(cell);
    return phrase && phrase->length == cell.size() ? phrase : std::nullopt;
}

bool holds_clock(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
        if (begins && ClockScanner(text.substr(at)).time()) return true;
    }
    return false;
}

}  // namespace revivre::chapters::programmes
