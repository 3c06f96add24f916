#include "review/queue.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "chapters/evidence_kinds.hpp"
#include "chapters/json.hpp"
#include "chapters/linking/lookalike.hpp"
#include "chapters/linking/reading.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/spelling.hpp"

namespace revivre::review {
namespace {

using chapters::Evidence;
using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;

// What linking calls certain is 0.9 sure and more, in the order of its scores; the rest is less.
// So "accept above 0.9" accepts what `publish` would have published.
constexpr double kSureOfCertain = 0.90;
constexpr double kMostOfUncertain = 0.80;
constexpr double kUncertainChapter = 0.50;

double certain_sureness(double score) {
    const double above =
        (std::min(score, 1.0) - chapters::linking::kCertain) / (1 - chapters::linking::kCertain);
    return kSureOfCertain + (1 - kSureOfCertain) * std::clamp(above, 0.0, 1.0);
}

// Less by how near the next one comes.
double uncertain_sureness(const std::vector<chapters::Candidate>& persons) {
    if (persons.empty() || persons.front().id.empty()) return 0;
    const double best = std::min(persons.front().score, 1.0);
    const double next = persons.size() > 1 ? std::min(persons[1].score, 1.0) : 0;
    const double apart = std::clamp((best - next) / chapters::linking::kMargin, 0.25, 1.0);
    return kMostOfUncertain * best * apart;
}

bool is_unknown(const Proposal& proposal) {
    return proposal.kind == ProposalKind::credit && proposal.status == ProposalStatus::proposed &&
           !proposal.certain && !proposal.persons.empty() && proposal.persons.front().id.empty() &&
           !proposal.persons.front().name.empty();
}

bool is_same_name(const std::string& a, const std::string& b) {
    const std::string folded = chapters::fold(a);
    const int limit = chapters::allowed_edits(folded);
    if (chapters::edits_between(folded, chapters::fold(b), limit) <= limit) return true;
    using chapters::linking::print_of;
    return chapters::linking::may_be_misread(print_of(a), print_of(b), 1);
}

std::string key_of(const std::string& name) {
    std::string key = "who";
    for (const std::string& word : chapters::folded_words(name)) key += "-" + word;
    return key;
}

class QueueMaker {
  public:
    QueueMaker(storage::Repository& repository, const std::string& recording)
        : repository_(repository), recording_(repository.recording(recording)) {
        for (Evidence& each : repository.evidence(recording)) {
            evidence_.emplace(each.id, std::move(each));
        }
        for (chapters::Session& each : repository.sessions(recording_.event)) {
            sessions_.emplace(each.id, std::move(each));
        }
        expectations_ = repository.expectations(recording_.event);
    }

    Queue make(bool decided_too) {
        for (Proposal& proposal : repository_.proposals(recording_.id)) {
            if (decided_too || proposal.status == ProposalStatus::proposed)
                add(std::move(proposal));
        }
        sort();
        return std::move(queue_);
    }

  private:
    void add(Proposal proposal) {
        QueuedProposal queued{.proposal = std::move(proposal)};
        queued.doubt = doubt_of(queued.proposal);
        for (const std::string& id : queued.proposal.evidence) {
            const auto found = evidence_.find(id);
            if (found != evidence_.end()) queued.evidence.push_back(found->second);
        }
        queued.programme_line = programme_line(queued.proposal);
        if (is_unknown(queued.proposal)) queued.group = group(queued);
        queue_.proposals.push_back(std::move(queued));
    }

    std::string group(const QueuedProposal& queued) {
        const std::string& name = queued.proposal.persons.front().name;
        auto found = std::ranges::find_if(queue_.groups, [&](const UnknownSpeaker& each) {
            return is_same_name(each.name, name);
        });
        if (found == queue_.groups.end()) {
            queue_.groups.push_back({.key = key_of(name), .name = name});
            found = queue_.groups.end() - 1;
        }
        found->proposals.push_back(queued.proposal.id);
        for (const Evidence& each : queued.evidence) {
            if (found->still.empty()) found->still = each.still;
        }
        return found->key;
    }

    [[nodiscard]] std::string programme_line(const Proposal& proposal) const {
        const std::string session = session_line(proposal);
        if (proposal.kind == ProposalKind::chapter) return session;
        const std::string person = person_line(proposal);
        if (person.empty()) return {};
        return session.empty() ? person : session + " – " + person;
    }

    [[nodiscard]] std::string session_line(const Proposal& proposal) const {
        std::string id = proposal.suggested.session;
        if (id.empty() && !proposal.sessions.empty()) id = proposal.sessions.front().id;
        const auto found = sessions_.find(id);
        if (found == sessions_.end()) return {};
        const chapters::Session& session = found->second;
        if (!session.planned_start) return session.title;
        return chapters::clock_time_text(*session.planned_start) + " " + session.title;
    }

    // As the programme has the most likely person, in that session if it does.
    [[nodiscard]] std::string person_line(const Proposal& proposal) const {
        if (proposal.persons.empty() || proposal.persons.front().id.empty()) return {};
        const chapters::Expectation* best = nullptr;
        for (const chapters::Expectation& each : expectations_) {
            if (each.person != proposal.persons.front().id) continue;
            if (best == nullptr || each.session == proposal.suggested.session) best = &each;
        }
        if (best == nullptr) return {};
        std::string line = best->name;
        for (const std::string& more : {best->function, best->organisation}) {
            if (!more.empty()) line += ", " + more;
        }
        return line;
    }

    void sort() {
        std::ranges::stable_sort(queue_.proposals, {}, [](const QueuedProposal& each) {
            return std::tuple(-each.doubt, each.proposal.suggested.start, each.proposal.kind);
        });
        std::ranges::stable_sort(queue_.groups, std::ranges::greater{},
                                 [](const UnknownSpeaker& each) { return each.proposals.size(); });
    }

    storage::Repository& repository_;
    chapters::Recording recording_;
    std::map<std::string, Evidence> evidence_;
    std::map<std::string, chapters::Session> sessions_;
    std::vector<chapters::Expectation> expectations_;
    Queue queue_;
};

}  // namespace

double doubt_of(const Proposal& proposal) {
    if (proposal.kind == ProposalKind::chapter) {
        return 1 - (proposal.certain ? certain_sureness(1) : kUncertainChapter);
    }
    const double score = proposal.persons.empty() ? 0 : proposal.persons.front().score;
    return 1 - (proposal.certain ? certain_sureness(score) : uncertain_sureness(proposal.persons));
}

Queue queue_of(storage::Repository& repository, const std::string& recording, bool decided_too) {
    return QueueMaker(repository, recording).make(decided_too);
}

}  // namespace revivre::review
