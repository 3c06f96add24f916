#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// `text` with its character references decoded, once: `&amp;lt;` becomes `&lt;`. Knows numbers
/// (decimal, hexadecimal) and the names of HTML 4.01 that titles are written with; a reference
/// without its semicolon or with an unknown name stays as it is, as in "R&D" or "AT&T".
/// `text` must be UTF-8.
std::string decode_character_references(std::string_view text);

}  // namespace revivre::chapters
