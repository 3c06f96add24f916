#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "server/pages/messages.hpp"

/// Dates, times and proofs as a person says them.
namespace revivre::server::pages {

/// "14 mars 2019" of "2019-03-14", "mars 2019" of "2019-03"; any other text as it is.
std::string date_words(Language language, std::string_view iso_date);

/// "1 heure 2 minutes", to the second, without what is zero. Seconds are cut, not rounded.
std::string time_words(Language language, chapters::Time time);

/// "1 h 05", "9 min", "45 s": to the minute from one minute on, rounded.
std::string length_words(Language language, chapters::Time time);

/// ISO 8601 "PT3725.5S", for <time datetime>.
std::string duration_code(chapters::Time time);

/// Where a confirmed name comes from, by its kinds of evidence: "nom lu dans les chapitres du
/// fichier et confirmé par le programme". Empty when no kind is known.
std::string evidence_words(Language language, const std::vector<std::string>& kinds);

/// "présidente, Association X, animation": what is known of the credit beside the name.
std::string function_words(Language language, const chapters::Credit& credit);

}  // namespace revivre::server::pages
