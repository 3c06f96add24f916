#pragma once

#include <cstddef>

#include "chapters/exchange/document.hpp"

/// Speakers that stand in the titles of a list, for formats that have no other place for them.
namespace revivre::chapters {

/// Takes the persons before the dash of titles such as "Camille Aubrac, maire de Brézolles – La
/// place du marché" (also after a civility, several joined by "et") for the speakers of their
/// chapters, which become interventions with the rest as their title. Only titles that begin with
/// nothing but persons: a name with a function, or one that a civility, a common given name or
/// capitals prove (programme/person_phrases.hpp). The credits are proposed; chapters that have
/// credits already stay as they are. Gives how many chapters got speakers.
std::size_t propose_speakers_of_titles(Document& document);

}  // namespace revivre::chapters
