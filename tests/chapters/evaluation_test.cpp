#include "chapters/evaluation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;

Json truth() {
    return parse_json(
        R"({"speakers":[{"id":"s1","name":"Maëlys Kerzhéro"},{"id":"s2","name":"Loïc Péchinard"}],
        "sessions":[{"id":"m1","title":"Ouverture"}],
        "chapters":[{"start":0.0,"title":"Générique","session":null,"speaker":null},
                    {"start":10.04,"title":"M. Kerzhéro","session":"m1","speaker":"s1"},
                    {"start":20.0,"title":"L. Péchinard","session":"m1","speaker":"s2"}]})");
}

TEST(Evaluation, CountsRightWrongAndMissing) {
    const Evaluation result = evaluate(truth(),
                                       {{10ms, {}, ""},
                                        {10'000ms, {"maelys kerzhero"}, "Ouverture"},
                                        {20s, {}, "Clôture"},
                                        {30s, {}, ""}},
                                       {"Maëlys Kerzhéro", "Loïc Péchinard"});
    EXPECT_EQ(result.chapters_expected, 3);
    EXPECT_EQ(result.chapters_found, 3);
    EXPECT_EQ(result.chapters_extra, 1);
    EXPECT_EQ(result.persons, (Score{1, 0, 1}));
    EXPECT_EQ(result.sessions, (Score{1, 1, 0}));
    EXPECT_EQ(result.faults.size(), 2U);
}

TEST(Evaluation, CountsANameWhereNobodySpeaksAsWrong) {
    const Evaluation result = evaluate(truth(), {{0ms, {"Loïc Péchinard"}, "Ouverture"}},
                                       {"Loïc Péchinard", "Maëlys Kerzhéro"});
    EXPECT_EQ(result.persons, (Score{0, 1, 2}));
    EXPECT_EQ(result.sessions, (Score{0, 1, 2}));
}

TEST(Evaluation, CannotMissWhomNobodyAnnounced) {
    const Evaluation result =
        evaluate(truth(), {{0ms, {}, ""}, {10'040ms, {}, ""}, {20s, {}, ""}}, {"Loïc Péchinard"});
    EXPECT_EQ(result.persons, (Score{0, 0, 1}));
    EXPECT_EQ(result.unannounced, 1);
}

TEST(Evaluation, RefusesWhatIsNoTruthFile) {
    EXPECT_THROW(evaluate(parse_json("{}"), {}, {}), Error);
    EXPECT_THROW(evaluate(parse_json(R"({"chapters":[{"start":"a"}]})"), {}, {}), Error);
}

}  // namespace
}  // namespace revivre::chapters
