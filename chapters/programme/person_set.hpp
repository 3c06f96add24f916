#pragma once

#include <cstddef>
#include <vector>

#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// Most persons kept of one session, or of the event; a day has dozens.
inline constexpr std::size_t kPersonLimit = 500;

/// Adds who is not there yet, up to kPersonLimit. A person named again keeps one entry, completed
/// by what the later mention adds.
void merge_person(std::vector<ProgrammePerson>& persons, ProgrammePerson person);

}  // namespace revivre::chapters::programmes
