#pragma once

#include <cstddef>
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

/// Where a word stands in a text, in bytes, and that word as `folded_words` gives it.
struct WordPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string folded;  ///< empty for the rare signs that fold into several words, such as "½"
    bool operator==(const WordPlace&) const = default;
};

/// The words of a text where they stand, in order.
std::vector<WordPlace> word_places(std::string_view text);

}  // namespace revivre::chapters
