// What `index` makes of picture and sound, over recordings that the build draws
// (tests/data/talk/make_talk.sh says what happens in them when).

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"
#include "tests/app/talk.hpp"

namespace revivre::app {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr int kFrameMs = 40;

class AnalysedTalk : public TalkTest {
  protected:
    std::vector<int> starts(const std::string& kind) {
        std::vector<int> all;
        const json recording = shown();
        for (const json& each : recording["evidence"]) {
            if (each["kind"] == kind) all.push_back(each["start_ms"]);
        }
        return all;
    }

    std::vector<std::string> named() {
        std::vector<std::string> all;
        const json recording = shown();
        for (const json& each : recording["proposals"]) {
            if (each["kind"] == "credit" && each["certain"])
                all.push_back(each["suggested"]["speakers"][0]["name"]);
        }
        return all;
    }

    std::vector<std::string> derived() {
        std::vector<std::string> all;
        const auto folder = program_.folder() / "library" / "derived" / recording();
        for (const auto& each : std::filesystem::directory_iterator(folder))
            all.push_back(each.path().filename().string());
        return all;
    }
};

TEST_F(AnalysedTalk, HasItsSessionFromTheCard) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    const json first = shown()["proposals"][0];
    EXPECT_EQ(first["suggested"]["kind"], "session");
    EXPECT_EQ(first["suggested"]["title"], "Ouverture de la journée");
    EXPECT_EQ(first["suggested"]["start_ms"], 0);
    EXPECT_NE(first["suggested"]["session"], "");
}

TEST_F(AnalysedTalk, NamesWhomTheCaptionsNameAndNobodyElse) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    EXPECT_THAT(named(), ElementsAre("Maïwenn Kerbrat", "Youenn Tallec"));
    EXPECT_THAT(
        starts("caption"),
        ElementsAre(
            testing::AllOf(testing::Ge(7000 - kFrameMs), testing::Le(7000 + kFrameMs)),
            testing::AllOf(testing::Ge(20'000 - kFrameMs), testing::Le(20'000 + kFrameMs))));
}

TEST_F(AnalysedTalk, HasItsCutsToTheFrameAndItsSilences) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    EXPECT_THAT(starts("cut"), ElementsAre(3000, 16'000, 28'000));
    EXPECT_EQ(starts("silence").size(), 3U);
    EXPECT_EQ(starts("loudness").size(), 1U);
}

TEST_F(AnalysedTalk, LeavesPicturesAndLevelsInTheLibrary) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    for (const char* name : {"storyboard.vtt", "storyboard-001.jpg", "peaks-20ms.dat"})
        EXPECT_THAT(derived(), Contains(name));
    EXPECT_THAT(derived(), Contains(StartsWith("poster-")));
    EXPECT_THAT(derived(), Not(Contains("analysis.ndjson")));
    const json recording = shown();
    for (const json& each : recording["evidence"]) {
        if (each.value("still", "") != "") {
            EXPECT_THAT(derived(), Contains(each["still"].get<std::string>()));
        }
    }
}

TEST_F(AnalysedTalk, HasAPosterForEveryProposedChapter) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    const json proposals = shown()["proposals"];
    EXPECT_FALSE(proposals.empty());
    for (const json& each : proposals) EXPECT_THAT(derived(), Contains(each.value("poster", "")));
}

TEST_F(AnalysedTalk, IsNotAnalysedAgainWhenNothingChanged) {
    ASSERT_EQ(index(talk()).exit_code, 0);
    const json before = shown();
    const Finished again = index(talk());
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_EQ(result(again)["changed"], false);
    EXPECT_EQ(result(again)["recordings"][0]["analysed"], "before");
    EXPECT_EQ(shown(), before);
    EXPECT_EQ(program_.run({"index", talk()}).out, "Nothing changed.\n");
}

TEST_F(AnalysedTalk, IsAnalysedAgainForMoreAndNotForLess) {
    const auto analysed = [&](const char* choice) {
        return result(index(talk(), {"--analyse", choice}))["recordings"][0].value("analysed", "");
    };
    EXPECT_EQ(analysed("markers"), "");
    EXPECT_EQ(analysed("fast"), "done");
    EXPECT_EQ(analysed("full"), "done");
    EXPECT_EQ(analysed("fast"), "before");
    EXPECT_EQ(analysed("markers"), "");
    EXPECT_EQ(starts("cut").size(), 3U);
}

TEST_F(AnalysedTalk, IsPublishedOnceWithWhatWasSeen) {
    const Finished indexed = index(talk(), {"--publish"});
    ASSERT_EQ(indexed.exit_code, 0);
    EXPECT_EQ(result(indexed)["recordings"][0]["published_revision"], 1);
    const json session = shown()["revision"]["chapters"][0];
    ASSERT_EQ(session["children"].size(), 2U);
    EXPECT_EQ(session["children"][1]["speakers"][0]["name"], "Youenn Tallec");
    EXPECT_EQ(session["children"][1]["speakers"][0]["status"], "confirmed");
}

TEST_F(AnalysedTalk, TellsHowFarItHasCome) {
    double share = 0;
    int told = 0;
    for (const json& line : lines(index(talk()))) {
        if (line["type"] != "progress" || line["phase"] != "analyse") continue;
        ++told;
        EXPECT_EQ(line["subject"], talk());
        EXPECT_GE(line["share"], share);
        EXPECT_GE(line["remaining_s"], 0.0);
        share = line["share"];
    }
    EXPECT_GE(told, 2);
    EXPECT_LE(share, 1.0);
}

TEST_F(AnalysedTalk, IsSeenWithoutASound) {
    ASSERT_EQ(index(media("mute.mp4")).exit_code, 0);
    EXPECT_THAT(starts("cut"), ElementsAre(3000, 16'000, 28'000));
    EXPECT_THAT(starts("silence"), IsEmpty());
    EXPECT_THAT(starts("loudness"), IsEmpty());
    EXPECT_THAT(named(), ElementsAre("Maïwenn Kerbrat", "Youenn Tallec"));
    EXPECT_THAT(derived(), Each(Not(StartsWith("peaks"))));
}

TEST_F(AnalysedTalk, IsHeardWithoutAPicture) {
    ASSERT_EQ(index(media("voice.m4a")).exit_code, 0);
    EXPECT_EQ(starts("silence").size(), 3U);
    EXPECT_THAT(starts("cut"), IsEmpty());
    EXPECT_THAT(derived(), Contains("peaks-20ms.dat"));
    EXPECT_THAT(derived(), Each(Not(StartsWith("poster"))));
}

// The index of the file is whole, what it points at is not.
TEST_F(AnalysedTalk, IsAWarningWhenItsPacketsAreRuined) {
    const auto ruined = program_.folder() / "ruined.mp4";
    std::filesystem::copy_file(talk(), ruined);
    std::fstream stream(ruined, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(static_cast<std::streamoff>(std::filesystem::file_size(ruined) / 10));
    const std::string noise(std::filesystem::file_size(ruined) / 2, '\xA5');
    stream << noise;
    stream.close();
    const Finished indexed = index(ruined);
    EXPECT_EQ(indexed.exit_code, 3) << indexed.err;
    EXPECT_THAT(indexed.err, HasSubstr("ruined.mp4"));
    EXPECT_EQ(result(indexed)["recordings"][0]["analysed"], "done");
    EXPECT_THAT(starts("cut"), Contains(3000));
}

/// The analyser aborts at a presentation time, as long as this lives.
class Crash {
  public:
    explicit Crash(const char* at_ms) { setenv("REVIVRE_TEST_CRASH_MS", at_ms, 1); }
    Crash(const Crash&) = delete;
    Crash& operator=(const Crash&) = delete;
    ~Crash() { unsetenv("REVIVRE_TEST_CRASH_MS"); }
};

class CrashedAnalysis : public AnalysedTalk {
  protected:
    void SetUp() override {
        AnalysedTalk::SetUp();
        file_ = (program_.folder() / "day.mp4").string();
        if (!IsSkipped()) std::filesystem::copy_file(talk(), file_);
        static_cast<void>(program_.file(
            "day.ffmeta",
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=Ouverture\n"));
    }

    std::string file_;
};

TEST_F(CrashedAnalysis, IsAFailureWithAReasonAfterThreeTries) {
    const Crash crash("20000");
    const Finished indexed = index(file_);
    EXPECT_EQ(indexed.exit_code, 3);
    EXPECT_THAT(indexed.err, HasSubstr("crash"));
    EXPECT_EQ(result(indexed)["recordings"][0]["analysed"], "failed");
    // Each try begins anew, for there was nothing yet to go on from.
    int tries = 0;
    double share = 1;
    for (const json& line : lines(indexed)) {
        if (line["type"] != "progress" || line["phase"] != "analyse") continue;
        tries += line["share"] <= share ? 1 : 0;
        share = line["share"];
    }
    EXPECT_EQ(tries, 3);
}

TEST_F(CrashedAnalysis, LeavesTheMarkers) {
    const Crash crash("20000");
    const Finished indexed = index(file_, {"--publish"});
    EXPECT_EQ(result(indexed)["recordings"][0]["markers"], 1);
    EXPECT_EQ(result(indexed)["recordings"][0]["published_revision"], 1);
    EXPECT_THAT(starts("ffmetadata"), ElementsAre(1500));
    EXPECT_THAT(starts("cut"), IsEmpty());
}

TEST_F(CrashedAnalysis, IsTriedAgainByTheNextRun) {
    {
        const Crash crash("20000");
        ASSERT_EQ(index(file_).exit_code, 3);
    }
    const Finished again = index(file_);
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(result(again)["recordings"][0]["analysed"], "done");
    EXPECT_THAT(starts("cut"), ElementsAre(3000, 16'000, 28'000));
}

}  // namespace
}  // namespace revivre::app
