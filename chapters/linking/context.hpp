#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "chapters/linking/name.hpp"
#include "chapters/linking/title.hpp"

namespace revivre::chapters::linking {

/// What is known of the words around a name before they are judged.
struct Known {
    const std::unordered_set<std::string>&
        of_person;  ///< words of the person's functions and organisations
    const std::unordered_set<std::string>& of_others;  ///< words of everybody's
    const std::vector<bool>& named;  ///< a flag a word of the title: part of somebody's name
};

/// What stands around the words of a title that name somebody.
struct Surroundings {
    std::vector<std::string> words;  ///< all others that carry meaning
    std::string description;  ///< first word behind "(" or "," after the name: a function, or not
    Gender civility = Gender::unknown;
    /// The name fills its segment but for a civility, a number, the person's function, or words
    /// that say that the person speaks ("Mot d'accueil de", "La parole est à", "… par"); and no
    /// other segment says that it is about the person, by somebody else, or that the person is not
    /// there.
    bool speaks = false;
};

Surroundings surroundings(const Title& title, std::size_t first, std::size_t last,
                          const Known& known);

/// Whether `words` hold most of what `text` says: three fifths of its meaning words.
bool says(const std::vector<std::string>& words, std::string_view text);

/// Whether a folded word begins a function whoever holds it: "maire", "sociologue", "directrice".
bool is_function_word(std::string_view word);

}  // namespace revivre::chapters::linking
