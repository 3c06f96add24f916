#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr int kRate = 16'000;
constexpr int kLength_s = 240;
constexpr int kCutFrom_s = 100;
constexpr int kCutTo_s = 130;
constexpr int kMostApart_ms = 40;

// Syllables of many lengths and heights with pauses between: no two places are alike.
std::vector<std::int16_t> voice(unsigned seed, int length_s) {
    std::mt19937 chance(seed);
    const auto wanted = static_cast<std::size_t>(length_s) * kRate;
    std::vector<std::int16_t> samples;
    while (samples.size() < wanted) {
        const auto length = static_cast<std::size_t>(kRate) * (80 + chance() % 220) / 1000;
        const double height = 3'000 + chance() % 17'000;
        const double tone = 100 + chance() % 200;
        for (std::size_t i = 0; i < length; ++i) {
            const double at = static_cast<double>(i);
            const double rise = std::sin(3.1416 * at / static_cast<double>(length));
            samples.push_back(static_cast<std::int16_t>(height * rise *
                                                        std::sin(2 * 3.1416 * tone * at / kRate)));
        }
        if (chance() % 4 == 0)
            samples.resize(samples.size() + kRate * (100 + chance() % 900) / 1000);
    }
    samples.resize(wanted);
    return samples;
}

std::string bytes_of(std::uint32_t value, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    return bytes;
}

// RIFF WAVE, 16 bits, one channel.
std::string wave(const std::vector<std::int16_t>& samples) {
    const auto size = static_cast<std::uint32_t>(2 * samples.size());
    std::string file = "RIFF" + bytes_of(36 + size, 4) + "WAVEfmt " + bytes_of(16, 4) +
                       bytes_of(1, 2) + bytes_of(1, 2) + bytes_of(kRate, 4) +
                       bytes_of(2 * kRate, 4) + bytes_of(2, 2) + bytes_of(16, 2) + "data" +
                       bytes_of(size, 4);
    for (const std::int16_t each : samples) file += bytes_of(static_cast<std::uint16_t>(each), 2);
    return file;
}

// A chapter every twenty seconds, none of them at an edge of the cut.
std::string chapter_list() {
    std::string list = ";FFMETADATA1\n";
    for (int start_s = 5; start_s + 20 <= kLength_s; start_s += 20) {
        list += "[CHAPTER]\nTIMEBASE=1/1000\nSTART=" + std::to_string(start_s * 1000 + 137) +
                "\nEND=" + std::to_string((start_s + 19) * 1000 + 611) + "\ntitle=Partie " +
                std::to_string(start_s) + "\n";
    }
    return list;
}

json last_line(const Finished& finished) {
    const std::string text = finished.out.substr(0, finished.out.size() - 1);
    return json::parse(text.substr(text.rfind('\n') + 1));
}

/// A published recording of four minutes, and another cut of it: half a minute is gone.
class ReplacedRecording : public testing::Test {
  protected:
    void SetUp() override {
        if (std::string(REVIVRE_TEST_FFMPEG).empty())
            GTEST_SKIP() << "ffmpeg was not found by CMake";
        const auto samples = voice(1, kLength_s);
        encode("old", samples, "-c:a aac -b:a 96k", "m4a");
        list_beside("old");
        ASSERT_EQ(index("old.m4a", {"--publish"}).exit_code, 0);
        old_ = program_.run({"--json", "list"}).json()["recordings"].at(0)["id"];
    }

    void encode(const std::string& name, const std::vector<std::int16_t>& samples,
                const std::string& how, const std::string& ending) const {
        const std::string from = program_.file(name + ".wav", wave(samples));
        const std::string to = (program_.folder() / (name + "." + ending)).string();
        const std::string command = std::string(REVIVRE_TEST_FFMPEG) +
                                    " -nostdin -v error -y -i '" + from + "' " + how + " '" + to +
                                    "'";
        // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }

    void list_beside(const std::string& name) const {
        EXPECT_NE(program_.file(name + ".ffmeta", chapter_list()), "");
    }

    void encode_cut() const {
        auto samples = voice(1, kLength_s);
        samples.erase(samples.begin() + kCutFrom_s * kRate, samples.begin() + kCutTo_s * kRate);
        encode("cut", samples, "-af volume=0.3 -ar 44100 -c:a libmp3lame -b:a 64k", "mp3");
    }

    [[nodiscard]] Finished index(const std::string& name,
                                 const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"--json", "index", (program_.folder() / name).string(),
                                       "--analyse", "fast"};
        words.insert(words.end(), more.begin(), more.end());
        return program_.run(words);
    }

    [[nodiscard]] std::map<std::string, json> chapters_of(const std::string& recording) const {
        std::map<std::string, json> all;
        const json shown = program_.run({"--json", "show", recording}).json();
        for (const json& each : shown["revision"]["chapters"]) all[each["id"]] = each;
        return all;
    }

    static int moved_time(int time_ms) {
        return time_ms < kCutFrom_s * 1000 ? time_ms : time_ms - (kCutTo_s - kCutFrom_s) * 1000;
    }

    static bool is_cut(const json& chapter) {
        const auto gone = [](int time_ms) {
            return time_ms >= kCutFrom_s * 1000 && time_ms < kCutTo_s * 1000;
        };
        return gone(chapter["start_ms"]) || gone(chapter["end_ms"]);
    }

    Program program_;
    std::string old_;
};

TEST_F(ReplacedRecording, GetsItsChaptersMovedAndNoneOfThemWrongly) {
    encode_cut();
    const Finished finished = index("cut.mp3", {"--replaces", old_});
    EXPECT_EQ(finished.exit_code, 3) << finished.err;
    const json result = last_line(finished);
    const auto before = chapters_of(old_);
    const auto after = chapters_of(result["recordings"][0]["id"]);
    int cut = 0;
    for (const auto& [id, chapter] : before) {
        SCOPED_TRACE(chapter.dump());
        cut += is_cut(chapter) ? 1 : 0;
        ASSERT_EQ(after.contains(id), !is_cut(chapter));
        if (is_cut(chapter)) continue;
        EXPECT_NEAR(after.at(id)["start_ms"], moved_time(chapter["start_ms"]), kMostApart_ms);
        EXPECT_NEAR(after.at(id)["end_ms"], moved_time(chapter["end_ms"]), kMostApart_ms);
        EXPECT_EQ(after.at(id)["title"], chapter["title"]);
    }
    EXPECT_EQ(cut, 2);
    EXPECT_EQ(result["moved"], before.size() - 2);
    ASSERT_EQ(result["to_check"].size(), 2U);
    EXPECT_TRUE(before.contains(result["to_check"][0]["chapter"]["id"]));
    EXPECT_THAT(result["to_check"][0]["reason"], HasSubstr("was not found again"));
    EXPECT_EQ(program_.run({"check"}).exit_code, 0);

    const json again = last_line(index("cut.mp3", {"--replaces", old_}));
    EXPECT_EQ(again["changed"], false);
    EXPECT_EQ(again["moved"], result["moved"]);
    EXPECT_EQ(again["to_check"].size(), 2U);
    // Linked again, what waits goes on waiting.
    EXPECT_NE(index("cut.mp3").exit_code, 1);
    EXPECT_EQ(last_line(index("cut.mp3", {"--replaces", old_}))["to_check"].size(), 2U);
}

TEST_F(ReplacedRecording, IsWithdrawnWhenTheNewOneIsPublished) {
    encode("again", voice(1, kLength_s), "-c:a libmp3lame -b:a 64k", "mp3");
    const std::string words = program_.file(
        "words.vtt", "WEBVTT\n\n00:00:10.000 --> 00:00:14.000\nLe port est ouvert.\n");
    ASSERT_EQ(program_.run({"transcript", old_, words}).exit_code, 0);
    const Finished finished = index("again.mp3", {"--replaces", old_, "--publish"});
    ASSERT_EQ(finished.exit_code, 0) << finished.err << finished.out;
    const json result = last_line(finished);
    EXPECT_EQ(result["to_check"], json::array());
    EXPECT_EQ(result["cues"]["moved"], 1);
    EXPECT_EQ(result["recordings"][0]["published_revision"], 1);
    EXPECT_EQ(result["recordings"][0]["replaces"], old_);
    const json list = program_.run({"--json", "list"}).json();
    for (const json& each : list["recordings"])
        EXPECT_EQ(each["published_revision"] != 0, each["id"] != old_) << each;
    EXPECT_EQ(program_.run({"check"}).exit_code, 0);
}

TEST_F(ReplacedRecording, GetsNothingFromARecordingOfSomethingElse) {
    encode("other", voice(2, 120), "-c:a libmp3lame -b:a 64k", "mp3");
    const json result = last_line(index("other.mp3", {"--replaces", old_}));
    EXPECT_EQ(result["moved"], 0);
    EXPECT_EQ(result["to_check"].size(), chapters_of(old_).size());
    EXPECT_THAT(result["to_check"][0]["reason"], HasSubstr("nothing of the old recording"));
}

TEST_F(ReplacedRecording, IsNotGuessedAtWhenNothingOfItsSoundIsLeft) {
    encode_cut();
    std::filesystem::remove(program_.folder() / "library" / "derived" / old_ / "peaks-20ms.dat");
    std::filesystem::remove(program_.folder() / "old.m4a");
    const Finished finished = index("cut.mp3", {"--replaces", old_});
    EXPECT_EQ(finished.exit_code, 3);
    EXPECT_THAT(finished.err, HasSubstr("no sound of " + old_));
    EXPECT_EQ(last_line(finished)["moved"], 0);
}

TEST_F(ReplacedRecording, RefusesWhatCannotReplaceIt) {
    encode_cut();
    EXPECT_EQ(index("cut.mp3", {"--replaces", "rec_nothing"}).exit_code, 4);
    EXPECT_EQ(index("cut.mp3", {"--replaces", old_, "--analyse", "markers"}).exit_code, 2);
    EXPECT_EQ(index("cut.mp3", {"--replaces", old_, "--part", "soir"}).exit_code, 2);
    const Finished same = index("old.m4a", {"--replaces", old_});
    EXPECT_EQ(same.exit_code, 5);
    EXPECT_THAT(same.err, HasSubstr("nothing to replace"));
}

}  // namespace
}  // namespace revivre::app
