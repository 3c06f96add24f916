// An archivist's work by the command line: proposals, history, persons.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class ReviewedDay : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_EQ(index().exit_code, 0);
        morning_ = run({"list"})["recordings"][0]["id"];
    }

    [[nodiscard]] Finished index() const {
        return program_.run({"index", sample("day/morning.mp4"), sample("day/afternoon.mp4"),
                             "--programme", sample("day/programme.json"), "--analyse", "markers"});
    }

    // With --json.
    [[nodiscard]] nlohmann::json run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "--json");
        const Finished finished = program_.run(arguments);
        EXPECT_EQ(finished.exit_code, 0) << finished.err;
        return finished.out.empty() ? nlohmann::json() : finished.json();
    }

    [[nodiscard]] std::string person(const std::string& name) const {
        const auto all = run({"people"});
        for (const auto& each : all["people"]) {
            if (each["name"] == name) return each["id"];
        }
        return "";
    }

    Program program_;
    std::string morning_;
};

TEST_F(ReviewedDay, IsReviewedAndWhatWasDecidedDoesNotReturn) {
    const auto queue = run({"review", morning_})["proposals"];
    ASSERT_GT(queue.size(), 2U);
    EXPECT_GE(queue.front()["doubt"], queue.back()["doubt"]);
    const std::string doubtful = queue.front()["id"];
    const auto decided = run({"review", morning_, "--reject", doubtful, "--accept-above", "0.9"});
    EXPECT_EQ(decided["revision"], 1);
    const auto left = run({"review", morning_})["proposals"];
    EXPECT_LT(left.size(), queue.size());
    ASSERT_EQ(index().exit_code, 0);
    EXPECT_EQ(run({"review", morning_})["proposals"], left);
    EXPECT_EQ(program_.run({"review", morning_, "--accept", "pro_nothing"}).exit_code, 1);
    EXPECT_EQ(program_.run({"review", morning_, "--who", "Personne=per_x"}).exit_code, 2);
}

TEST_F(ReviewedDay, HasAHistoryThatCanBeRestored) {
    ASSERT_EQ(run({"review", morning_, "--accept-above", "0.9"})["revision"], 1);
    const auto first = run({"review", morning_})["proposals"].front();
    static_cast<void>(
        run({"review", morning_, "--reject", first["id"].get<std::string>(), "--author", "Zoé"}));
    const auto restored = run({"restore", morning_, "--revision", "1", "--summary", "trop"});
    static_cast<void>(run({"publish", morning_, "--summary", "première liste"}));
    const auto history = run({"history", morning_});
    EXPECT_EQ(history["revisions"][0]["number"], restored["revision"]);
    EXPECT_EQ(history["publications"][0]["summary"], "première liste");
    EXPECT_TRUE(history["revisions"][0]["published"]);
    EXPECT_THAT(program_.run({"history", morning_}).out, HasSubstr("Zoé"));
    EXPECT_TRUE(run({"unpublish", morning_})["changed"]);
    EXPECT_FALSE(run({"unpublish", morning_})["changed"]);
    EXPECT_TRUE(run({"check"}).is_object());
}

TEST_F(ReviewedDay, KnowsPersonsMergesAndWithdrawals) {
    static_cast<void>(run({"review", morning_, "--accept-above", "0.9"}));
    static_cast<void>(run({"publish", morning_}));
    const std::string etienne = person("Étienne L'Houmédec");
    EXPECT_EQ(program_.run({"people", "add", "Etienne Lhoumedec"}).exit_code, 5);
    const std::string other = run({"people", "add", "Etienne Lhoumedec", "--even-if-similar",
                                   "--identifier", "wikidata:Q42"})["person"]["id"];
    const std::string done = run({"people", "merge", etienne, other})["done"];
    EXPECT_EQ(person("Étienne L'Houmédec"), "");
    EXPECT_GT(run({"people", "show", other})["interventions"].size(), 0U);
    static_cast<void>(run({"people", "undo", done.substr(0, done.find(':'))}));
    EXPECT_EQ(person("Étienne L'Houmédec"), etienne);

    const auto exported = [&] { return program_.run({"export", morning_}).out; };
    EXPECT_THAT(exported(), HasSubstr("L'Houmédec"));
    static_cast<void>(run({"people", "withdraw", etienne, "--reason", "à sa demande"}));
    EXPECT_THAT(exported(), Not(HasSubstr("L'Houmédec")));
    EXPECT_THAT(exported(), HasSubstr("Intervention retirée"));
    EXPECT_EQ(run({"people", "export", etienne})["person"]["withdrawn"]["reason"], "à sa demande");
    static_cast<void>(run({"people", "restore", etienne}));
    EXPECT_THAT(exported(), HasSubstr("L'Houmédec"));
    EXPECT_EQ(program_.run({"check"}).exit_code, 0);
}

}  // namespace
}  // namespace revivre::app
