#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters::linking {

/// The parts of what was read from the picture, in their order: its lines, taken apart at dashes
/// and strokes that stand between blanks, at commas, semicolons and brackets; without the signs and
/// lone small letters that borders and rules are taken for at either end. At most 8 parts, of the
/// first 400 bytes.
std::vector<std::string> caption_parts(std::string_view text);

}  // namespace revivre::chapters::linking
