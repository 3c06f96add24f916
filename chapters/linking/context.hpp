#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/linking/name.hpp"
#include "chapters/linking/title.hpp"

namespace revivre::chapters::linking {

/// What stands around the words of a title that name somebody.
struct Surroundings {
    std::vector<std::string> words;  ///< all others that carry meaning
    std::string description;  ///< first word behind "(" or "," after the name: a function, or not
    Gender civility = Gender::unknown;
    /// The title is about the person, addresses them or says that they are not there ("Hommage à",
    /// "Question à", "en remplacement de", "excusé"): they are no speaker by it.
    bool mention = false;
};

Surroundings surroundings(const Title& title, std::size_t first, std::size_t last);

/// Whether `words` hold most of what `text` says: three fifths of its meaning words.
bool says(const std::vector<std::string>& words, std::string_view text);

/// Whether a folded word begins a function whoever holds it: "maire", "sociologue", "directrice".
bool is_function_word(std::string_view word);

}  // namespace revivre::chapters::linking
