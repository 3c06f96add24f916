#include "chapters/linking/title.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <utf8proc.h>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr std::array<std::string_view, 52> kStopWords{
    "a",   "au",   "aux", "avec", "by",   "c",     "ce",   "ces", "cette", "d",  "dans",
    "de",  "des",  "du",  "elle", "en",   "entre", "est",  "et",  "for",   "il", "in",
    "l",   "la",   "le",  "les",  "leur", "mais",  "n",    "nos", "notre", "of", "ou",
    "par", "pour", "qu",  "que",  "quel", "quels", "qui",  "s",   "sa",    "se", "ses",
    "son", "sont", "sur", "the",  "un",   "une",   "vers", "y"};

constexpr std::array<std::string_view, 18> kFillerWords{
    "generique", "debut", "fin",  "intro",  "chapitre", "chapter", "partie", "part", "piste",
    "track",     "titre", "logo", "jingle", "credits",  "start",   "end",    "test", "mire"};

constexpr std::array<std::string_view, 9> kPauseWords{
    "pause", "dejeuner", "entracte", "break", "lunch", "cafe", "coffee", "interruption", "buffet"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

// Decodes one code point of valid UTF-8 and says how many bytes it took.
std::pair<std::uint32_t, std::size_t> code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > text.size() || length == 1) return {first, 1};
    std::uint32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(i) & 0x3FU);
    return {value, length};
}

// 0: part of a word. ' ': parts words. Anything else: parts segments, and is how they are opened.
char boundary(std::uint32_t point, bool after_blank, bool before_blank) {
    switch (point) {
        case ' ':
        case '\t':
        case 0xA0:
        case 0x202F:
        case '\'':
        case 0x2019:
        case 0x2BC:
        case '.':
        case '_':
            return ' ';
        case ',':
        case ';':
            return ',';
        case ':':
        case '/':
        case '|':
        case 0x2022:
        case '>':
            return ':';
        case '(':
        case '[':
        case ')':
        case ']':
            return '(';
        case '"':
        case 0xAB:
        case 0xBB:
        case 0x201C:
        case 0x201D:
            return '"';
        case '-':
        case 0x2010:
        case 0x2011:
        case 0x2013:
        case 0x2014:
            return after_blank && before_blank ? '-' : ' ';
        case '!':
        case '?':
        case '*':
        case '#':
        case '&':
        case '+':
        case '=':
            return ' ';
        default:
            return '\0';
    }
}

// A capital anywhere: a slip may have moved it inside ("eN'Dioumé").
bool has_capital(std::string_view raw) {
    while (!raw.empty()) {
        const auto [point, length] = code_point(raw);
        if (utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_LU)
            return true;
        raw.remove_prefix(length);
    }
    return false;
}

// Capitals as keyboards make them: an accented letter may have stayed small ("KERZHéRO").
bool in_capitals(std::string_view raw) {
    const bool small =
        std::ranges::any_of(raw, [](char byte) { return byte >= 'a' && byte <= 'z'; });
    const auto capitals =
        std::ranges::count_if(raw, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
    return !small && capitals > 0 && raw.size() > 1;
}

class TitleParser {
  public:
    explicit TitleParser(std::string_view text) : text_(text) {}

    Title parse() {
        for (std::size_t i = 0; i < text_.size();) {
            const auto [point, length] = code_point(text_.substr(i));
            const bool after_blank = i == 0 || text_[i - 1] == ' ';
            const bool before_blank = i + length >= text_.size() || text_[i + length] == ' ';
            const char bound = boundary(point, after_blank, before_blank);
            if (bound == '\0') {
                if (raw_.empty()) begin_ = i;
                raw_ = text_.substr(begin_, i + length - begin_);
            } else {
                end_word(point == '.');
                // What follows a hyphen or an apostrophe goes on with the word before it.
                capital_ = bound == ' ' && !after_blank && point != '.' && point != ' ' &&
                           !title_.words.empty() && title_.words.back().capital;
                if (bound != ' ') pending_opener_ = bound;
            }
            i += length;
        }
        end_word(false);
        title_.begins.push_back(title_.words.size());
        return std::move(title_);
    }

  private:
    void end_word(bool dotted) {
        if (raw_.empty()) return;
        std::string folded = fold(raw_);
        std::erase_if(folded, [](char byte) { return byte == ' ' || byte == '-' || byte == '\''; });
        if (!folded.empty()) {
            add({.text = std::move(folded),
                 .begin = begin_,
                 .end = begin_ + raw_.size(),
                 .segment = 0,
                 .capital = capital_ || has_capital(raw_),
                 .capitals = in_capitals(raw_),
                 .dotted = dotted});
        }
        raw_ = {};
    }

    void add(TitleWord word) {
        if (title_.words.empty() || pending_opener_ != '\0') {
            title_.begins.push_back(title_.words.size());
            title_.openers.push_back(pending_opener_);
            pending_opener_ = '\0';
        }
        word.segment = title_.segments() - 1;
        title_.words.push_back(std::move(word));
    }

    std::string_view text_;
    std::string_view raw_;
    std::size_t begin_ = 0;
    bool capital_ = false;
    char pending_opener_ = '\0';
    Title title_;
};

bool is_number(std::string_view word) {
    return std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

}  // namespace

Title parse_title(std::string_view title) {
    return TitleParser(title).parse();
}

bool is_stop_word(std::string_view word) {
    return among(kStopWords, word);
}

bool is_filler(const Title& title) {
    return std::ranges::all_of(title.words, [](const TitleWord& word) {
        return is_number(word.text) || is_stop_word(word.text) || among(kFillerWords, word.text);
    });
}

bool is_pause(const Title& title) {
    return !title.words.empty() && among(kPauseWords, title.words.front().text);
}

}  // namespace revivre::chapters::linking
