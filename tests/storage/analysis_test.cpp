#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

class AnalysisStore : public StoreTest {
  protected:
    [[nodiscard]] Analysis begun(const std::string& choice = "full") const {
        return {.recording = recording_,
                .choice = choice,
                .attempts = 1,
                .reason = {},
                .tool_version = "0.4"};
    }

    std::string recording_ = add_recording(add_event());
};

TEST_F(AnalysisStore, KnowsOfNoneAtFirst) {
    EXPECT_EQ(store().analysis(recording_), std::nullopt);
}

TEST_F(AnalysisStore, GivesBackWhereAnAnalysisMayGoOn) {
    Analysis analysis = begun();
    analysis.settled = Time(250'000);
    analysis.from = Time(229'960);
    store().save_analysis(analysis);
    EXPECT_EQ(store().analysis(recording_), analysis);
}

TEST_F(AnalysisStore, KeepsTheLastWordOnly) {
    store().save_analysis(begun("fast"));
    for (const AnalysisState state : {AnalysisState::failed, AnalysisState::done}) {
        Analysis ended = begun("exhaustive");
        ended.state = state;
        ended.attempts = 3;
        ended.reason = "the analyser crashed";
        store().save_analysis(ended);
        EXPECT_EQ(store().analysis(recording_), ended);
    }
}

TEST_F(AnalysisStore, KeepsRecordingsApart) {
    const std::string other = add_recording(add_event());
    store().save_analysis(begun());
    EXPECT_EQ(store().analysis(other), std::nullopt);
}

TEST_F(AnalysisStore, IsRolledBackWithTheEvidenceItBelongsTo) {
    const auto work = [&] {
        store().transact([&] {
            store().save_analysis(begun());
            throw Error(ErrorCode::conflict, "no");
        });
    };
    EXPECT_EQ(error_of(work), ErrorCode::conflict);
    EXPECT_EQ(store().analysis(recording_), std::nullopt);
}

TEST_F(AnalysisStore, RefusesARecordingThatIsNotThere) {
    Analysis analysis = begun();
    analysis.recording = "rec_0";
    EXPECT_EQ(error_of([&] { store().save_analysis(analysis); }), ErrorCode::not_found);
}

}  // namespace
}  // namespace revivre::storage
