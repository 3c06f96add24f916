#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using chapters::Evidence;
using testing::ElementsAre;
using testing::IsEmpty;

class EvidenceStore : public StoreTest {
  protected:
    static Evidence seen(const std::string& text, int start_ms) {
        Evidence evidence;
        evidence.kind = "container_chapter";
        evidence.start = Time(start_ms);
        evidence.text = text;
        evidence.tool_version = "1";
        return evidence;
    }

    std::string recording_ = add_recording(add_event());
};

TEST_F(EvidenceStore, GivesBackWhatAToolSaw) {
    Evidence open = seen("Ouverture", 0);
    Evidence closed = seen("Clôture", 5000);
    closed.end = Time(6000);
    closed.score = 0.25;
    const auto kept = store().replace_evidence(recording_, "container", {open, closed});
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[1].tool, "container");
    EXPECT_EQ(kept[1].recording, recording_);
    EXPECT_EQ(store().evidence(recording_), kept);
}

TEST_F(EvidenceStore, KeepsTheIdsOfWhatStaysTheSame) {
    const auto first =
        store().replace_evidence(recording_, "container", {seen("A", 0), seen("B", 9)});
    const auto second =
        store().replace_evidence(recording_, "container", {seen("C", 0), seen("B", 9)});
    EXPECT_EQ(second[1].id, first[1].id);
    EXPECT_NE(second[0].id, first[0].id);
    EXPECT_EQ(store().evidence(recording_), second);
}

TEST_F(EvidenceStore, TellsEqualSightingsApart) {
    const auto first =
        store().replace_evidence(recording_, "container", {seen("A", 0), seen("A", 0)});
    const auto second =
        store().replace_evidence(recording_, "container", {seen("A", 0), seen("A", 0)});
    EXPECT_NE(first[0].id, first[1].id);
    EXPECT_EQ(second, first);
}

TEST_F(EvidenceStore, KnowsAgainWhatWasGoneForAWhile) {
    const auto first = store().replace_evidence(recording_, "container", {seen("A", 0)});
    store().replace_evidence(recording_, "container", {});
    EXPECT_THAT(store().evidence(recording_), IsEmpty());
    EXPECT_EQ(store().replace_evidence(recording_, "container", {seen("A", 0)}), first);
}

TEST_F(EvidenceStore, TakesANewScoreAndVersionForTheSameSighting) {
    const auto first = store().replace_evidence(recording_, "container", {seen("A", 0)});
    Evidence better = seen("A", 0);
    better.score = 0.5;
    better.tool_version = "2";
    const auto second = store().replace_evidence(recording_, "container", {better});
    EXPECT_EQ(second[0].id, first[0].id);
    EXPECT_EQ(store().evidence(recording_), second);
}

TEST_F(EvidenceStore, LeavesOtherToolsAndRecordingsAlone) {
    const std::string other = add_recording(add_event());
    store().replace_evidence(recording_, "container", {seen("A", 0)});
    store().replace_evidence(recording_, "sidecar", {seen("B", 1)});
    store().replace_evidence(other, "container", {seen("C", 2)});
    store().replace_evidence(recording_, "container", {});
    EXPECT_THAT(store().evidence(recording_), ElementsAre(testing::Field(&Evidence::text, "B")));
    EXPECT_EQ(store().evidence(other).size(), 1U);
}

TEST_F(EvidenceStore, RefusesWhatCannotBeAndKeepsTheRest) {
    const auto kept = store().replace_evidence(recording_, "container", {seen("A", 0)});
    Evidence backwards = seen("B", 10);
    backwards.end = Time(9);
    const auto replace = [&] { store().replace_evidence(recording_, "container", {backwards}); };
    EXPECT_EQ(error_of(replace), ErrorCode::invalid_input);
    EXPECT_EQ(store().evidence(recording_), kept);
}

TEST_F(EvidenceStore, SaysNotFoundForAnUnknownRecording) {
    EXPECT_EQ(error_of([&] { store().evidence("rec_0"); }), ErrorCode::not_found);
    EXPECT_EQ(error_of([&] { store().replace_evidence("rec_0", "container", {}); }),
              ErrorCode::not_found);
}

}  // namespace
}  // namespace revivre::storage
