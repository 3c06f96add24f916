#pragma once

#include <cstddef>

#include "chapters/linking/name.hpp"
#include "chapters/linking/title.hpp"

/// How the words [first, last) of a title are written, which says whether they are a name.
namespace revivre::chapters::linking {

/// One of them begins a function: "Maire Durand" is no slip for "Marie Durand".
bool holds_function_word(const Title& title, std::size_t first, std::size_t last);

/// All but particles have a capital, or the whole title is without any.
bool written_as_name(const Title& title, std::size_t first, std::size_t last);

/// Each is a word of the name.
bool same_words(const Title& title, std::size_t first, std::size_t last, const PersonName& name);

/// "LE FOLL Stéphane", "Le Foll, Stéphane": the family name comes first and is set apart.
bool family_set_apart(const Title& title, std::size_t first, std::size_t last,
                      std::size_t family_words);

}  // namespace revivre::chapters::linking
