#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace revivre::chapters {

/// `bytes` as UTF-8, from a character set known by name, in any of the usual spellings: ISO-8859-1
/// to -16, Windows-125x, the Cyrillic, Greek, Thai, Macintosh and DOS sets, GBK, Big5, Shift_JIS,
/// EUC-JP, EUC-KR. ISO-8859-1 is read as Windows-1252, as browsers do. What has no character in the
/// set becomes U+FFFD. None for other names.
std::optional<std::string> from_charset(std::string_view bytes, std::string_view name);

/// `bytes`, which are no UTF-8, as UTF-8 from the character set that they look most like. French in
/// Windows-1252 or ISO-8859-15 is known by itself, however short, since a detector needs some
/// hundred letters for that; the rest is for libuchardet to say. Windows-1252 when nobody is sure.
std::string from_unknown_charset(std::string_view bytes);

}  // namespace revivre::chapters
