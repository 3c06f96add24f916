#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters {

/// `text` in Unicode NFC (UAX #15); bytes that are no UTF-8 become U+FFFD.
std::string to_nfc(std::string_view text);

/// For comparison only: lower case, accents and ligatures taken apart and dropped (œ -> oe,
/// ç -> c), typographic apostrophes and hyphens made ASCII. Word boundaries stay as they are.
std::string fold(std::string_view text);

/// The words of `fold(text)`: runs of letters and digits.
std::vector<std::string> folded_words(std::string_view text);

}  // namespace revivre::chapters
