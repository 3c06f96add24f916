#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chapters/programme/lines.hpp"
#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// A person and a passage quoted from this person.
struct QuotedPerson {
    ProgrammePerson person;
    std::size_t lines = 1;  ///< how many lines it takes
    bool proven = false;    ///< its form alone shows that this is a person
};

/// The quotation with its author that begins at line `i`: the name on a line and the passage on the
/// next, the passage and then its author, or "Name, function : « … »".
std::optional<QuotedPerson> quoted_person_at(std::span<const TextLine> lines, std::size_t i);

}  // namespace revivre::chapters::programmes
