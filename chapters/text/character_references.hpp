#pragma once

#include <string>
#include <string_view>

/// Character references of HTML. Numbers that are no characters become U+FFFD; what is no reference
/// stays. Texts must be UTF-8.
namespace revivre::chapters {

/// `text` with its character references decoded, once: `&amp;lt;` becomes `&lt;`. A reference must
/// end with its semicolon, so that "R&D" and "AT&Tot" stay: for titles of any source.
std::string decode_character_references(std::string_view text);

/// As HTML does in its text (not in attributes): old names without their semicolon, too, so that
/// `&notit;` becomes `¬it;`. For formats that say so (WebVTT).
std::string decode_html_references(std::string_view text);

}  // namespace revivre::chapters
