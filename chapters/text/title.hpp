#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// Longest title kept, in code points; longer ones are cut at a character and end with "…".
/// formats.md's longest real title has 4,000.
inline constexpr std::size_t kTitleLimit = 4000;

/// A text as one clean line: invalid bytes replaced, byte order mark and control characters
/// dropped, white space made single blanks, NFC. The no-break and thin spaces of typography ("10
/// 000", "Oui !") and the wide space of Japanese stay inside, and go at its ends.
std::string clean_line(std::string_view raw);

/// The same with character references decoded once: for sources that write "&eacute;" into plain
/// text.
std::string clean_title(std::string_view raw);

}  // namespace revivre::chapters
