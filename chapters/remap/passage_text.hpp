#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/remap/passage.hpp"

namespace revivre::chapters::remap {

/// A passage as libraries keep it, in one line of JSON:
/// {"start_ms","end_ms","knots":[[at,shift]…]}. DO NOT CHANGE THE NAMES.
std::string text_of(const Passage& passage);

/// Nothing when the text is none of `text_of`.
std::optional<Passage> passage_from(std::string_view text);

}  // namespace revivre::chapters::remap
