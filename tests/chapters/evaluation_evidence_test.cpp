// What is seen and heard, against the truth.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/chapters/evaluation_samples.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;

Observation cuts_at(const std::vector<Time>& times) {
    Observation observed;
    for (const Time time : times) observed.evidence.push_back(seen("", "cut", time, time));
    return observed;
}

TEST(EvaluationOfShots, FindsACutWithinOneFrame) {
    const Json truth = truth_with(
        R"({"cuts":[{"time":3.6,"frame":90,"type":"cut"},{"time":8.0,"frame":200,"type":"cut"}]})");
    const ShotScore score = evaluate(truth, cuts_at({3'640ms, 8'080ms})).shots;
    EXPECT_EQ(score.cuts, (Count{.expected = 2, .found = 1, .extra = 1}));
}

TEST(EvaluationOfShots, CountsACutThatIsSeenTwiceAsExtra) {
    const Json truth = truth_with(R"({"cuts":[{"time":3.6,"frame":90,"type":"cut"}]})");
    const ShotScore score = evaluate(truth, cuts_at({3'600ms, 3'640ms})).shots;
    EXPECT_EQ(score.cuts, (Count{.expected = 1, .found = 1, .extra = 1}));
}

TEST(EvaluationOfShots, SaysWhatWasTakenForCuts) {
    const Json truth = truth_with(
        R"({"distractors":[{"type":"flash","start":5.0,"end":5.08},
                           {"type":"passer_by","start":9.0,"end":10.7}],
            "shots":[{"start":20.0,"end":30.0,"kind":"wide","transition_in":"dissolve",
                      "transition_frames":[491,509],"fade_out_frames":20}],
            "captions":[{"on":40.0,"off":45.0,"lines":["x"],"box":[0,0,9,9],"kind":"name"}]})");
    const ShotScore score =
        evaluate(truth, cuts_at({5'040ms, 9'500ms, 20s, 29'500ms, 45s, 60s})).shots;
    EXPECT_EQ(score.taken_for_cuts, (TakenForCuts{1, 1, 1, 1, 1}));
    EXPECT_EQ(score.cuts.extra, 6);
}

TEST(EvaluationOfShots, AllowsACutAtOnceFromBlack) {
    const Json truth = truth_with(R"({"cuts":[{"time":3.6,"frame":90,"type":"fade"}]})");
    EXPECT_EQ(evaluate(truth, cuts_at({3'600ms})).shots.cuts, Count{});
}

TEST(EvaluationOfShots, FindsADissolveWithinHalfASecond) {
    const Json truth = truth_with(
        R"({"shots":[{"start":20.0,"end":30.0,"kind":"wide","transition_in":"dissolve",
                      "transition_frames":[491,509]}]})");
    Observation observed;
    observed.evidence = {seen("", "dissolve", 20'800ms, 21s), seen("", "dissolve", 25s, 26s),
                         seen("", "fade", 20s, 21s)};
    const ShotScore score = evaluate(truth, observed).shots;
    EXPECT_EQ(score.dissolves, (Count{.expected = 1, .found = 1, .extra = 1}));
    EXPECT_EQ(score.fades, (Count{.extra = 1}));
}

TEST(EvaluationOfSilences, MeasuresBothEndsAndSilencesOverSpeech) {
    const Json truth = truth_with(
        R"({"silences":[{"start":1.0,"end":3.0},{"start":8.0,"end":10.0},{"start":20.0,"end":22.0}],
            "transcript":[{"start":3.0,"end":8.0},{"start":10.0,"end":15.0}]})");
    Observation observed;
    observed.evidence = {seen("", "silence", 1'050ms, 3s), seen("", "silence", 8s, 10'400ms),
                         seen("", "silence", 11s, 12s)};
    const SilenceScore score = evaluate(truth, observed).silences;
    EXPECT_EQ(score.count, (Count{.expected = 3, .found = 2, .extra = 1}));
    EXPECT_EQ(score.within_100_ms, 1);
    EXPECT_EQ(score.within_500_ms, 2);
}

TEST(EvaluationOfCards, FindsATitleThatIsBrokenIntoLines) {
    const Json truth = truth_with(
        R"({"sessions":[{"id":"m1","title":"L'eau et la ville","start":3.6,"end":60.0,
                         "card":[3.6,6.8]}],
            "shots":[{"start":0.0,"end":3.6,"kind":"card"},{"start":3.6,"end":6.8,"kind":"card"}]})");
    Observation observed;
    observed.evidence = {seen("", "card", 0s, 3'600ms, "Journée"),
                         seen("", "card", 3'600ms, 6'800ms, "L’EAU\net la ville\nSaint-Aubrel"),
                         seen("", "card", 30s, 32s, "rien")};
    const TitleScore score = evaluate(truth, observed).cards;
    EXPECT_EQ(score.count, (Count{.expected = 1, .found = 1, .extra = 1}));
    EXPECT_EQ(score.read, 1);
}

class EvaluationOfCaptions : public testing::Test {
  protected:
    void see(const std::string& id, Time start, Time end, const Box& box, const std::string& text) {
        Evidence caption = seen(id, "caption", start, end, text);
        caption.box = box;
        observed_.evidence.push_back(caption);
    }

    void name(const std::string& evidence, const std::vector<std::string>& names) {
        propose(observed_, {.start = 10s, .end = 30s, .names = names, .evidence = evidence});
    }

    [[nodiscard]] CaptionScore score() const { return evaluate(truth_, observed_).captions; }

    Json truth_ = truth_with(
        R"({"captions":[{"on":14.0,"off":19.0,"lines":["Loïc PÉCHINARD","Maire"],"speaker":"s2",
                         "kind":"name","intervention":"i2","box":[0,200,100,30]},
                        {"on":24.0,"off":29.0,"lines":["Ouverture"],"speaker":null,
                         "kind":"session_title","intervention":"i2","box":[0,200,100,30]}]})");
    Observation observed_ = nothing_but_known_persons();
    Box place_{10, 205, 60, 20};
};

TEST_F(EvaluationOfCaptions, LocatesInTimeAndPlace) {
    see("a", 14s, 19s, {10, 20, 60, 20}, "Loïc Péchinard");
    see("b", 19s, 23s, place_, "Loïc Péchinard");
    EXPECT_EQ(score().count, (Count{.expected = 1, .found = 0, .extra = 2}));
    see("c", 15s, 18s, place_, "Loïc Péchinard");
    EXPECT_EQ(score().count, (Count{.expected = 1, .found = 1, .extra = 2}));
}

TEST_F(EvaluationOfCaptions, ReadsTheNameLineWithoutAccents) {
    see("a", 14s, 19s, place_, "Loic Pechinard\nMalre");
    EXPECT_EQ(score().reading.read, 1);
    EXPECT_NEAR(score().reading.similarity, 19. / 20, 1e-9);
}

TEST_F(EvaluationOfCaptions, CountsACaptionThatACutPartsOnce) {
    see("a", 14s, 16s, place_, "L Péch");
    see("b", 16s, 19s, place_, "Loïc Péchinard");
    EXPECT_EQ(score().count, (Count{.expected = 1, .found = 1}));
    EXPECT_EQ(score().reading.read, 1);
}

TEST_F(EvaluationOfCaptions, JudgesWhomLinkingNamedByIt) {
    see("a", 14s, 19s, place_, "Loïc Péchinard");
    EXPECT_EQ(score().persons, (PersonScore{.missing = 1}));
    name("a", {"Loïc Péchinard"});
    EXPECT_EQ(score().persons, (PersonScore{.right = 1}));
    name("a", {"Maëlys Kerzhéro"});
    EXPECT_EQ(score().persons, (PersonScore{.wrong = 1}));
}

TEST_F(EvaluationOfCaptions, SeesANewPersonOffered) {
    observed_.known_persons.clear();
    see("a", 14s, 19s, place_, "Loïc Péchinard");
    name("a", {});
    observed_.proposals[0].persons = {{.id = "", .name = "Loïc Péchinard", .rule = ""}};
    EXPECT_EQ(score().persons, (PersonScore{.unannounced = 1}));
    EXPECT_EQ(score().new_persons, 1);
}

TEST_F(EvaluationOfCaptions, JudgesStripsApart) {
    see("b", 24s, 29s, place_, "Ouverture");
    propose(observed_, {ChapterKind::session, 5s, 60s, {}, "Ouverture", "b"});
    EXPECT_EQ(score().strips, (Count{.expected = 1, .found = 1}));
    EXPECT_EQ(score().strip_sessions, (Score{1, 0, 0}));
    EXPECT_EQ(score().strips_as_persons, 0);
    name("b", {"Maëlys Kerzhéro"});
    EXPECT_EQ(score().strips_as_persons, 1);
}

}  // namespace
}  // namespace revivre::chapters
