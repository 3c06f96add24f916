#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters::persons {

/// What makes two names one, or nearly so.
enum class Likeness {
    same,      ///< letter for letter
    accents,   ///< or case, hyphens, apostrophes, blanks
    order,     ///< family name first
    particle,  ///< "Le Foll", "Foll"
    sound,     ///< said alike in French
    letters,   ///< one or two letters more, less, others or exchanged
    initial,   ///< "S. Le Foll"
    part,      ///< one of several given or family names is missing
};

std::string_view name_of(Likeness likeness) noexcept;

/// A person who could be taken for somebody else.
struct NearName {
    std::size_t person = 0;  ///< place in the span
    std::string name{};      ///< which of their names: the main one or a variant
    double score = 0;        ///< 0 to 1
    Likeness why = Likeness::same;
    bool operator==(const NearName&) const = default;
};

/// Who of `known` could be confused with a person called `name`, most alike first, at most once
/// each; equals in the order of the span. Both the given and the family name must be alike: those
/// who only share one are not near. Cost: some 10 µs a known name.
std::vector<NearName> near_names(std::string_view name, std::span<const Person> known);

}  // namespace revivre::chapters::persons
