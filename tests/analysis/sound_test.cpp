#include "tests/analysis/sound.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/tools.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using testing::Track;

TEST(SoundAnalyser, GivesSilencesLoudnessAndPeaks) {
    testing::Bench bench;
    const auto sound = bench.analyser("sound");
    Track track;
    track.speech(8, 0.3F, 0.001F).noise(3, 0.001F);
    testing::play(track, *sound, Time{1000});
    sound->finish(Time{12'000});
    ASSERT_EQ(bench.findings.evidence.size(), 2U);
    const chapters::Evidence& silence = bench.findings.evidence[0];
    EXPECT_EQ(silence.kind, "silence");
    EXPECT_EQ(silence.start, Time{8900});
    EXPECT_EQ(silence.end, Time{12'000});
    const chapters::Evidence& loudness = bench.findings.evidence[1];
    EXPECT_EQ(loudness.kind, "loudness");
    EXPECT_THAT(loudness.text, ::testing::MatchesRegex("-[0-9]+\\.[0-9] LUFS"));
    EXPECT_EQ(loudness.start, Time{1000});
    EXPECT_EQ(loudness.end, Time{12'000});
    EXPECT_EQ(bench.findings.files.size(), 3U);
    EXPECT_EQ(bench.findings.files.at("peaks-20ms.dat").size(), 24U + 2 * 600U);
}

TEST(SoundAnalyser, GivesNothingWithoutSound) {
    testing::Bench bench;
    bench.analyser("sound")->finish(Time{60'000});
    EXPECT_TRUE(bench.findings.evidence.empty());
    EXPECT_TRUE(bench.findings.files.empty());
}

TEST(SoundAnalyser, GivesNoLoudnessOfSilence) {
    testing::Bench bench;
    const auto sound = bench.analyser("sound");
    testing::play(Track{}.noise(5, 0), *sound);
    sound->finish(Time{5000});
    ASSERT_EQ(bench.findings.evidence.size(), 1U);
    EXPECT_EQ(bench.findings.evidence[0].kind, "silence");
}

}  // namespace
}  // namespace revivre::indexer
