#include "chapters/programme/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <utf8proc.h>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

struct Character {
    std::int32_t code_point = 0xFFFD;
    std::size_t length = 1;
};

Character character_at(std::string_view text, std::size_t at) {
    Character character;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at),
                                         &character.code_point);
    if (length > 0) {
        character.length = static_cast<std::size_t>(length);
    } else {
        character.code_point = 0xFFFD;
    }
    return character;
}

bool is_letter(std::int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
            return true;
        default:
            return false;
    }
}

bool is_word_character(std::int32_t c) {
    return is_letter(c) || utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_upper(std::int32_t c) {
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool is_apostrophe(std::int32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

bool is_hyphen(std::int32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

// fold(), which ASCII does not need: most words of French are, and all words are folded.
std::string folded(std::string_view raw) {
    std::string out(raw);
    for (char& c : out) {
        if (static_cast<unsigned char>(c) >= 0x80) return fold(raw);
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

// Articles, pronouns and conjunctions that lose their vowel.
bool is_elision(std::string_view raw) {
    static constexpr std::array<std::string_view, 16> elided_words{
        "l",  "d",     "j",      "n",      "s",      "c", "m", "t",
        "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "L", "D", "Qu"};
    return std::ranges::find(elided_words, raw) != elided_words.end();
}

// Reads one word; what it has seen of its letters decides `capital` and `upper`.
class WordScanner {
  public:
    WordScanner(std::string_view text, std::size_t begin) : text_(text), at_(begin) {
        word_.begin = begin;
    }

    Word scan() {
        while (at_ < text_.size() && step()) {
        }
        word_.end = at_;
        std::string_view raw = text_.substr(word_.begin, word_.end - word_.begin);
        if (word_.elided) raw = raw.substr(0, letters_end_ - word_.begin);
        word_.folded = folded(raw);
        word_.upper = letters_ >= 2 && uppers_ == letters_;
        return std::move(word_);
    }

  private:
    bool step() {
        const Character c = character_at(text_, at_);
        if (is_word_character(c.code_point)) {
            take(c);
            return true;
        }
        const bool followed = at_ + c.length < text_.size() &&
                              is_word_character(character_at(text_, at_ + c.length).code_point);
        if (is_apostrophe(c.code_point)) return take_apostrophe(c, followed);
        if (is_hyphen(c.code_point) && followed) return pass(c);
        if (c.code_point == '.' && letters_since_dot_ == 1 && uppers_ == letters_) {
            word_.abbreviated = true;
            letters_since_dot_ = 0;
            pass(c);
            // "J.-P.", but not "J. P."
            return at_ < text_.size() && text_[at_] == '-';
        }
        return false;
    }

    void take(const Character& c) {
        if (at_ == word_.begin) word_.capital = is_upper(c.code_point);
        if (is_letter(c.code_point)) {
            ++letters_;
            ++letters_since_dot_;
            uppers_ += is_upper(c.code_point) ? 1U : 0U;
        }
        pass(c);
    }

    bool take_apostrophe(const Character& c, bool followed) {
        if (!is_elision(text_.substr(word_.begin, at_ - word_.begin))) return followed && pass(c);
        letters_end_ = at_;
        pass(c);
        word_.elided = true;
        return false;
    }

    bool pass(const Character& c) {
        at_ += c.length;
        return true;
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t letters_end_ = 0;
    std::size_t letters_ = 0;
    std::size_t letters_since_dot_ = 0;
    std::size_t uppers_ = 0;
    Word word_;
};

bool only_blanks(std::string_view text) {
    return text.find_first_not_of(' ') == std::string_view::npos;
}

// The character that `text` begins with, if `set` holds it; its length.
std::size_t leading_of(std::string_view text, std::string_view set) {
    if (text.empty()) return 0;
    const std::size_t length = character_at(text, 0).length;
    return set.find(text.substr(0, length)) == std::string_view::npos ? 0 : length;
}

std::size_t trailing_of(std::string_view text, std::string_view set) {
    if (text.empty()) return 0;
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    return set.find(text.substr(begin)) == std::string_view::npos ? 0 : text.size() - begin;
}

void append_encoded(std::string& out, std::int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto count = utf8proc_encode_char(code_point, bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kMarks{
    std::pair<std::string_view, std::string_view>{"«", "»"},
    std::pair<std::string_view, std::string_view>{"“", "”"},
    std::pair<std::string_view, std::string_view>{"„", "“"},
    std::pair<std::string_view, std::string_view>{"\"", "\""}};

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        if (!is_word_character(c.code_point)) {
            at += c.length;
            continue;
        }
        Word word = WordScanner(text, at).scan();
        word.adjacent = !words.empty() && only_blanks(text.substr(end, at - end));
        end = at = word.end;
        words.push_back(std::move(word));
    }
    return words;
}

std::string_view gap_before(std::string_view text, std::span<const Word> words, std::size_t i) {
    const std::size_t begin = i == 0 || words.empty() ? 0 : words[i - 1].end;
    const std::size_t end = i < words.size() ? words[i].begin : text.size();
    return text.substr(begin, end - begin);
}

std::string_view text_of(std::string_view text, std::span<const Word> words, std::size_t first,
                         std::size_t last) {
    if (first >= last || last > words.size()) return {};
    return text.substr(words[first].begin, words[last - 1].end - words[first].begin);
}

std::string_view trimmed(std::string_view text, std::string_view also) {
    const auto trims = [&](std::size_t (*length_of)(std::string_view, std::string_view)) {
        const std::size_t blank = length_of(text, " \t\n");
        return blank > 0 || also.empty() ? blank : length_of(text, also);
    };
    for (std::size_t length = trims(leading_of); length > 0; length = trims(leading_of)) {
        text.remove_prefix(length);
    }
    for (std::size_t length = trims(trailing_of); length > 0; length = trims(trailing_of)) {
        text.remove_suffix(length);
    }
    return text;
}

std::string_view without_separators(std::string_view text) {
    static constexpr std::string_view separators = ",;:-–—|/>→•·*_";
    text = trimmed(text, separators);
    if (text.ends_with('.') && !text.ends_with("..")) {
        text = trimmed(text.substr(0, text.size() - 1), separators);
    }
    return text;
}

std::string lower_case(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        append_encoded(out, utf8proc_tolower(c.code_point));
        at += c.length;
    }
    return out;
}

std::string with_capital(std::string_view text) {
    if (text.empty()) return {};
    const Character c = character_at(text, 0);
    std::string out;
    append_encoded(out, utf8proc_toupper(c.code_point));
    return out.append(text.substr(c.length));
}

bool begins_folded(std::string_view text, std::string_view prefix) {
    // A folded text is at most as long as its source but for ligatures; four bytes a letter cover
    // every source of `prefix`.
    return fold(text.substr(0, prefix.size() * 4)).starts_with(prefix);
}

std::vector<Quotation> quotations_of(std::string_view text) {
    std::vector<Quotation> found;
    std::array<bool, kMarks.size()> unclosed{};
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (std::size_t mark = 0; mark < kMarks.size(); ++mark) {
            const auto& [open, close] = kMarks.at(mark);
            if (unclosed.at(mark) || !text.substr(at).starts_with(open)) continue;
            const std::size_t begin = at + open.size();
            const std::size_t end = text.find(close, begin);
            // Once a mark finds no end, later ones of its kind find none either.
            unclosed.at(mark) = end == std::string_view::npos;
            if (unclosed.at(mark)) continue;
            found.push_back({at, end + close.size(), trimmed(text.substr(begin, end - begin))});
            at = end + close.size() - 1;
            break;
        }
    }
    return found;
}

std::size_t opening_mark_length(std::string_view text) {
    for (const auto& [open, close] : kMarks) {
        if (text.starts_with(open)) return open.size();
    }
    return 0;
}

}  // namespace revivre::chapters::programmes
