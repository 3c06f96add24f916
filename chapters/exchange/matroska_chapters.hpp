#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/holds.hpp"
#include "chapters/exchange/losses.hpp"

/// The chapters of Matroska (RFC 9559, sections 5.1.7 and 20), which stand in media files as EBML
/// and beside them as XML. Both readers fill these, and one function makes a document of them.
namespace revivre::chapters {

/// A title in one or several languages.
struct MatroskaDisplay {
    /// Says nothing at all.
    [[nodiscard]] bool empty() const { return text.empty() && codes.empty() && tags.empty(); }

    std::string text;
    std::vector<std::string> codes;  ///< ChapLanguage: ISO 639-2; empty: not said
    std::vector<std::string> tags;   ///< ChapLanguageBCP47; where there is one, codes do not count
};

struct MatroskaAtom {
    std::uint64_t uid = 0;
    std::string string_uid;
    std::optional<Time> start;  ///< none: absent, or no time
    std::optional<Time> end;
    bool hidden = false;
    bool enabled = true;
    bool elsewhere = false;  ///< a part of another file
    std::vector<MatroskaDisplay> displays;
    std::vector<MatroskaAtom> children;
    int line = 0;  ///< where it begins, in a text
};

struct MatroskaEdition {
    bool hidden = false;
    bool is_default = false;
    bool ordered = false;
    std::vector<MatroskaAtom> atoms;
};

/// How much a file may tell: hostile ones hold millions of elements that cost a few bytes there and
/// a hundred and more in memory.
class MatroskaBudget {
  public:
    /// `atoms` of them, and 30,000 displays and languages with one more for each 16 of `bytes`: a
    /// title with its language takes twice as many.
    MatroskaBudget(std::size_t atoms, std::size_t bytes)
        : atoms_(atoms), texts_(kFreeTexts + bytes / kBytesPerText) {}

    /// False when no more are to be kept. The first refusal is told.
    bool take_atom(Gathering& gathering) { return take(atoms_, gathering); }
    /// The same for displays and languages.
    bool take_text(Gathering& gathering) { return take(texts_, gathering); }

  private:
    static constexpr std::size_t kFreeTexts = 30'000;
    static constexpr std::size_t kBytesPerText = 16;

    bool take(std::size_t& left, Gathering& gathering);

    std::size_t atoms_;
    std::size_t texts_;
    bool told_ = false;
};

/// Gives `gathering` the chapters of the edition that players show: the first visible one with the
/// default flag, else the first visible, else the first. Hidden and disabled chapters are left out
/// and told; visible ones inside them move up a level. The first display is the title, the others
/// are translations. The specification's "eng" where no language is written counts as not said.
void gather_edition(std::vector<MatroskaEdition> editions, Gathering& gathering);

/// The one edition of a document that adapt_to_matroska() left. A chapter's number (ChapterUID)
/// comes from its id, else from its start, title and place: written again, it is the same.
MatroskaEdition edition_of(const Document& document);

/// What Matroska holds of a document. Times are signed nanoseconds in most programs: 292 years.
inline constexpr Holds kMatroskaHolds{.nesting = Nesting::tree,
                                      .ends = Ends::optional,
                                      .ids = true,
                                      .language = true,
                                      .languages = true,
                                      .latest = Time(9'223'372'036'854)};

/// Takes away what kMatroskaHolds cannot say: sessions, foreign ids, languages that are no tags.
void adapt_to_matroska(Document& document, Losses& losses);

}  // namespace revivre::chapters
