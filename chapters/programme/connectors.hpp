#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "chapters/model.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {

/// Words that lead over to persons: "animée par", "avec la participation de", "Intervenants :".
struct Connector {
    std::size_t begin = 0;   ///< first word
    std::size_t behind = 0;  ///< first word of what it leads to
    Role role = Role::speaker;
    bool label = false;      ///< a noun and a colon: what follows are persons
    bool keep_noun = false;  ///< "Allocution de": the noun stays part of the title
};

/// The connector that begins at word `i`.
std::optional<Connector> connector_at(std::string_view text, std::span<const Word> words,
                                      std::size_t i);

}  // namespace revivre::chapters::programmes
