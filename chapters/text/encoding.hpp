#pragma once

#include <string>
#include <string_view>

namespace revivre::chapters {

/// True when `bytes` is well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view bytes);

/// A text file's bytes as UTF-8 without byte order mark and with "\n" line ends. Decides by the
/// mark (UTF-8, UTF-16), else by content: well-formed UTF-8 stays, the rest is read as
/// Windows-1252, which is what French spreadsheets write. Never throws.
std::string decode_text(std::string_view bytes);

}  // namespace revivre::chapters
