#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace revivre::chapters::persons {

/// An identifier of a person in its one form, or nothing when it is none. What people copy is
/// taken: whole addresses of the register, blanks and hyphens between digits.
///   wikidata: "Q42"
///   isni, idref: with a right check character (ISO 27729: ISO 7064 MOD 11-2; IdRef: the same sum
///   as ISSN's, modulo 11 with weights), "0000000121032683", "026927608"
///   viaf: digits
///   url: an http(s) address
/// Throws Error{invalid_input} for a scheme that is none of these.
std::optional<std::string> identifier(std::string_view scheme, std::string_view raw);

}  // namespace revivre::chapters::persons
