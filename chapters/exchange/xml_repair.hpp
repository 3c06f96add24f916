#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// An XML text that is none, written so that it is one, with the same words: a "<" before no name
/// becomes a character reference, an element that was left open is closed where one around it is,
/// and what closes nothing goes. A "br" is always empty, as HTML has it. References to characters
/// by the names that HTML has, and XML has not, become these characters. Nothing is left out but
/// tags, so that lines keep their numbers.
///
/// The same text when it is nested deeper than a tree may be. `text` must be UTF-8.
std::string repaired_xml(std::string_view text);

/// True when a text has references that only HTML knows ("&eacute;"), outside of CDATA or not.
bool has_html_references(std::string_view text);

}  // namespace revivre::chapters
