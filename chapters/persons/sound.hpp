#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters::persons {

/// A key that names have in common when they are said alike in French: "Delpech" and "Delpêche",
/// "Thibault" and "Thibaud". For comparison only; of folded words (chapters/text/fold.hpp) without
/// blanks. Letters other than a to z stay as they are.
std::string sound_of(std::string_view word);

}  // namespace revivre::chapters::persons
