#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;
using testing::ElementsAre;
using testing::IsEmpty;

class ProposalStore : public StoreTest {
  protected:
    ProposalStore() {
        chapters::Evidence seen;
        seen.kind = "container_chapter";
        seen.text = "Ada Faure et Zoé Zola";
        chapters::Evidence later = seen;
        later.start = Time(5000);
        for (const auto& each : store().replace_evidence(recording_, "container", {seen, later})) {
            evidence_.push_back(each.id);
        }
    }

    Proposal chapter_proposal(const std::string& title = "Ouverture", std::size_t evidence = 0) {
        Proposal proposal;
        proposal.chapter = store().new_chapter_id();
        proposal.suggested = chapter(title, 0, 5000);
        proposal.suggested.id = proposal.chapter;
        proposal.sessions = {{.id = "ses_1", .name = "Ouverture", .score = 0.1, .rule = "title"}};
        proposal.reason = "le titre de la piste";
        proposal.evidence = {evidence_.at(evidence)};
        return proposal;
    }

    Proposal credit_proposal(const std::string& of_chapter, const std::string& name) {
        Proposal proposal = chapter_proposal();
        proposal.kind = ProposalKind::credit;
        proposal.chapter = of_chapter;
        proposal.suggested.id = of_chapter;
        proposal.suggested.credits = {credit("", name)};
        proposal.persons = {{.id = {}, .name = name, .score = 0.3, .rule = "name"}};
        return proposal;
    }

    std::vector<Proposal> replace(std::vector<Proposal> all) {
        return store().replace_proposals(recording_, std::move(all));
    }

    std::string recording_ = add_recording(add_event());
    std::vector<std::string> evidence_;
};

TEST_F(ProposalStore, GivesBackWhatWasProposed) {
    const Proposal whole = chapter_proposal();
    const auto kept = replace({whole, credit_proposal(whole.chapter, "Ada Faure")});
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].chapter, whole.chapter);
    EXPECT_EQ(kept[0].suggested, whole.suggested);
    EXPECT_EQ(store().proposals(recording_), kept);
}

TEST_F(ProposalStore, KeepsEqualOnesWithTheirIds) {
    const Proposal whole = chapter_proposal();
    const auto first = replace({whole, credit_proposal(whole.chapter, "Ada Faure")});
    const Proposal again = chapter_proposal();
    EXPECT_EQ(replace({again, credit_proposal(again.chapter, "Ada Faure")}), first);
    EXPECT_EQ(store().proposals(recording_), first);
}

TEST_F(ProposalStore, SupersedesUndecidedOnesThatAreNotMadeAgain) {
    const auto first = replace({chapter_proposal("Ouvertrue")});
    const auto second = replace({chapter_proposal("Ouverture")});
    EXPECT_NE(second[0].id, first[0].id);
    EXPECT_EQ(store().proposals(recording_), second);
    const auto decide = [&] { store().decide_proposal(first[0].id, ProposalStatus::accepted); };
    EXPECT_EQ(error_of(decide), ErrorCode::conflict);
}

TEST_F(ProposalStore, NeverProposesAgainWhatWasRejected) {
    const auto first = replace({chapter_proposal()});
    store().decide_proposal(first[0].id, ProposalStatus::rejected);
    EXPECT_THAT(replace({chapter_proposal("Un autre titre")}), IsEmpty());
    ASSERT_EQ(store().proposals(recording_).size(), 1U);
    EXPECT_EQ(store().proposals(recording_)[0].status, ProposalStatus::rejected);
}

TEST_F(ProposalStore, RemembersARejectionWhileItsEvidenceIsGone) {
    const auto seen = store().evidence(recording_);
    store().decide_proposal(replace({chapter_proposal()})[0].id, ProposalStatus::rejected);
    store().replace_evidence(recording_, "container", {});
    replace({});
    store().replace_evidence(recording_, "container", seen);
    EXPECT_THAT(replace({chapter_proposal()}), IsEmpty());
}

TEST_F(ProposalStore, ProposesAnewFromOtherEvidence) {
    const auto first = replace({chapter_proposal()});
    store().decide_proposal(first[0].id, ProposalStatus::rejected);
    EXPECT_EQ(replace({chapter_proposal("Ouverture", 1)}).size(), 1U);
}

TEST_F(ProposalStore, KeepsTheOtherPersonOfATitleThatNamesTwo) {
    const Proposal whole = chapter_proposal();
    const auto first = replace(
        {credit_proposal(whole.chapter, "Ada Faure"), credit_proposal(whole.chapter, "Zoé Zola")});
    store().decide_proposal(first[0].id, ProposalStatus::rejected);
    EXPECT_THAT(replace({credit_proposal(whole.chapter, "ADA FAURE"),
                         credit_proposal(whole.chapter, "Zoé Zola")}),
                ElementsAre(first[1]));
}

TEST_F(ProposalStore, GivesNewCreditsToTheChapterThatWasDecided) {
    const auto first = replace({chapter_proposal()});
    store().decide_proposal(first[0].id, ProposalStatus::accepted);
    const Proposal again = chapter_proposal();
    const auto second = replace({credit_proposal(again.chapter, "Ada Faure"), again});
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].chapter, first[0].chapter);
    EXPECT_EQ(second[0].suggested.id, first[0].chapter);
}

TEST_F(ProposalStore, LetsADecisionBeTakenBack) {
    const auto first = replace({chapter_proposal()});
    for (const auto status :
         {ProposalStatus::edited, ProposalStatus::accepted, ProposalStatus::proposed}) {
        store().decide_proposal(first[0].id, status);
        EXPECT_EQ(store().proposals(recording_)[0].status, status);
    }
}

TEST_F(ProposalStore, RefusesDecisionsThatAreNone) {
    const auto first = replace({chapter_proposal()});
    const auto supersede = [&] {
        store().decide_proposal(first[0].id, ProposalStatus::superseded);
    };
    const auto unknown = [&] { store().decide_proposal("pro_0", ProposalStatus::accepted); };
    EXPECT_EQ(error_of(supersede), ErrorCode::invalid_input);
    EXPECT_EQ(error_of(unknown), ErrorCode::not_found);
}

TEST_F(ProposalStore, RefusesEvidenceThatIsNotThere) {
    Proposal proposal = chapter_proposal();
    proposal.evidence = {"evi_0"};
    EXPECT_EQ(error_of([&] { replace({proposal}); }), ErrorCode::not_found);
    EXPECT_THAT(store().proposals(recording_), IsEmpty());
    EXPECT_EQ(error_of([&] { store().proposals("rec_0"); }), ErrorCode::not_found);
}

TEST_F(ProposalStore, ListsByStartWithChaptersFirst) {
    Proposal late = chapter_proposal("Clôture", 1);
    late.suggested.start = Time(100);
    const Proposal early = chapter_proposal();
    replace({late, credit_proposal(early.chapter, "Ada Faure"), early});
    std::vector<ProposalKind> kinds;
    for (const auto& each : store().proposals(recording_)) kinds.push_back(each.kind);
    EXPECT_THAT(kinds,
                ElementsAre(ProposalKind::chapter, ProposalKind::credit, ProposalKind::chapter));
    EXPECT_EQ(store().proposals(recording_)[2].suggested.title, "Clôture");
}

}  // namespace
}  // namespace revivre::storage
