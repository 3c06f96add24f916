#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The words around what a search has found in a text.
namespace revivre::chapters {

/// A piece of an excerpt. All pieces, one behind the other, are the excerpt.
struct ExcerptPart {
    std::string text;
    bool match = false;  ///< a word that was looked for
    bool operator==(const ExcerptPart&) const = default;
};

/// How many characters an excerpt shows beyond the word it is cut at: two lines of a page.
constexpr std::size_t kExcerptCharacters = 160;

/// At most `characters` (and one word more) of `text`, cut between words where most of `words`
/// stand, with "…" where it was cut and each of `words` marked. `words`: as `folded_words` gives
/// them; a word of the text matches when it begins with one of them, or is it when
/// that has one or two letters. Empty when none matches.
std::vector<ExcerptPart> excerpt(std::string_view text, std::span<const std::string> words,
                                 std::size_t characters = kExcerptCharacters);

/// The whole of `text`, with each of `words` marked; one part without a match when none is there.
std::vector<ExcerptPart> marked(std::string_view text, std::span<const std::string> words);

}  // namespace revivre::chapters
