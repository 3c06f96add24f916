#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// `text` with its character references decoded as HTML does in its text (not in attributes): all
/// names, the old ones without their semicolon too, so that `&notit;` becomes `¬it;`; numbers that
/// are no characters become U+FFFD. What is no reference stays. `text` must be UTF-8.
///
/// For formats that say so (WebVTT). Titles of other sources: decode_character_references(), which
/// leaves "R&D" and "AT&Tot" alone.
std::string decode_html_references(std::string_view text);

}  // namespace revivre::chapters
