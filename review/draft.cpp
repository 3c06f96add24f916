#include "review/draft.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/revision/difference.hpp"
#include "chapters/revision/merge.hpp"

namespace revivre::review {
namespace {

using chapters::Chapter;
using chapters::ProposalStatus;
using chapters::Revision;
using chapters::RevisionKind;

// What an author can take back and repeat, the last first, as the heads of the history tell it: so
// it is the same after a reload, on another machine and after a crash.
struct Steps {
    std::vector<int> undo;
    std::vector<int> redo;
};

void move_last(std::vector<int>& from, std::vector<int>& to, int number) {
    if (!from.empty()) from.pop_back();
    to.push_back(number);
}

Steps steps_of(const std::vector<Revision>& newest_first, const std::string& author) {
    Steps steps;
    for (auto each = newest_first.rbegin(); each != newest_first.rend(); ++each) {
        if (each->author != author) continue;
        if (each->kind == RevisionKind::undo) {
            move_last(steps.undo, steps.redo, each->number);
        } else if (each->kind == RevisionKind::redo) {
            move_last(steps.redo, steps.undo, each->number);
        } else {
            steps.undo.push_back(each->number);
            steps.redo.clear();
        }
    }
    return steps;
}

// The summary of the change that an undo (of an undo: a redo) is about, not "undo of undo of".
std::string summary_of_step(const std::vector<Revision>& newest_first, int number) {
    const auto found = std::ranges::find(newest_first, number, &Revision::number);
    if (found == newest_first.end()) return "";
    const bool again = found->kind == RevisionKind::undo || found->kind == RevisionKind::redo;
    return again && found->of != 0 ? summary_of_step(newest_first, found->of) : found->summary;
}

std::optional<Step> last_step(const std::vector<Revision>& heads, const std::vector<int>& steps) {
    if (steps.empty()) return std::nullopt;
    return Step{.revision = steps.back(), .summary = summary_of_step(heads, steps.back())};
}

chapters::revision::SessionTitles session_titles(storage::Repository& repository,
                                                 const std::string& recording) {
    chapters::revision::SessionTitles titles;
    for (const auto& each : repository.sessions(repository.recording(recording).event)) {
        titles.emplace(each.id, each.title);
    }
    return titles;
}

// Proposals that newer ones replaced meanwhile stay so.
void reverse_decisions(storage::Repository& repository, const std::string& recording, int of,
                       int number) {
    std::set<std::string> known;
    for (const auto& proposal : repository.proposals(recording)) known.insert(proposal.id);
    std::vector<storage::Decision> reversed;
    for (const storage::Decision& each : repository.decisions(recording, of)) {
        if (!known.contains(each.proposal)) continue;
        repository.decide_proposal(each.proposal, each.before);
        reversed.push_back({.proposal = each.proposal, .before = each.after, .after = each.before});
    }
    if (!reversed.empty()) repository.note_decisions(recording, number, reversed);
}

int take_back(storage::Repository& repository, const std::string& recording, const Step& step,
              const Change& change) {
    int number = 0;
    repository.transact_unseen([&] {
        auto merged = chapters::revision::merge(
            chapters_of(repository, recording, step.revision),
            chapters_of(repository, recording, step.revision - 1),
            chapters_of(repository, recording, repository.latest_revision(recording)));
        if (!merged.conflicts.empty()) {
            throw Error(ErrorCode::conflict,
                        fmt::format("somebody changed “{}” since: change it by hand",
                                    merged.conflicts.front().title));
        }
        number = repository.add_revision({.recording = recording,
                                          .number = 0,
                                          .created_at = "",
                                          .author = change.author,
                                          .summary = change.summary,
                                          .chapters = std::move(merged.chapters),
                                          .kind = change.kind,
                                          .of = step.revision},
                                         change.based_on);
        reverse_decisions(repository, recording, step.revision, number);
    });
    return number;
}

int repeat_step(storage::Repository& repository, const std::string& recording,
                const std::optional<Step>& step, Change change) {
    const bool undoes = change.kind == RevisionKind::undo;
    if (!step) {
        throw Error(ErrorCode::conflict, undoes ? "there is nothing of yours to take back"
                                                : "there is nothing of yours to repeat");
    }
    change.summary = fmt::format("{}: {}", undoes ? "taken back" : "repeated", step->summary);
    return take_back(repository, recording, *step, change);
}

}  // namespace

std::vector<Chapter> chapters_of(storage::Repository& repository, const std::string& recording,
                                 int number) {
    if (number == 0) return {};
    return repository.revision(recording, number).chapters;
}

Draft draft_of(storage::Repository& repository, const std::string& recording,
               const std::string& author) {
    Draft draft;
    draft.recording = repository.recording(recording);
    const std::vector<Revision> heads = repository.history(recording);
    draft.revision = heads.empty() ? 0 : heads.front().number;
    draft.published = repository.published_revision(recording);
    draft.chapters = chapters_of(repository, recording, draft.revision);
    const Steps steps = steps_of(heads, author);
    draft.undo = last_step(heads, steps.undo);
    draft.redo = last_step(heads, steps.redo);
    return draft;
}

int save_chapters(storage::Repository& repository, const std::string& recording,
                  const std::vector<Chapter>& list, const Change& change) {
    int number = change.based_on;
    repository.transact_unseen([&] {
        const auto before = chapters_of(repository, recording, change.based_on);
        const auto what =
            chapters::revision::differences(before, list, session_titles(repository, recording));
        // Still asks the store, so that a change to what is no longer the latest is refused.
        const bool same = what.empty() && repository.latest_revision(recording) == change.based_on;
        if (same) return;
        number = repository.add_revision(
            {.recording = recording,
             .number = 0,
             .created_at = "",
             .author = change.author,
             .summary =
                 change.summary.empty() ? chapters::revision::summary_of(what) : change.summary,
             .chapters = list,
             .kind = change.kind,
             .of = change.of},
            change.based_on);
    });
    return number;
}

int undo_change(storage::Repository& repository, const std::string& recording,
                const Change& change) {
    Change own = change;
    own.kind = RevisionKind::undo;
    return repeat_step(repository, recording, draft_of(repository, recording, change.author).undo,
                       std::move(own));
}

int redo_change(storage::Repository& repository, const std::string& recording,
                const Change& change) {
    Change own = change;
    own.kind = RevisionKind::redo;
    return repeat_step(repository, recording, draft_of(repository, recording, change.author).redo,
                       std::move(own));
}

int restore_revision(storage::Repository& repository, const std::string& recording, int number,
                     Change change) {
    change.kind = RevisionKind::restore;
    change.of = number;
    if (change.summary.empty()) change.summary = fmt::format("revision {} again", number);
    return save_chapters(repository, recording, repository.revision(recording, number).chapters,
                         change);
}

}  // namespace revivre::review
