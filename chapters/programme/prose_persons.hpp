#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// All persons a sentence of running text names with a proof: a civility, a function beside the
/// name, a list of names behind the function they share ("les élus – A, B et C –"), or a word that
/// leads over to persons ("animée par", "a réuni") before a common given name.
std::vector<ProgrammePerson> persons_in_sentence(std::string_view sentence);

/// The functions that a sentence lists behind "respectivement", in order, without articles; empty
/// without at least two.
std::vector<std::string> respective_functions(std::string_view sentence);

}  // namespace revivre::chapters::programmes
