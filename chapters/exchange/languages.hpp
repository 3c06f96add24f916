#pragma once

#include <string>
#include <string_view>

/// Media files name languages by three letters (ISO 639-2), the web and our model by tags (BCP 47).
namespace revivre::chapters {

/// The BCP 47 tag of an ISO 639-2 code: two letters where there are some ("fre", "fra" -> "fr"),
/// else the code itself ("grc"). A country that follows stays ("fre-ca" -> "fr-CA"). Empty for
/// "und" (undetermined), for "mis", and for what is no code.
std::string tag_of_iso639(std::string_view code);

/// The ISO 639-2 code, bibliographic form ("fre"), of a BCP 47 tag's language; "und" when the tag
/// is empty or its language has no such code.
std::string iso639_of_tag(std::string_view tag);

/// Whether `tag` has the shape of BCP 47 (RFC 5646, section 2.1): letters first, then parts of one
/// to eight letters or digits. Does not look whether it was registered.
bool is_bcp47_tag(std::string_view tag);

}  // namespace revivre::chapters
