#pragma once

#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "chapters/model.hpp"
#include "chapters/revision/fields.hpp"

/// Three-way merge of chapter trees: what two people made of one state, put together.
namespace revivre::chapters::revision {

/// Something that both changed, differently, or that cannot stand beside what the other did.
struct Conflict {
    std::string chapter;  ///< its id; empty for one that has none yet
    std::string title;    ///< in the merged tree
    Field field = Field::whole;
    /// The value of the field, of `whole` the chapter without children; null: not set, not there.
    Json base{};
    Json mine{};    ///< for all fields but `whole`: what the merged tree holds
    Json theirs{};  ///< what it could hold instead, with all that is not in conflict
    bool operator==(const Conflict&) const = default;
};

struct Merged {
    std::vector<Chapter> chapters;
    std::vector<Conflict> conflicts;
};

/// `mine` with all that changed from `base` to `theirs`. Chapters are known by id, fields are taken
/// one by one, speakers by person or name (who speaks is never mixed of two sides), translations by
/// language. A chapter without id is new, or the same as an equal one.
///
/// In conflict are: a field that both changed differently; a chapter that one removed and the other
/// changed, moved or put something into (it is kept, with what is around it); and what would break
/// the tree: chapters moved into each other, times that no longer fit in their parent, more than
/// kDepthLimit levels. There mine stays, and what only they added goes up to where it fits.
///
/// The trees must pass check_chapters, and so does the result for the same duration. Throws
/// Error{conflict} when both together have more than kChapterLimit chapters.
Merged merge(const std::vector<Chapter>& base, const std::vector<Chapter>& mine,
             const std::vector<Chapter>& theirs);

/// {"chapter","title","field","base","mine","theirs"}.
Json to_json(const Conflict& conflict);

}  // namespace revivre::chapters::revision
