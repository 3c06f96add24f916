#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/programme/programme.hpp"

/// What sentences and header lines say of the day itself: its title, date, place and organiser.
namespace revivre::chapters::programmes {

/// The quoted title behind a word for an event: "une rencontre « Nos quartiers »".
std::optional<std::string> event_title_in(std::string_view sentence);

/// "organisée par la Ville de Saint-Aubrel", "La Ville de Saint-Aubrel a organisé …"; without its
/// article.
std::optional<std::string> organiser_in(std::string_view sentence);

/// "s'est tenue à Saint-Aubrel", "au niveau de Val d'Orvanne Agglomération".
std::optional<std::string> place_in(std::string_view sentence);

/// Takes what one line above the sessions says into what the programme does not say yet. False
/// when it says nothing of the kind.
bool read_header_line(std::string_view line, Programme& programme);

}  // namespace revivre::chapters::programmes
