#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

/// Work on a recording's list. The draft is the latest revision: each change appends one, so that
/// nothing is ever lost or overwritten.
namespace revivre::review {

/// A revision that can be taken back or repeated.
struct Step {
    int revision = 0;
    std::string summary;
};

/// The latest state of a recording's list, and what one author can take back or repeat.
struct Draft {
    chapters::Recording recording;
    int revision = 0;   ///< 0: there is none yet
    int published = 0;  ///< 0: nothing is public
    std::vector<chapters::Chapter> chapters;
    std::optional<Step> undo;
    std::optional<Step> redo;
};

/// Who changes what, and on what they looked.
struct Change {
    std::string author;
    std::string summary{};  ///< empty: made of what differs
    int based_on = 0;
    chapters::RevisionKind kind = chapters::RevisionKind::edit;
    int of = 0;
};

/// Throws Error{not_found}.
Draft draft_of(storage::Repository& repository, const std::string& recording,
               const std::string& author);

/// The chapters of a revision; of number 0: none. Throws Error{not_found}.
std::vector<chapters::Chapter> chapters_of(storage::Repository& repository,
                                           const std::string& recording, int number);

/// Appends a revision in one transaction and gives its number; the number that is, when nothing
/// differs. Throws what Repository::add_revision throws.
int save_chapters(storage::Repository& repository, const std::string& recording,
                  const std::vector<chapters::Chapter>& list, const Change& change);

// Taking back is a change too, so that it can be taken back. What others did meanwhile stays: it is
// a three-way merge of the state before, the state after and the latest one. Decisions on proposals
// that came with the revision are taken back with it. Throw Error{conflict} when there is nothing
// to take back or repeat, when others changed the same since, and when `based_on` is not the
// latest.
int undo_change(storage::Repository& repository, const std::string& recording,
                const Change& change);
int redo_change(storage::Repository& repository, const std::string& recording,
                const Change& change);

/// Makes the list of an earlier revision the latest one. Throws Error{not_found}.
int restore_revision(storage::Repository& repository, const std::string& recording, int number,
                     Change change);

}  // namespace revivre::review
