#include "app/application/carried_proposals.hpp"

#include <algorithm>
#include <map>

#include "chapters/evidence_kinds.hpp"
#include "chapters/remap/passage_text.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

using chapters::Chapter;
using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;
using chapters::Time;

constexpr const char* kTool = "revivre index --replaces";

// A chapter of the list that nothing proposed before: somebody set its start by hand.
constexpr Time kSameChapter{2'000};
// The same evidence in both files lies apart by what shots and captions are found to.
constexpr Time kSameEvidence{500};

void flatten(const std::vector<Chapter>& list, std::vector<Chapter>& flat) {
    for (const Chapter& each : list) {
        flat.push_back(each);
        flat.back().children.clear();
        flatten(each.children, flat);
    }
}

bool same_speaker(const chapters::Credit& one, const chapters::Credit& other) {
    if (!one.person.empty() && one.person == other.person) return true;
    return !one.name.empty() && chapters::fold(one.name) == chapters::fold(other.name);
}

bool shares_speaker(const Chapter& one, const Chapter& other) {
    return std::ranges::any_of(one.credits, [&](const chapters::Credit& credit) {
        return std::ranges::any_of(other.credits,
                                   [&](const auto& each) { return same_speaker(credit, each); });
    });
}

// Two proposals answer the same question.
bool same_question(const Proposal& one, const Proposal& other) {
    if (one.kind != other.kind || one.suggested.kind != other.suggested.kind) return false;
    if (std::chrono::abs(one.suggested.start - other.suggested.start) > kSameEvidence) return false;
    if (one.kind == ProposalKind::chapter) return true;
    const bool nobody = one.suggested.credits.empty() && other.suggested.credits.empty();
    return nobody || shares_speaker(one.suggested, other.suggested);
}

}  // namespace

CarriedProposals::CarriedProposals(const std::vector<Chapter>& moved,
                                   const std::vector<Proposal>& old,
                                   const chapters::remap::PassageMap& map) {
    flatten(moved, moved_);
    for (Proposal each : old) {
        const auto start = map.start(each.suggested.start);
        if (!start) continue;
        each.suggested.start = *start;
        old_.push_back(std::move(each));
    }
}

const Chapter* CarriedProposals::moved_as(const Proposal& proposal) const {
    const auto asked = std::ranges::find_if(
        old_, [&](const Proposal& each) { return same_question(each, proposal); });
    if (asked != old_.end()) return moved_chapter(asked->chapter);
    const Chapter* nearest = nullptr;
    const auto away = [&](const Chapter& chapter) {
        return std::chrono::abs(chapter.start - proposal.suggested.start);
    };
    for (const Chapter& each : moved_) {
        if (each.kind != proposal.suggested.kind || away(each) > kSameChapter) continue;
        if (nearest == nullptr || away(each) < away(*nearest)) nearest = &each;
    }
    return nearest;
}

const Chapter* CarriedProposals::moved_chapter(const std::string& id) const {
    const auto found = std::ranges::find(moved_, id, &Chapter::id);
    return found == moved_.end() ? nullptr : &*found;
}

void CarriedProposals::adapt(std::vector<Proposal>& proposals) const {
    std::map<std::string, std::string> known_as;
    for (const Proposal& each : proposals) {
        const Chapter* chapter = each.kind == ProposalKind::chapter ? moved_as(each) : nullptr;
        if (chapter != nullptr) known_as.emplace(each.chapter, chapter->id);
    }
    for (Proposal& each : proposals) {
        const auto known = known_as.find(each.chapter);
        if (known == known_as.end()) continue;
        if (each.suggested.id == each.chapter) each.suggested.id = known->second;
        each.chapter = known->second;
    }
}

ProposalStatus CarriedProposals::decided(const Proposal& proposal) const {
    const auto rejected = [&](const Proposal& each) {
        return each.status == ProposalStatus::rejected && same_question(each, proposal);
    };
    if (std::ranges::any_of(old_, rejected)) return ProposalStatus::rejected;
    const Chapter* chapter = moved_chapter(proposal.chapter);
    if (chapter == nullptr) return ProposalStatus::proposed;
    if (proposal.kind == ProposalKind::chapter) return ProposalStatus::accepted;
    if (shares_speaker(*chapter, proposal.suggested)) return ProposalStatus::accepted;
    const bool named = std::ranges::any_of(chapter->credits, [](const chapters::Credit& credit) {
        return credit.status == chapters::CreditStatus::confirmed;
    });
    return named ? ProposalStatus::edited : ProposalStatus::proposed;
}

std::vector<Proposal> proposals_to_check(storage::Repository& repository,
                                         const chapters::Recording& recording,
                                         const std::vector<chapters::remap::Unsure>& unsure,
                                         const chapters::remap::PassageMap& map) {
    std::vector<chapters::Evidence> evidence;
    for (const chapters::remap::Unsure& each : unsure) {
        evidence.push_back({.kind = std::string(chapters::evidence_kinds::kRemap),
                            .start = each.chapter.start,
                            .end = each.chapter.end,
                            .text = each.chapter.title + "\n" + each.reason,
                            .score = 0,
                            .tool_version = REVIVRE_VERSION});
    }
    for (const chapters::remap::Passage& each : map.passages()) {
        evidence.push_back({.kind = std::string(chapters::evidence_kinds::kPassage),
                            .start = each.new_start(),
                            .end = each.new_end(),
                            .text = chapters::remap::text_of(each),
                            .score = std::clamp(each.score, 0.0, 1.0),
                            .tool_version = REVIVRE_VERSION});
    }
    evidence = repository.replace_evidence(recording.id, kTool, std::move(evidence));
    std::vector<Proposal> all;
    for (std::size_t i = 0; i < unsure.size(); ++i) {
        all.push_back({.id = {},
                       .recording = recording.id,
                       .chapter = unsure[i].chapter.id,
                       .kind = ProposalKind::chapter,
                       .suggested = unsure[i].chapter,
                       .persons = {},
                       .sessions = {},
                       .reason = "of " + recording.replaces + ": " + unsure[i].reason,
                       .evidence = {evidence[i].id}});
    }
    return all;
}

}  // namespace revivre::app
