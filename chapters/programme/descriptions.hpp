#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters::programmes {

/// What stands behind a name.
struct Description {
    std::string function;
    std::string organisation;
    std::optional<Role> role;  ///< when a part of it is but a role: "(modératrice)"
};

/// Function and organisation are parted by a comma, a dash or parentheses, or by "à", "au", "chez"
/// before an institution; else all is function, or organisation when it begins like one.
Description description_of(std::string_view text);

/// A function that several share, said of one: "élus municipaux de X" -> "élu(e) municipal(e) de
/// X". Where French plurals hide the gender, both forms are kept: the text does not give it.
std::string function_for_one(std::string_view plural);

}  // namespace revivre::chapters::programmes
