#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// Chapters as tests compare them, one a line: two blanks a level, "start-end title", an end that
/// is not said left out, "@1" behind what is on another medium than the first.
std::string outline(const std::vector<Chapter>& chapters, std::string_view indent = "");

/// The messages of all diagnostics, one a line.
std::string told(const ReadResult& result);

}  // namespace revivre::chapters
