// Chapters, interventions and sessions. Pictures and sound: evaluation_evidence_test.cpp.

#include "chapters/evaluation/evaluation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "tests/chapters/evaluation_samples.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr const char* kChapters =
    R"({"chapters":[{"start":0.0,"title":"Générique","session":null,"speaker":null},
                    {"start":10.04,"title":"M. Kerzhéro","session":"m1","speaker":"s1"},
                    {"start":20.0,"title":"L. Péchinard","session":"m1","speaker":"s2"}]})";

constexpr const char* kInterventions =
    R"({"interventions":[{"id":"i1","speaker":"s1","kind":"moderation","start":1.0,"end":9.0},
                         {"id":"i2","speaker":"s2","start":10.0,"end":30.0},
                         {"id":"i3","speaker":"s1","start":31.0,"end":51.0}],
        "captions":[{"on":14.0,"off":19.0,"lines":["Loïc Péchinard"],"speaker":"s2","kind":"name",
                     "intervention":"i2","box":[0,200,100,30]}]})";

// Linking at a marker of the container.
void mark(Observation& observed, Time at, const std::vector<std::string>& names,
          const std::string& session) {
    const std::string id = "evi_" + std::to_string(observed.evidence.size());
    observed.evidence.push_back(seen(id, "container_chapter", at, at));
    propose(observed,
            {.start = at, .end = at + 5s, .names = names, .session = session, .evidence = id});
}

TEST(Evaluation, CountsRightWrongAndMissing) {
    Observation observed = nothing_but_known_persons();
    mark(observed, 10ms, {}, "");
    mark(observed, 10'000ms, {"maelys kerzhero"}, "Ouverture");
    mark(observed, 20s, {}, "Clôture");
    mark(observed, 30s, {}, "");
    const Evaluation result = evaluate(truth_with(kChapters), observed);
    EXPECT_EQ(result.chapters.count, (Count{.expected = 3, .found = 3, .extra = 1}));
    EXPECT_EQ(result.chapters.persons, (PersonScore{.right = 1, .missing = 1}));
    EXPECT_EQ(result.chapters.sessions, (Score{1, 1, 0}));
    EXPECT_EQ(result.faults.size(), 2U);
}

TEST(Evaluation, CountsANameWhereNobodySpeaksAsWrong) {
    Observation observed = nothing_but_known_persons();
    mark(observed, 0ms, {"Loïc Péchinard"}, "Ouverture");
    const Evaluation result = evaluate(truth_with(kChapters), observed);
    EXPECT_EQ(result.chapters.persons, (PersonScore{.wrong = 1, .missing = 2}));
    EXPECT_EQ(result.chapters.sessions, (Score{0, 1, 2}));
}

TEST(Evaluation, CannotMissWhomNobodyAnnounced) {
    Observation observed;
    observed.known_persons = {"Loïc Péchinard"};
    for (const Time at : {0ms, 10'040ms, 20'000ms}) mark(observed, at, {}, "");
    const Evaluation result = evaluate(truth_with(kChapters), observed);
    EXPECT_EQ(result.chapters.persons, (PersonScore{.missing = 1, .unannounced = 1}));
}

TEST(Evaluation, FindsAMarkedChapterThatWasMovedToItsTrueStart) {
    Observation observed = nothing_but_known_persons();
    mark(observed, 10'040ms, {"Maëlys Kerzhéro"}, "Ouverture");
    observed.proposals[0].suggested.start = 12s;
    const Evaluation result = evaluate(truth_with(kChapters), observed);
    EXPECT_EQ(result.chapters.count, (Count{.expected = 3, .found = 1}));
    EXPECT_EQ(result.chapters.persons.right, 1);
}

TEST(Evaluation, CountsNoChapterOfACaptionAsAnExtraMarker) {
    Observation observed = nothing_but_known_persons();
    propose(observed, {.start = 40s, .end = 50s, .evidence = "evi_caption"});
    EXPECT_EQ(evaluate(truth_with(kChapters), observed).chapters.count.extra, 0);
}

TEST(Evaluation, RefusesWhatIsNoTruthFile) {
    EXPECT_THROW(evaluate(parse_json("{}"), {}), Error);
    EXPECT_THROW(evaluate(parse_json(R"({"chapters":[{"start":"a"}]})"), {}), Error);
    EXPECT_THROW(evaluate(parse_json(R"({"chapters":[],"silences":[{"start":1e300}]})"), {}),
                 Error);
}

TEST(EvaluationOfInterventions, CountsWhoIsNamedAndHowNearTheStartIs) {
    Observation observed = nothing_but_known_persons();
    propose(observed, {.start = 11'500ms, .end = 31s, .names = {"Loïc Péchinard"}});
    const Evaluation result = evaluate(truth_with(kInterventions), observed);
    EXPECT_EQ(result.interventions.persons, (PersonScore{.right = 1, .missing = 1}));
    EXPECT_EQ(result.interventions.starts.count, (Count{.expected = 2, .found = 1}));
    EXPECT_THAT(result.interventions.starts.errors, ElementsAre(1500ms));
    EXPECT_EQ(result.captioned.persons, (PersonScore{.right = 1}));
    EXPECT_EQ(result.captioned.starts.count, (Count{.expected = 1, .found = 1}));
}

TEST(EvaluationOfInterventions, JudgesANameByWhoSpeaksFirstAfterTheIntroduction) {
    Observation observed = nothing_but_known_persons();
    propose(observed, {.start = 2s, .end = 51s, .names = {"Loïc Péchinard"}});
    EXPECT_EQ(evaluate(truth_with(kInterventions), observed).interventions.persons.wrong, 0);
    observed.proposals[0].suggested.credits[0].name = "Maëlys Kerzhéro";
    EXPECT_EQ(evaluate(truth_with(kInterventions), observed).interventions.persons.wrong, 1);
}

TEST(EvaluationOfInterventions, AllowsTwoWhoAreNamedTogether) {
    Observation observed = nothing_but_known_persons();
    propose(observed, {.start = 10s, .end = 51s, .names = {"Maëlys Kerzhéro", "Loïc Péchinard"}});
    const Evaluation result = evaluate(truth_with(kInterventions), observed);
    EXPECT_EQ(result.interventions.persons, (PersonScore{.right = 2}));
}

TEST(EvaluationOfInterventions, TakesNoShortOneThatIsFoundForAnExtraOne) {
    Observation observed;
    for (const Time start : {1s, 10s, 31s, 70s})
        propose(observed, {.start = start, .end = start + 4s});
    const Evaluation result = evaluate(truth_with(kInterventions), observed);
    EXPECT_EQ(result.interventions.starts.count, (Count{.expected = 2, .found = 2, .extra = 1}));
}

TEST(EvaluationOfInterventions, PassesOverWhatWasRejected) {
    Observation observed;
    propose(observed, {.start = 10s, .end = 30s, .names = {"Maëlys Kerzhéro"}});
    observed.proposals[0].status = ProposalStatus::rejected;
    EXPECT_EQ(evaluate(truth_with(kInterventions), observed).interventions.persons.wrong, 0);
}

TEST(EvaluationOfSessions, CountsStartsAndTitles) {
    const Json truth = truth_with(
        R"({"sessions":[{"id":"m1","title":"Ouverture","start":3.6,"end":60.0,"card":[3.6,6.8]},
                        {"id":"m2","title":"Débat","start":60.0,"end":90.0,"card":[60.0,63.2]},
                        {"id":"m3","title":"Clôture","start":90.0,"end":99.0,"card":[90.0,93.2]}]})");
    Observation observed;
    propose(observed, {ChapterKind::session, 4s, 60s, {}, "Ouverture"});
    propose(observed, {ChapterKind::session, 58s, 85s, {}, "Clôture"});
    propose(observed, {ChapterKind::session, 75s, 85s, {}, "Débat"});
    const Evaluation result = evaluate(truth, observed);
    EXPECT_EQ(result.session_starts.count, (Count{.expected = 3, .found = 2, .extra = 1}));
    EXPECT_THAT(result.session_starts.errors, ElementsAre(400ms, -2s));
    EXPECT_EQ(result.session_titles, (Score{1, 1, 0}));
    EXPECT_EQ(to_json(result)["session_starts"]["median_error_ms"], 1200);
}

TEST(Evaluation, SaysOfChaptersOnlyWhatWasNotAnalysed) {
    Json truth = truth_with(kInterventions);
    truth["chapters"] = parse_json(kChapters)["chapters"];
    EXPECT_EQ(evaluate(truth, {}).faults.size(), 3U);
}

}  // namespace
}  // namespace revivre::chapters
