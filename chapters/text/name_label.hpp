#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// The person that a speaker label names, with blanks for underscores: "Maëlys_Kerzhéro" is Maëlys
/// Kerzhéro. Empty unless it is two to six words of letters, of which the first and the last begin
/// with a capital and the others do too or are particles: "SPEAKER_00", "spk1", "Mary", "words" and
/// "Échanges avec la salle" name nobody.
std::string person_in_label(std::string_view label);

}  // namespace revivre::chapters
