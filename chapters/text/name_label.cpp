#include "chapters/text/name_label.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <utf8proc.h>

#include "chapters/text/title.hpp"

namespace revivre::chapters {
namespace {

constexpr std::array<std::string_view, 22> kParticles{
    "de", "du", "des", "d'",  "d’",  "la",    "le", "les", "van", "von", "der",
    "di", "da", "do",  "dos", "del", "della", "el", "al",  "ben", "bin", "y"};

utf8proc_category_t first_category(std::string_view word) {
    utf8proc_int32_t code_point = -1;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()),
                     static_cast<utf8proc_ssize_t>(word.size()), &code_point);
    return code_point < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(code_point);
}

// Letters, with the marks that belong to them, and what joins the parts of a name.
bool is_word_of_letters(std::string_view word) {
    while (!word.empty()) {
        utf8proc_int32_t code_point = -1;
        const auto length =
            utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()),
                             static_cast<utf8proc_ssize_t>(word.size()), &code_point);
        if (length <= 0) return false;
        const auto category = utf8proc_category(code_point);
        const bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC;
        const bool joint = code_point == '-' || code_point == '\'' || code_point == '.' ||
                           code_point == 0x2019 || code_point == 0x2010;
        if (!letter && !joint) return false;
        word.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

// "Jean", "É.", "d'Estrévaux", and words of scripts that have no capitals.
bool is_capital(std::string_view word) {
    for (const std::string_view elision : {"d'", "d’", "l'", "l’"}) {
        if (word.starts_with(elision) && word.size() > elision.size()) {
            word.remove_prefix(elision.size());
            break;
        }
    }
    const auto category = first_category(word);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT ||
           category == UTF8PROC_CATEGORY_LO;
}

std::vector<std::string_view> words_of_line(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

std::string person_in_label(std::string_view label) {
    constexpr std::size_t kLongest = 120;  // bytes; longer labels are sentences
    constexpr std::size_t kMostWords = 6;
    if (label.size() > kLongest) return {};
    std::string blank(label);
    std::ranges::replace(blank, '_', ' ');
    const std::string line = clean_line(blank);
    const auto words = words_of_line(line);
    if (words.size() < 2 || words.size() > kMostWords) return {};
    if (!is_capital(words.front()) || !is_capital(words.back())) return {};
    const bool named = std::ranges::all_of(words, [](std::string_view word) {
        const bool particle = std::ranges::find(kParticles, word) != kParticles.end();
        return is_word_of_letters(word) && (particle || is_capital(word));
    });
    return named ? line : std::string();
}

}  // namespace revivre::chapters
