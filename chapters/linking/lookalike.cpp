// Which letters are taken for others: the confusions that Tesseract's own ambiguity table for
// French and English lists (unicharambigs: rn/m, vv/w, cl/d, ii/u, 0/O, 1/l/I, 5/S) and the digits
// that people list beside them. A class too many only makes two names one, and two who are near
// each other are both left out.

#include "chapters/linking/lookalike.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr std::array kAlike{std::pair{'0', 'o'}, std::pair{'1', 'i'}, std::pair{'l', 'i'},
                            std::pair{'j', 'i'}, std::pair{'|', 'i'}, std::pair{'!', 'i'},
                            std::pair{'5', 's'}, std::pair{'$', 's'}, std::pair{'8', 'b'},
                            std::pair{'6', 'g'}, std::pair{'9', 'g'}, std::pair{'q', 'g'},
                            std::pair{'2', 'z'}};
constexpr std::array<std::pair<std::string_view, char>, 8> kPairs{
    std::pair{"rn", 'm'}, std::pair{"vv", 'w'}, std::pair{"uw", 'w'}, std::pair{"cl", 'd'},
    std::pair{"ii", 'u'}, std::pair{"ll", 'u'}, std::pair{"il", 'u'}, std::pair{"li", 'u'}};

// Drawn nearly alike, so that a reader takes one for the other in small or soft print.
constexpr std::array<std::string_view, 16> kNearly{"ce", "co", "eo", "nu", "uv", "vy", "hb", "hn",
                                                   "nm", "nr", "ft", "ti", "fi", "hk", "wv", "mw"};
constexpr std::string_view kNarrow = "iltfrj1";  // lost or added inside a word

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           static_cast<unsigned char>(byte) >= 0x80;
}

// A stroke or exclamation mark that touches a letter was an l or an I.
bool stroke_in_word(std::string_view text, std::size_t i) {
    if (text[i] != '|' && text[i] != '!' && text[i] != '$') return false;
    return i + 1 < text.size() && is_letter(text[i + 1]);
}

char alike(char byte) {
    const auto found = std::ranges::find(kAlike, byte, &std::pair<char, char>::first);
    return found == kAlike.end() ? byte : found->second;
}

bool nearly_alike(char a, char b) {
    if (alike(a) == alike(b)) return true;
    return std::ranges::any_of(kNearly, [&](std::string_view pair) {
        return (pair[0] == alike(a) && pair[1] == alike(b)) ||
               (pair[0] == alike(b) && pair[1] == alike(a));
    });
}

// What it costs that the letter at `i` is lost: more than anything allows at either end.
std::size_t loss(std::string_view text, std::size_t i, std::size_t never) {
    const bool inside = i > 0 && i + 1 < text.size();
    return inside && kNarrow.find(text[i]) != std::string_view::npos ? 1 : never;
}

bool misread(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t never = limit + 1;
    std::vector<std::size_t> row(a.size() + 1, never);
    row[0] = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = never;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t taken = a[i - 1] == b[j - 1]               ? 0U
                                      : nearly_alike(a[i - 1], b[j - 1]) ? 1U
                                                                         : never;
            const std::size_t best = std::min({diagonal + taken, row[i] + loss(b, j - 1, never),
                                               row[i - 1] + loss(a, i - 1, never)});
            diagonal = row[i];
            row[i] = std::min(best, never);
        }
    }
    return row.back() <= limit;
}

}  // namespace

Print print_of(std::string_view text) {
    const std::string folded = fold(text);
    Print print;
    std::string strokes;  // the letters, with an l for everything that is one stroke and no i
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (is_letter(folded[i])) print.letters += folded[i];
        if (!is_letter(folded[i]) && !stroke_in_word(folded, i)) continue;
        const char byte = folded[i];
        strokes += byte == '1' || byte == '|' || byte == '!' ? 'l' : byte;
    }
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        const auto pair = std::ranges::find(kPairs, std::string_view(strokes).substr(i, 2),
                                            &std::pair<std::string_view, char>::first);
        print.shape += pair == kPairs.end() ? alike(strokes[i]) : pair->second;
        if (pair != kPairs.end()) ++i;
    }
    return print;
}

std::size_t edits(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > limit) return limit + 1;
    std::vector<std::size_t> row(a.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        std::size_t least = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
            least = std::min(least, row[i]);
        }
        if (least > limit) return limit + 1;
    }
    return row.back();
}

std::size_t edits(const Print& a, const Print& b, std::size_t limit) {
    const std::size_t by_shape = edits(a.shape, b.shape, limit);
    return by_shape == 0 ? 0 : std::min(by_shape, edits(a.letters, b.letters, limit));
}

bool may_be_misread(const Print& a, const Print& b, std::size_t limit) {
    return misread(a.shape, b.shape, limit) || misread(a.letters, b.letters, limit);
}

}  // namespace revivre::chapters::linking
