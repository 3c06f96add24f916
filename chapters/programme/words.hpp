#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Words of a line with their places, so that rules look at folded words and take the text as it
/// was written.
namespace revivre::chapters::programmes {

/// A run of letters and digits, inner hyphens and apostrophes included ("Jean-Côme", "N'Dioumé").
/// An elided article ("l’", "d'") is a word of its own and includes its apostrophe.
struct Word {
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;
    std::string folded;        ///< fold() without the apostrophe of an elided article
    bool capital = false;      ///< begins with an upper-case letter
    bool upper = false;        ///< at least two letters, all upper case
    bool elided = false;       ///< "l'", "d'", "qu'"
    bool adjacent = false;     ///< only blanks, or nothing, between the word before and this one
    bool abbreviated = false;  ///< an initial with its dot: "J.", "J.-P."
};

/// All words of `text`, in order.
std::vector<Word> words_of(std::string_view text);

/// What stands between word `i` and the word before it (or the beginning); `i` may be the number
/// of words: then what stands after the last.
std::string_view gap_before(std::string_view text, std::span<const Word> words, std::size_t i);

/// The text from the first byte of word `first` to the last of word `last - 1`; empty if none.
std::string_view text_of(std::string_view text, std::span<const Word> words, std::size_t first,
                         std::size_t last);

/// Without blanks, and without any of `also`, at both ends. `also` is a list of whole characters.
std::string_view trimmed(std::string_view text, std::string_view also = {});

/// Without blanks and the punctuation that only separates (, ; : dashes, bars) at both ends, and
/// without one final full stop.
std::string_view without_separators(std::string_view text);

/// `text` in lower case; `text` with its first letter in upper case.
std::string lower_case(std::string_view text);
std::string with_capital(std::string_view text);

/// True for what begins with `prefix` once folded. `prefix` is folded already.
bool begins_folded(std::string_view text, std::string_view prefix);

/// One beginning and its end in `text`, quotation marks excluded: « », “ ”, or straight ones.
struct Quotation {
    std::size_t begin = 0;  ///< of the opening mark
    std::size_t end = 0;    ///< behind the closing mark
    std::string_view inner;
};

/// Closed quotations of `text`, in order, not nested.
std::vector<Quotation> quotations_of(std::string_view text);

/// The length of the quotation mark that may open at the beginning of `text`; 0 when none does.
std::size_t opening_mark_length(std::string_view text);

}  // namespace revivre::chapters::programmes
