#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {

/// Words [first, last) that have the shape of a person's name, and what speaks for it being one.
struct NamePhrase {
    std::size_t first = 0;  ///< the first word of the name, behind the civility
    std::size_t last = 0;
    bool civility = false;      ///< "Mme", "M.", "Dr" stands before it
    bool given_name = false;    ///< its first word is a common given name
    bool upper_family = false;  ///< a family name in capitals beside one that is not
};

/// The name that begins at word `i`, with or without civility: one or more capitalised words after
/// a civility, else two to five, with particles ("de", "Le", "van") between them. Nothing for
/// words that names do not have (see vocabulary.hpp).
std::optional<NamePhrase> name_at(std::string_view text, std::span<const Word> words,
                                  std::size_t i);

/// A name as we keep it: no civility, given name first, capitals only where names have them.
/// "Mme VAUQUELOU Hélène" -> "Hélène Vauquelou", "STÉPHANE LE FOLL" -> "Stéphane Le Foll".
std::string clean_person_name(std::string_view raw);

}  // namespace revivre::chapters::programmes
