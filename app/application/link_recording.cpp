#include "app/application/link_recording.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "chapters/linking/linker.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

using chapters::ClockTime;
using chapters::linking::LinkedMarker;
using chapters::linking::LinkInput;

// A list beside the file was made later and by hand: it takes the place of the container's.
std::vector<chapters::Evidence> marker_evidence(storage::Repository& repository,
                                                const std::string& recording) {
    std::vector<chapters::Evidence> all = repository.evidence(recording);
    const bool beside =
        std::ranges::any_of(all, [](const auto& each) { return each.kind == "ffmetadata"; });
    std::erase_if(all, [&](const chapters::Evidence& each) {
        return each.kind != (beside ? "ffmetadata" : "container_chapter");
    });
    std::ranges::stable_sort(all, {}, &chapters::Evidence::start);
    return all;
}

// The sessions planned in this recording's part of the day, or all when the programme has no parts.
std::vector<chapters::Session> sessions_of_part(storage::Repository& repository,
                                                const chapters::Recording& recording) {
    std::vector<chapters::Session> all = repository.sessions(recording.event);
    std::erase_if(all, [](const chapters::Session& session) { return session.order < 0; });
    const std::string part = chapters::fold(recording.part);
    const auto here = [&](const chapters::Session& session) {
        return chapters::fold(session.part) == part;
    };
    if (std::ranges::any_of(all, here))
        std::erase_if(all, [&](const auto& session) { return !here(session); });
    return all;
}

// "2024-03-14T09:00:00+01:00" -> 9 h.
std::optional<ClockTime> local_clock(const std::string& starts_at) {
    if (starts_at.size() < 16) return std::nullopt;
    return ClockTime(std::stoi(starts_at.substr(11, 2)) * 60 + std::stoi(starts_at.substr(14, 2)));
}

std::vector<chapters::linking::KnownSession> known_sessions(
    const std::vector<chapters::Session>& sessions, const chapters::Recording& recording) {
    std::optional<ClockTime> begin = local_clock(recording.starts_at);
    std::vector<chapters::linking::KnownSession> known;
    for (const chapters::Session& session : sessions) {
        if (!begin)
            begin = session.planned_start;  // the first session with a time opens the recording
        std::optional<chapters::Time> planned;
        if (begin && session.planned_start) planned = *session.planned_start - *begin;
        known.push_back(
            {.id = session.id, .title = session.title, .kind = session.kind, .planned = planned});
    }
    return known;
}

std::vector<chapters::linking::KnownPerson> known_persons(storage::Repository& repository,
                                                          const std::string& event) {
    std::map<std::string, std::vector<chapters::linking::Affiliation>> expected;
    for (const chapters::Expectation& each : repository.expectations(event)) {
        expected[each.person].push_back({each.session, each.function, each.organisation});
    }
    std::vector<chapters::linking::KnownPerson> known;
    for (const chapters::Person& person : repository.persons()) {
        known.push_back({.id = person.id,
                         .name = person.name,
                         .variants = person.variants,
                         .expected = expected[person.id]});
    }
    return known;
}

// As the programme has the person in that session, or else anywhere in the day.
chapters::Credit credit_for(const chapters::linking::KnownPerson& person,
                            const std::string& session,
                            const std::vector<chapters::Expectation>& expectations,
                            const std::string& evidence) {
    chapters::Credit credit;
    credit.person = person.id;
    credit.name = person.name;
    credit.evidence = {evidence};
    const chapters::Expectation* best = nullptr;
    for (const chapters::Expectation& each : expectations) {
        if (each.person == person.id && (best == nullptr || each.session == session)) best = &each;
    }
    if (best != nullptr) {
        credit.function = best->function;
        credit.organisation = best->organisation;
        credit.role = best->role;
        credit.evidence.emplace_back("programme");
    }
    return credit;
}

// Chapter ids live as long as the evidence they were first made from.
std::map<std::string, std::string> chapter_ids(storage::Repository& repository,
                                               const std::string& recording) {
    std::map<std::string, std::string> by_evidence;
    for (const chapters::Proposal& proposal : repository.proposals(recording)) {
        for (const std::string& evidence : proposal.evidence)
            by_evidence.emplace(evidence, proposal.chapter);
    }
    return by_evidence;
}

class ProposalMaker {
  public:
    ProposalMaker(storage::Repository& repository, const chapters::Recording& recording,
                  const LinkInput& input)
        : repository_(repository),
          recording_(recording),
          input_(input),
          expectations_(repository.expectations(recording.event)),
          chapter_ids_(chapter_ids(repository, recording.id)) {}

    void add(const chapters::Evidence& evidence, chapters::Time end, const LinkedMarker& linked) {
        chapters::Proposal chapter;
        chapter.recording = recording_.id;
        chapter.chapter = chapter_id(evidence.id);
        chapter.kind = chapters::ProposalKind::chapter;
        chapter.certain = true;
        chapter.suggested.id = chapter.chapter;
        chapter.suggested.kind = linked.kind;
        chapter.suggested.start = evidence.start;
        chapter.suggested.end = end;
        chapter.suggested.title = evidence.text;
        if (linked.session) chapter.suggested.session = input_.sessions[*linked.session].id;
        chapter.sessions = linked.sessions;
        chapter.reason = linked.reason;
        chapter.evidence = {evidence.id};
        all_.push_back(chapter);
        if (linked.kind == chapters::ChapterKind::intervention)
            all_.push_back(credit_proposal(chapter, evidence, linked));
    }

    std::vector<chapters::Proposal> all_;

  private:
    std::string chapter_id(const std::string& evidence) {
        const auto known = chapter_ids_.find(evidence);
        return known != chapter_ids_.end() ? known->second : repository_.new_chapter_id();
    }

    chapters::Proposal credit_proposal(chapters::Proposal credit,
                                       const chapters::Evidence& evidence,
                                       const LinkedMarker& linked) const {
        credit.kind = chapters::ProposalKind::credit;
        credit.persons = linked.persons;
        credit.sessions.clear();
        credit.certain = !linked.speakers.empty();
        for (const std::size_t speaker : linked.speakers) {
            credit.suggested.credits.push_back(credit_for(
                input_.persons[speaker], credit.suggested.session, expectations_, evidence.kind));
        }
        return credit;
    }

    storage::Repository& repository_;
    const chapters::Recording& recording_;
    const LinkInput& input_;
    std::vector<chapters::Expectation> expectations_;
    std::map<std::string, std::string> chapter_ids_;
};

chapters::Time end_of(const std::vector<chapters::Evidence>& markers, std::size_t i,
                      chapters::Time duration) {
    const chapters::Time next = i + 1 < markers.size() ? markers[i + 1].start : duration;
    return std::max(markers[i].start, std::min(markers[i].end.value_or(next), duration));
}

}  // namespace

std::vector<chapters::Proposal> link_recording(storage::Repository& repository,
                                               const chapters::Recording& recording) {
    const auto markers = marker_evidence(repository, recording.id);
    LinkInput input;
    input.duration = recording.duration;
    input.persons = known_persons(repository, recording.event);
    input.sessions = known_sessions(sessions_of_part(repository, recording), recording);
    for (const chapters::Evidence& each : markers)
        input.markers.push_back({each.start, each.end, each.text});
    const auto links = chapters::linking::link_markers(input);
    ProposalMaker maker(repository, recording, input);
    for (std::size_t i = 0; i < markers.size(); ++i)
        maker.add(markers[i], end_of(markers, i, recording.duration), links[i]);
    return repository.replace_proposals(recording.id, std::move(maker.all_));
}

}  // namespace revivre::app
