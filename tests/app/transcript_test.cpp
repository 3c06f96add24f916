// Words of a recording through the program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using testing::HasSubstr;

constexpr const char* kCaptions =
    "WEBVTT\n\n00:00.500 --> 00:02.000\n<v Maëlys Kerzhéro>Bonjour &amp; bienvenue.\n\n"
    "00:02.100 --> 00:04.000\nOn commence.\n";
constexpr const char* kSubRip =
    "1\n00:00:00,500 --> 00:00:02,000\nGood morning\nand welcome.\n\n"
    "2\n09:00:00,000 --> 09:00:01,000\nToo late.\n";

class Transcript : public testing::Test {
  protected:
    void SetUp() override {
        const Finished indexed =
            program_.run({"index", sample("day/morning.mp4"), "--programme",
                          sample("day/programme.json"), "--publish", "--analyse", "markers"});
        ASSERT_EQ(indexed.exit_code, 0) << indexed.err;
        recording_ = program_.run({"--json", "list"}).json()["recordings"][0]["id"];
    }
    Finished keep(const std::string& file, std::vector<std::string> options = {}) {
        std::vector<std::string> arguments{"--json", "transcript", recording_, file};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return program_.run(arguments);
    }
    Program program_;
    std::string recording_;
};

TEST_F(Transcript, KeepsCaptionsAndNamesOnlyWhenAPersonVouches) {
    const std::string file = program_.file("matin.vtt", kCaptions);
    const Finished unnamed = keep(file, {"--format", "webvtt-transcript"});
    EXPECT_EQ(unnamed.exit_code, 0) << unnamed.err;
    EXPECT_EQ(unnamed.json()["cues"], 2);
    EXPECT_EQ(unnamed.json()["named"], 0);
    const auto named = keep(file, {"--format", "webvtt-transcript", "--confirm-names"}).json();
    EXPECT_EQ(named["kind"], "captions");
    EXPECT_EQ(named["language"], "fr");
    EXPECT_EQ(named["named"], 1);
}

TEST_F(Transcript, ReadsOtherFormatsAndTellsWhatComesTooLate) {
    const std::string file = program_.file("matin.srt", kSubRip);
    const Finished done = keep(file, {"--kind", "subtitles", "--language", "en-GB"});
    EXPECT_EQ(done.exit_code, 3) << done.err;
    EXPECT_EQ(done.json()["format"], "srt");
    EXPECT_EQ(done.json()["cues"], 1);
    EXPECT_THAT(done.err, HasSubstr("after the end of the recording"));
}

TEST_F(Transcript, IsTakenAwayAgain) {
    const std::string file = program_.file("matin.vtt", kCaptions);
    ASSERT_EQ(keep(file).exit_code, 0);
    const std::vector<std::string> remove{"--json", "transcript", recording_, "--remove"};
    EXPECT_EQ(program_.run(remove).json()["removed"], true);
    EXPECT_EQ(program_.run(remove).json()["removed"], false);
}

TEST_F(Transcript, SaysInWordsWhatIsWrong) {
    const std::string file = program_.file("matin.vtt", kCaptions);
    EXPECT_EQ(program_.run({"transcript", recording_}).exit_code, 2);
    EXPECT_EQ(keep(file, {"--kind", "karaoke"}).exit_code, 2);
    const Finished language = keep(file, {"--language", "le français"});
    EXPECT_EQ(language.exit_code, 4);
    EXPECT_THAT(language.err, HasSubstr("'le français' is no language tag"));
    EXPECT_EQ(keep(program_.file("empty.vtt", "WEBVTT\n")).exit_code, 4);
    EXPECT_EQ(program_.run({"transcript", "rec_none", file}).exit_code, 1);
}

}  // namespace
}  // namespace revivre::app
