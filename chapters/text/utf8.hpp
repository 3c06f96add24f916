#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// Stands for what could not be read (U+FFFD).
inline constexpr char32_t kReplacement = 0xFFFD;

/// Adds the UTF-8 of a character (RFC 3629); U+FFFD for what is none.
void append_utf8(std::string& out, char32_t c);

/// True when `bytes` is well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view bytes);

/// True when it is, but for few places: a text that was cut or damaged, not one in another set.
bool is_mostly_utf8(std::string_view bytes);

/// `bytes` with U+FFFD for each byte that is not part of a well-formed sequence.
std::string repaired_utf8(std::string_view bytes);

}  // namespace revivre::chapters
