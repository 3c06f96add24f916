#include "review/publication.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "review/nesting.hpp"
#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::review {
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

// What a person decided comes before what is only proposed, and takes the place of it.
std::vector<const Proposal*> standing_chapters(const std::vector<Proposal>& proposals) {
    std::vector<const Proposal*> all;
    for (const Proposal& proposal : proposals) {
        if (proposal.kind == ProposalKind::chapter && stands(proposal)) all.push_back(&proposal);
    }
    std::ranges::stable_sort(all, {}, [](const Proposal* proposal) {
        return proposal->status == ProposalStatus::proposed;
    });
    std::set<std::string> taken;
    std::erase_if(
        all, [&](const Proposal* proposal) { return !taken.insert(proposal->chapter).second; });
    std::ranges::stable_sort(all, {},
                             [](const Proposal* proposal) { return proposal->suggested.start; });
    return all;
}

std::vector<Chapter> certain_chapters(const std::vector<Proposal>& proposals) {
    std::map<std::string, std::vector<chapters::Credit>> credits;
    for (const Proposal& proposal : proposals) {
        if (proposal.kind == ProposalKind::credit && stands(proposal))
            credits[proposal.chapter] = proposal.suggested.credits;
    }
    std::vector<Chapter> flat;
    for (const Proposal* proposal : standing_chapters(proposals)) {
        Chapter chapter = proposal->suggested;
        chapter.title = title_or_placeholder(chapter.title, flat.size() + 1);
        chapter.credits = credits[proposal->chapter];
        for (chapters::Credit& credit : chapter.credits)
            credit.status = chapters::CreditStatus::confirmed;
        flat.push_back(std::move(chapter));
    }
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

// Somebody wrote it, or what was moved over from a recording whose list somebody may have written.
bool rests_on_a_person(const chapters::Revision& revision) {
    return revision.author != kIndexAuthor || revision.kind == chapters::RevisionKind::replaced;
}

// The number of a revision that says what is certain now: the latest one, or a new one.
int certain_revision(storage::Repository& repository, const std::string& recording, int latest) {
    std::vector<Chapter> certain = certain_chapters(repository.proposals(recording));
    if (certain.empty() && latest == 0) {
        throw Error(
            ErrorCode::conflict,
            fmt::format(
                "{} has no chapter to publish: nothing in it or beside it says where one begins",
                recording));
    }
    if (latest > 0 && repository.revision(recording, latest).chapters == certain) return latest;
    return repository.add_revision({.recording = recording,
                                    .number = 0,
                                    .created_at = "",
                                    .author = kIndexAuthor,
                                    .summary = "what the evidence and the programme make certain",
                                    .chapters = std::move(certain),
                                    .kind = chapters::RevisionKind::made},
                                   latest);
}

}  // namespace

Publication publish_recording(storage::Repository& repository, const chapters::Recording& recording,
                              const Note& note) {
    Publication publication;
    repository.transact([&] {
        const int latest = repository.latest_revision(recording.id);
        const bool by_a_person =
            latest > 0 && rests_on_a_person(repository.revision(recording.id, latest));
        publication.revision =
            by_a_person ? latest : certain_revision(repository, recording.id, latest);
        publication.changed = repository.published_revision(recording.id) != publication.revision;
        if (publication.changed) {
            publish_revision(repository, recording.id, publication.revision, note);
        }
        count(repository.revision(recording.id, publication.revision).chapters, publication);
    });
    return publication;
}

void publish_revision(storage::Repository& repository, const std::string& recording, int number,
                      const Note& note) {
    repository.transact([&] {
        if (repository.published_revision(recording) == number) return;
        repository.publish(recording, number);
        repository.note_publication({.recording = recording,
                                     .revision = number,
                                     .created_at = "",
                                     .author = note.author,
                                     .summary = note.summary});
    });
}

}  // namespace revivre::review
