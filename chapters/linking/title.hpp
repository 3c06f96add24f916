#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters::linking {

/// One word of a marker's title, folded, with what its writing said.
struct TitleWord {
    std::string text;       ///< folded, never empty
    std::size_t begin = 0;  ///< where it stands in the title, in bytes: [begin, end)
    std::size_t end = 0;
    std::size_t segment = 0;  ///< which part of the title, between dashes, commas, brackets…
    bool capital = false;     ///< has one, or goes on with a word that has ("Floc'hmoën")
    bool capitals = false;    ///< written in capitals throughout: how family names are set apart
    bool dotted = false;      ///< followed by a full stop: "M.", "S."
    bool operator==(const TitleWord&) const = default;
};

/// A title in words and segments. Segments end at , ; : / | • brackets, quotation marks, and at
/// dashes that stand between blanks; hyphens and apostrophes only part words.
struct Title {
    std::vector<TitleWord> words;
    std::vector<std::size_t> begins;  ///< the first word of each segment, then words.size()
    std::vector<char> openers;        ///< what stands before each segment: '\0', '-', ',', '('…

    [[nodiscard]] std::size_t segments() const noexcept { return openers.size(); }
};

Title parse_title(std::string_view title);

/// Words that say little about what a title is about: "de", "la", "et", "avec"…
bool is_stop_word(std::string_view word);

/// A title that names no part of the programme: "Générique", "Début", "Chapitre 3", digits only…
bool is_filler(const Title& title);

/// A break: "Pause café", "Déjeuner"…
bool is_pause(const Title& title);

}  // namespace revivre::chapters::linking
