#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chapters/evaluation/evaluation.hpp"
#include "chapters/evaluation/matching.hpp"

/// What was found, arranged for comparison.
namespace revivre::chapters::evaluation {

/// One chapter that linking proposes: what all its proposals say together.
struct FoundChapter {
    ChapterKind kind = ChapterKind::section;
    Span span;
    std::vector<std::string> names;        ///< given as certain
    std::vector<std::string> new_persons;  ///< offered, of nobody who is known
    std::string session;                   ///< title given as certain, or empty
    std::set<std::string> evidence;        ///< ids
};

/// Something read in the picture.
struct FoundText {
    std::string id;
    Span span;
    std::optional<Box> box;
    std::string text;
};

struct Found {
    std::vector<FoundChapter> chapters;  ///< by start
    std::vector<Evidence> markers;       ///< those that a chapter rests on, by start
    std::vector<Time> cuts;
    std::vector<Span> dissolves;
    std::vector<Span> fades;
    std::vector<FoundText> captions;
    std::vector<FoundText> cards;
    std::vector<FoundText> slides;
    std::vector<Span> silences;
    std::set<std::string> known_names;  ///< as words, folded
    bool analysed = false;              ///< there is evidence of pictures or of sound

    /// Whether the indexer could know somebody of that name.
    [[nodiscard]] bool knows(const std::string& name) const;
};

Found arrange(const Observation& observed);

/// Whether both are the same words but for case, accents and punctuation.
bool same_words(const std::string& a, const std::string& b);

/// 1 minus the edits that turn one text into the other by the length of the longer one, both as
/// folded words: 1 for the same, 0 for nothing in common. Texts beyond 1,000 bytes are cut there.
double similarity(const std::string& a, const std::string& b);

}  // namespace revivre::chapters::evaluation
