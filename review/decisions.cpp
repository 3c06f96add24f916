#include "review/decisions.hpp"

#include <algorithm>
#include <map>

#include "review/nesting.hpp"
#include "review/queue.hpp"
#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/linking/name.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/title.hpp"
#include "chapters/validate.hpp"

namespace revivre::review {
namespace {

using chapters::Chapter;
using chapters::Credit;
using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;

constexpr double kRounding = 1e-9;  // of sureness: 1 - (1 - 0.9) is not 0.9

Chapter* find_chapter(std::vector<Chapter>& tree, const std::string& id) {
    for (Chapter& chapter : tree) {
        if (chapter.id == id) return &chapter;
        if (Chapter* const inside = find_chapter(chapter.children, id)) return inside;
    }
    return nullptr;
}

// Takes a chapter out; its parts take its place.
bool remove_chapter(std::vector<Chapter>& siblings, const std::string& id) {
    for (auto each = siblings.begin(); each != siblings.end(); ++each) {
        if (each->id != id) {
            if (remove_chapter(each->children, id)) return true;
            continue;
        }
        std::vector<Chapter> parts = std::move(each->children);
        siblings.erase(each);
        std::ranges::move(parts, std::back_inserter(siblings));
        return true;
    }
    return false;
}

bool is_same_speaker(const Credit& a, const Credit& b) {
    if (!a.person.empty() && !b.person.empty()) return a.person == b.person;
    return chapters::fold(a.name) == chapters::fold(b.name);
}

class Deciding {
  public:
    Deciding(storage::Repository& repository, const Decisions& decisions)
        : repository_(repository), decisions_(decisions) {
        if (decisions.based_on > 0) {
            tree_ = repository.revision(decisions.recording, decisions.based_on).chapters;
        }
        expectations_ = repository.expectations(repository.recording(decisions.recording).event);
        for (Proposal& each : repository.proposals(decisions.recording)) {
            order_.push_back(each.id);
            proposals_.emplace(each.id, std::move(each));
        }
    }

    DecisionResult decide() {
        // Chapters first: credits are put into them.
        for (const ProposalKind kind : {ProposalKind::chapter, ProposalKind::credit}) {
            for (const Judgement& judgement : decisions_.judgements) {
                const Proposal& proposal = proposal_named(judgement.proposal);
                if (proposal.kind == kind) judge(proposal, judgement);
            }
            if (decisions_.accept_above) accept_sure(kind, *decisions_.accept_above);
        }
        return store();
    }

  private:
    const Proposal& proposal_named(const std::string& id) const {
        const auto found = proposals_.find(id);
        if (found == proposals_.end()) {
            throw Error(ErrorCode::not_found,
                        fmt::format("{} has no proposal '{}' that could be decided on",
                                    decisions_.recording, id.substr(0, 60)));
        }
        return found->second;
    }

    void accept_sure(ProposalKind kind, double above) {
        for (const std::string& id : order_) {
            const Proposal& proposal = proposals_.at(id);
            const bool open = proposal.kind == kind &&
                              proposal.status == ProposalStatus::proposed && !is_decided(id);
            if (!open || 1 - doubt_of(proposal) + kRounding < above) continue;
            // A sure name of a chapter that is not sure waits for it.
            if (kind == ProposalKind::credit && find_chapter(tree_, proposal.chapter) == nullptr)
                continue;
            if (!can_be_named(proposal)) continue;
            judge(proposal, {.proposal = id});
        }
    }

    static bool can_be_named(const Proposal& proposal) {
        if (proposal.kind == ProposalKind::chapter || !proposal.suggested.credits.empty())
            return true;
        return !proposal.persons.empty() && !proposal.persons.front().id.empty();
    }

    [[nodiscard]] bool is_decided(const std::string& id) const { return after_.contains(id); }

    void judge(const Proposal& proposal, const Judgement& judgement) {
        if (judgement.verdict == Verdict::reject) {
            reject(proposal);
        } else if (proposal.kind == ProposalKind::chapter) {
            accept_chapter(proposal, judgement);
        } else {
            accept_credit(proposal, judgement);
        }
    }

    void settle(const Proposal& proposal, ProposalStatus status) { after_[proposal.id] = status; }

    void accept_chapter(const Proposal& proposal, const Judgement& judgement) {
        const bool edited = judgement.verdict == Verdict::edit && judgement.chapter;
        settle(proposal, edited ? ProposalStatus::edited : ProposalStatus::accepted);
        Chapter chapter = edited ? *judgement.chapter : proposal.suggested;
        chapter.id = proposal.chapter;
        chapter.children.clear();
        chapter.credits.clear();
        if (chapter.title.empty()) chapter.title = "Chapitre";
        if (!chapter.end) chapter.end = chapter.start;
        if (Chapter* const there = find_chapter(tree_, chapter.id)) {
            if (!edited) return;
            chapter.credits = there->credits;
            remove_chapter(tree_, chapter.id);
        }
        insert_chapter(tree_, std::move(chapter));
    }

    void accept_credit(const Proposal& proposal, const Judgement& judgement) {
        bring_chapter(proposal);
        Chapter& chapter = *find_chapter(tree_, proposal.chapter);
        if (judgement.verdict == Verdict::edit && judgement.speakers) {
            settle(proposal, ProposalStatus::edited);
            chapter.credits = *judgement.speakers;
        } else {
            const bool chosen = !judgement.person.empty() || !judgement.new_person.empty();
            settle(proposal, chosen ? ProposalStatus::edited : ProposalStatus::accepted);
            for (Credit& credit : credits_for(proposal, judgement)) add_credit(chapter, credit);
        }
        for (Credit& credit : chapter.credits) credit.status = chapters::CreditStatus::confirmed;
    }

    static void add_credit(Chapter& chapter, const Credit& credit) {
        for (Credit& each : chapter.credits) {
            if (!is_same_speaker(each, credit)) continue;
            if (each.person.empty()) each.person = credit.person;
            return;
        }
        // A name that was only proposed gives way to the one that somebody decided on.
        std::erase_if(chapter.credits, [](const Credit& each) {
            return each.status == chapters::CreditStatus::proposed;
        });
        chapter.credits.push_back(credit);
    }

    // A credit stands in a chapter: that one is accepted with it.
    void bring_chapter(const Proposal& credit) {
        if (find_chapter(tree_, credit.chapter) != nullptr) return;
        for (const std::string& id : order_) {
            const Proposal& proposal = proposals_.at(id);
            const bool its = proposal.kind == ProposalKind::chapter &&
                             proposal.chapter == credit.chapter &&
                             proposal.status != ProposalStatus::rejected;
            if (its) return accept_chapter(proposal, {.proposal = id});
        }
        throw Error(ErrorCode::conflict,
                    fmt::format("the chapter '{}' of the proposal '{}' is not in the list any more",
                                credit.suggested.title, credit.id));
    }

    std::vector<Credit> credits_for(const Proposal& proposal, const Judgement& judgement) {
        if (!judgement.person.empty()) return {credit_of(judgement.person, proposal)};
        if (!judgement.new_person.empty()) {
            return {credit_of(new_person(judgement.new_person), proposal)};
        }
        if (!proposal.suggested.credits.empty()) return proposal.suggested.credits;
        if (!proposal.persons.empty() && !proposal.persons.front().id.empty()) {
            return {credit_of(proposal.persons.front().id, proposal)};
        }
        throw Error(ErrorCode::invalid_input,
                    fmt::format("nobody is known who could speak in '{}': say who it is",
                                proposal.suggested.title));
    }

    std::string new_person(const std::string& raw) {
        const std::string name = chapters::clean_line(raw);
        const auto [known, fresh] = made_.try_emplace(name);
        if (fresh) {
            known->second =
                repository_.save_person({.id = "",
                                         .name = name,
                                         .sort_name = chapters::linking::sort_name_of(name),
                                         .variants = {}});
        }
        return known->second;
    }

    // As the programme has the person, in that session if it does.
    Credit credit_of(const std::string& id, const Proposal& proposal) {
        const chapters::Person person = repository_.person(repository_.person_register().meant(id));
        Credit credit;
        credit.person = person.id;
        credit.name = person.name;
        const chapters::Expectation* best = nullptr;
        for (const chapters::Expectation& each : expectations_) {
            if (each.person != person.id) continue;
            if (best == nullptr || each.session == proposal.suggested.session) best = &each;
        }
        if (best == nullptr) return credit;
        credit.function = best->function;
        credit.organisation = best->organisation;
        credit.role = best->role;
        credit.evidence = {"programme"};
        return credit;
    }

    void reject(const Proposal& proposal) {
        settle(proposal, ProposalStatus::rejected);
        if (proposal.kind == ProposalKind::credit) return reject_credit(proposal);
        if (remove_chapter(tree_, proposal.chapter)) chapters::sort_chapters(tree_);
        for (const std::string& id : order_) {
            const Proposal& credit = proposals_.at(id);
            const bool its = credit.kind == ProposalKind::credit &&
                             credit.chapter == proposal.chapter &&
                             credit.status == ProposalStatus::proposed;
            if (its) settle(credit, ProposalStatus::rejected);
        }
    }

    void reject_credit(const Proposal& proposal) {
        Chapter* const chapter = find_chapter(tree_, proposal.chapter);
        if (chapter == nullptr) return;
        std::erase_if(chapter->credits, [&](const Credit& each) {
            return std::ranges::any_of(proposal.suggested.credits, [&](const Credit& suggested) {
                return is_same_speaker(each, suggested);
            });
        });
    }

    [[nodiscard]] std::string summary() const {
        if (!decisions_.summary.empty()) return decisions_.summary;
        std::size_t rejected = 0;
        for (const auto& [id, status] : after_) rejected += status == ProposalStatus::rejected;
        const std::size_t accepted = after_.size() - rejected;
        const auto told = [](std::size_t count, std::string_view verb) {
            return fmt::format("{} proposal{} {}", count, count == 1 ? "" : "s", verb);
        };
        if (rejected == 0) return told(accepted, "accepted");
        if (accepted == 0) return told(rejected, "rejected");
        return told(accepted, "accepted") + "; " + told(rejected, "rejected");
    }

    DecisionResult store() {
        DecisionResult result{.revision = decisions_.based_on, .decided = {}};
        if (after_.empty()) return result;
        result.revision = repository_.add_revision({.recording = decisions_.recording,
                                                    .number = 0,
                                                    .created_at = "",
                                                    .author = decisions_.author,
                                                    .summary = summary(),
                                                    .chapters = tree_,
                                                    .kind = chapters::RevisionKind::review},
                                                   decisions_.based_on);
        std::vector<storage::Decision> notes;
        for (const auto& [id, status] : after_) {
            repository_.decide_proposal(id, status);
            notes.push_back({.proposal = id, .before = proposals_.at(id).status, .after = status});
            result.decided.emplace_back(id, status);
        }
        repository_.note_decisions(decisions_.recording, result.revision, notes);
        return result;
    }

    storage::Repository& repository_;
    const Decisions& decisions_;
    std::vector<Chapter> tree_;
    std::vector<chapters::Expectation> expectations_;
    std::map<std::string, Proposal> proposals_;
    std::vector<std::string> order_;  // of time
    std::map<std::string, ProposalStatus> after_;
    std::map<std::string, std::string> made_;  // persons, by name
};

}  // namespace

DecisionResult decide(storage::Repository& repository, const Decisions& decisions) {
    DecisionResult result;
    repository.transact([&] { result = Deciding(repository, decisions).decide(); });
    return result;
}

}  // namespace revivre::review
