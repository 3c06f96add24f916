#pragma once

#include <string>
#include <string_view>

#include "chapters/text/utf8.hpp"

namespace revivre::chapters {

/// A text file's bytes as UTF-8 without byte order mark and with "\n" line ends, whatever mixture
/// of CR, LF and CRLF there was. Decides by the mark (UTF-8, UTF-16, UTF-32), by the zero bytes of
/// UTF-16 without one, and else by content: well-formed UTF-8 stays; the rest is read in the
/// character set that an XML declaration names, or in the one that it looks like (charset.hpp).
/// Never throws.
std::string decode_text(std::string_view bytes);

}  // namespace revivre::chapters
