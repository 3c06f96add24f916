#include "app/application/link_recording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "chapters/evidence_kinds.hpp"
#include "chapters/linking/fusion.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

using chapters::ClockTime;
using chapters::linking::FusionInput;
using chapters::linking::LinkedChapter;

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
                            std::vector<std::string> evidence) {
    chapters::Credit credit;
    credit.person = person.id;
    credit.name = person.name;
    credit.evidence = std::move(evidence);
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

// Kinds that a chapter is made of; the others only say where it begins, and may serve several.
bool is_grounds(std::string_view kind) {
    namespace kinds = chapters::evidence_kinds;
    constexpr std::array kGrounds{kinds::kFfmetadata, kinds::kContainerChapter, kinds::kCard,
                                  kinds::kCaption, kinds::kSlide};
    return std::ranges::find(kGrounds, kind) != kGrounds.end();
}

// What was proposed before, and what of it was decided.
class Past {
  public:
    Past(storage::Repository& repository, const std::string& recording,
         const std::vector<chapters::Evidence>& evidence) {
        std::set<std::string> grounds;
        for (const chapters::Evidence& each : evidence) {
            if (is_grounds(each.kind)) grounds.insert(each.id);
        }
        for (const chapters::Proposal& proposal : repository.proposals(recording)) {
            const bool decided = proposal.status != chapters::ProposalStatus::proposed;
            for (const std::string& id : proposal.evidence) {
                if (!grounds.contains(id)) continue;
                chapters_[id].emplace(proposal.suggested.kind, proposal.chapter);
                if (decided && proposal.kind == chapters::ProposalKind::chapter)
                    decided_.emplace(id, proposal.suggested.kind);
            }
            const bool named = proposal.status == chapters::ProposalStatus::accepted ||
                               proposal.status == chapters::ProposalStatus::edited;
            if (named && proposal.kind == chapters::ProposalKind::credit)
                named_.insert(proposal.chapter);
        }
    }

    // Chapter ids live as long as the evidence they were first made from, whatever its kind
    // becomes.
    [[nodiscard]] std::string chapter_of(const std::vector<std::string>& grounds,
                                         chapters::ChapterKind kind) {
        for (const bool same_kind : {true, false}) {
            for (const std::string& id : grounds) {
                for (const auto& [known, chapter] : chapters_[id]) {
                    if ((known == kind || !same_kind) && taken_.insert(chapter).second)
                        return chapter;
                }
            }
        }
        return "";
    }

    // A person decided on a chapter of this kind that was made of any of these.
    [[nodiscard]] bool decided(const std::vector<std::string>& grounds,
                               chapters::ChapterKind kind) const {
        return std::ranges::any_of(grounds, [&](const std::string& id) {
            return decided_.contains({id, kind});
        });
    }

    // A person said who speaks in it.
    [[nodiscard]] bool named(const std::string& chapter) const { return named_.contains(chapter); }

  private:
    std::map<std::string, std::map<chapters::ChapterKind, std::string>> chapters_;
    std::set<std::pair<std::string, chapters::ChapterKind>> decided_;
    std::set<std::string> named_;
    std::set<std::string> taken_;
};

class ProposalMaker {
  public:
    ProposalMaker(storage::Repository& repository, const chapters::Recording& recording,
                  const FusionInput& input)
        : repository_(repository),
          recording_(recording),
          input_(input),
          expectations_(repository.expectations(recording.event)),
          past_(repository, recording.id, input.evidence) {}

    void add(const LinkedChapter& linked) {
        const std::vector<std::string> grounds = ids(linked, linked.grounds);
        chapters::Proposal chapter;
        chapter.recording = recording_.id;
        chapter.chapter = past_.chapter_of(grounds, linked.kind);
        if (chapter.chapter.empty()) chapter.chapter = repository_.new_chapter_id();
        chapter.kind = chapters::ProposalKind::chapter;
        chapter.certain = linked.certain;
        chapter.suggested.id = chapter.chapter;
        chapter.suggested.kind = linked.kind;
        chapter.suggested.start = linked.start;
        chapter.suggested.end = linked.end;
        chapter.suggested.title = linked.title;
        if (linked.session) chapter.suggested.session = input_.sessions[*linked.session].id;
        chapter.sessions = linked.sessions;
        chapter.reason = linked.reason;
        chapter.evidence = ids(linked, linked.evidence.size());
        if (!past_.decided(grounds, linked.kind)) all_.push_back(chapter);
        if (linked.kind == chapters::ChapterKind::intervention && !past_.named(chapter.chapter))
            all_.push_back(credit_proposal(chapter, linked));
    }

    std::vector<chapters::Proposal> all_;

  private:
    [[nodiscard]] std::vector<std::string> ids(const LinkedChapter& linked,
                                               std::size_t count) const {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < count; ++i)
            all.push_back(input_.evidence[linked.evidence[i]].id);
        return all;
    }

    // The kinds of what a chapter was made of, each once.
    [[nodiscard]] std::vector<std::string> kinds(const LinkedChapter& linked) const {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < linked.grounds; ++i) {
            const std::string& kind = input_.evidence[linked.evidence[i]].kind;
            if (std::ranges::find(all, kind) == all.end()) all.push_back(kind);
        }
        return all;
    }

    chapters::Proposal credit_proposal(chapters::Proposal credit,
                                       const LinkedChapter& linked) const {
        credit.kind = chapters::ProposalKind::credit;
        credit.persons = linked.persons;
        credit.sessions.clear();
        credit.certain = !linked.speakers.empty();
        for (const std::size_t speaker : linked.speakers) {
            credit.suggested.credits.push_back(credit_for(
                input_.persons[speaker], credit.suggested.session, expectations_, kinds(linked)));
        }
        return credit;
    }

    storage::Repository& repository_;
    const chapters::Recording& recording_;
    const FusionInput& input_;
    std::vector<chapters::Expectation> expectations_;
    Past past_;
};

// Chapters of a recording that was replaced, which nobody has placed in this one yet.
void keep_waiting(storage::Repository& repository, const FusionInput& input,
                  std::vector<chapters::Proposal>& all) {
    std::set<std::string> waiting;
    for (const chapters::Evidence& each : input.evidence) {
        if (each.kind == chapters::evidence_kinds::kRemap) waiting.insert(each.id);
    }
    if (waiting.empty()) return;
    for (chapters::Proposal& each : repository.proposals(input.evidence.front().recording)) {
        const bool open = each.status == chapters::ProposalStatus::proposed;
        if (open && !each.evidence.empty() && waiting.contains(each.evidence.front()))
            all.push_back(std::move(each));
    }
}

}  // namespace

std::vector<chapters::Proposal> link_recording(
    storage::Repository& repository, const chapters::Recording& recording,
    const std::function<void(std::vector<chapters::Proposal>&)>& adapt) {
    FusionInput input;
    input.evidence = repository.evidence(recording.id);
    std::ranges::stable_sort(input.evidence, {}, &chapters::Evidence::start);
    input.duration = recording.duration;
    input.persons = known_persons(repository, recording.event);
    input.sessions = known_sessions(sessions_of_part(repository, recording), recording);
    input.event_title = repository.event(recording.event).title;
    ProposalMaker maker(repository, recording, input);
    for (const LinkedChapter& linked : chapters::linking::link_evidence(input)) maker.add(linked);
    keep_waiting(repository, input, maker.all_);
    if (adapt) adapt(maker.all_);
    return repository.replace_proposals(recording.id, std::move(maker.all_));
}

}  // namespace revivre::app
