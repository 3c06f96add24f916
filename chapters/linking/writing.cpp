#include "chapters/linking/writing.hpp"

#include <algorithm>

#include "chapters/linking/context.hpp"

namespace revivre::chapters::linking {

bool holds_function_word(const Title& title, std::size_t first, std::size_t last) {
    return std::any_of(title.words.begin() + static_cast<std::ptrdiff_t>(first),
                       title.words.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const TitleWord& word) { return is_function_word(word.text); });
}

// Names are written with capitals, unless the whole title is without any.
bool written_as_name(const Title& title, std::size_t first, std::size_t last) {
    const auto capital = [](const TitleWord& word) {
        return word.capital || is_particle(word.text);
    };
    if (std::ranges::none_of(title.words, &TitleWord::capital)) return true;
    return std::all_of(title.words.begin() + static_cast<std::ptrdiff_t>(first),
                       title.words.begin() + static_cast<std::ptrdiff_t>(last), capital);
}

bool same_words(const Title& title, std::size_t first, std::size_t last, const PersonName& name) {
    return std::all_of(title.words.begin() + static_cast<std::ptrdiff_t>(first),
                       title.words.begin() + static_cast<std::ptrdiff_t>(last),
                       [&](const TitleWord& word) {
                           return std::ranges::find(name.given, word.text) != name.given.end() ||
                                  std::ranges::find(name.family, word.text) != name.family.end();
                       });
}

// "LE FOLL Stéphane", "Le Foll, Stéphane": the family name comes first and is set apart.
bool family_set_apart(const Title& title, std::size_t first, std::size_t last,
                      std::size_t family_words) {
    if (title.words[first].segment != title.words[last - 1].segment) return true;
    const std::size_t family_end = std::min(last, first + family_words);
    for (std::size_t i = first; i < family_end; ++i) {
        if (!title.words[i].capitals &&
            !(title.words[i].text.size() == 1 && title.words[i].capital))
            return false;
    }
    return family_end < last && !title.words[last - 1].capitals;
}

}  // namespace revivre::chapters::linking
