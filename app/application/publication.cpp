#include "app/application/publication.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/validate.hpp"

namespace revivre::app {
namespace {

using chapters::Chapter;
using chapters::ChapterKind;
using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;

bool stands(const Proposal& proposal) {
    return proposal.status == ProposalStatus::accepted ||
           proposal.status == ProposalStatus::edited ||
           (proposal.status == ProposalStatus::proposed && proposal.certain);
}

std::string title_or_placeholder(const std::string& title, std::size_t number) {
    return title.empty() ? fmt::format("Chapitre {}", number) : title;
}

// A session marker opens its session: what follows in the same session is inside it, as far as the
// next marker of another one.
std::vector<Chapter> nested(std::vector<Chapter> flat) {
    std::vector<Chapter> tree;
    for (Chapter& chapter : flat) {
        const bool inside = !tree.empty() && tree.back().kind == ChapterKind::session &&
                            !tree.back().session.empty() && chapter.kind != ChapterKind::session &&
                            chapter.session == tree.back().session;
        if (!inside) {
            tree.push_back(std::move(chapter));
            continue;
        }
        tree.back().end = std::max(*tree.back().end, *chapter.end);
        tree.back().children.push_back(std::move(chapter));
    }
    return tree;
}

std::vector<Chapter> certain_chapters(const std::vector<Proposal>& proposals) {
    std::map<std::string, std::vector<chapters::Credit>> credits;
    for (const Proposal& proposal : proposals) {
        if (proposal.kind == ProposalKind::credit && stands(proposal))
            credits[proposal.chapter] = proposal.suggested.credits;
    }
    std::vector<Chapter> flat;
    for (const Proposal& proposal : proposals) {
        if (proposal.kind != ProposalKind::chapter || !stands(proposal)) continue;
        Chapter chapter = proposal.suggested;
        chapter.title = title_or_placeholder(chapter.title, flat.size() + 1);
        chapter.credits = credits[proposal.chapter];
        for (chapters::Credit& credit : chapter.credits)
            credit.status = chapters::CreditStatus::confirmed;
        flat.push_back(std::move(chapter));
    }
    chapters::sort_chapters(flat);
    return nested(std::move(flat));
}

void count(const std::vector<Chapter>& list, Publication& publication) {
    for (const Chapter& chapter : list) {
        ++publication.chapters;
        if (chapter.kind == ChapterKind::intervention)
            ++(chapter.credits.empty() ? publication.unnamed : publication.named);
        count(chapter.children, publication);
    }
}

// The number of a revision that says what is certain now: the latest one, or a new one.
int certain_revision(storage::Repository& repository, const std::string& recording, int latest) {
    std::vector<Chapter> certain = certain_chapters(repository.proposals(recording));
    if (certain.empty() && latest == 0) {
        throw Error(
            ErrorCode::conflict,
            fmt::format("{} has no chapter to publish: no marker was found in it or beside it",
                        recording));
    }
    if (latest > 0 && repository.revision(recording, latest).chapters == certain) return latest;
    return repository.add_revision({.recording = recording,
                                    .number = 0,
                                    .created_at = "",
                                    .author = kIndexAuthor,
                                    .summary = "what markers and programme make certain",
                                    .chapters = std::move(certain)},
                                   latest);
}

}  // namespace

Publication publish_recording(storage::Repository& repository,
                              const chapters::Recording& recording) {
    Publication publication;
    repository.transact([&] {
        const int latest = repository.latest_revision(recording.id);
        const bool by_a_person =
            latest > 0 && repository.revision(recording.id, latest).author != kIndexAuthor;
        publication.revision =
            by_a_person ? latest : certain_revision(repository, recording.id, latest);
        publication.changed = repository.published_revision(recording.id) != publication.revision;
        if (publication.changed) repository.publish(recording.id, publication.revision);
        count(repository.revision(recording.id, publication.revision).chapters, publication);
    });
    return publication;
}

}  // namespace revivre::app
