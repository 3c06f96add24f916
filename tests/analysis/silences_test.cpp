#include "indexer/analysis/silences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/sound.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Track;

std::vector<Silence> silences_of(const Track& track) {
    SoundLevels levels;
    SoundFrames frames{[&levels](const SoundFrame& frame) { levels.add(frame); }};
    testing::play(track, frames);
    frames.finish();
    return levels.silences();
}

// Both ends within 20 ms.
MATCHER_P2(IsFromTo, start_ms, end_ms, "") {
    return std::chrono::abs(arg.start - Time{start_ms}) <= Time{20} &&
           std::chrono::abs(arg.end - Time{end_ms}) <= Time{20};
}

struct Room {
    const char* name;
    float noise;
    int rate_hz;
};

class SilencesInRoom : public ::testing::TestWithParam<Room> {};

TEST_P(SilencesInRoom, HaveTheirEndsWhereSpeechEndsAndBegins) {
    const auto [name, noise, rate_hz] = GetParam();
    Track track{.rate_hz = rate_hz};
    track.speech(20, 0.5F, noise).noise(2, noise).speech(12, 0.5F, noise);
    // The last word of 20 s ends 0.1 s before.
    EXPECT_THAT(silences_of(track), ElementsAre(IsFromTo(19'900, 22'000)));
}

INSTANTIATE_TEST_SUITE_P(Rooms, SilencesInRoom,
                         ::testing::Values(Room{"studio", 0.001F, 48'000},
                                           Room{"digital silence", 0, 48'000},
                                           Room{"noise at -30 dB", 0.055F, 48'000},
                                           Room{"telephone", 0.055F, 8'000},
                                           Room{"fine", 0.01F, 192'000}));

TEST(Silences, AreFoundOnBothSidesOfAChangeOfLevel) {
    Track track;
    track.speech(80, 0.4F, 0.002F).noise(2, 0.002F).speech(10, 0.4F, 0.002F);
    track.speech(10, 0.5F, 0.05F).noise(2, 0.05F).speech(80, 0.5F, 0.05F);
    EXPECT_THAT(silences_of(track),
                ElementsAre(IsFromTo(79'900, 82'000), IsFromTo(101'900, 104'000)));
}

TEST(Silences, AreNotWhereApplauseIsSteady) {
    Track track;
    track.speech(100, 0.5F, 0.002F).noise(40, 0.15F).speech(100, 0.5F, 0.002F);
    EXPECT_THAT(silences_of(track), IsEmpty());
}

TEST(Silences, AreNotClaimedInSoundThatNeverChanges) {
    EXPECT_THAT(silences_of(Track{}.noise(200, 0.1F)), IsEmpty());
}

TEST(Silences, AreAllOfARecordingWithoutSignal) {
    EXPECT_THAT(silences_of(Track{}.noise(5, 0)), ElementsAre(IsFromTo(0, 5000)));
}

TEST(Silences, LastOverAKnock) {
    Track track;
    track.speech(8, 0.5F, 0.002F).noise(1.5, 0.002F).noise(0.03, 0.4F).noise(1.5, 0.002F);
    track.speech(8, 0.5F, 0.002F);
    EXPECT_THAT(silences_of(track), ElementsAre(IsFromTo(7'900, 11'030)));
}

TEST(Silences, AreWhereSpeakersTakeTurnsWithoutDelay) {
    Track track;
    track.speech(8, 0.5F, 0.002F).noise(0.4, 0.002F).speech(8, 0.5F, 0.002F);
    EXPECT_THAT(silences_of(track), ElementsAre(IsFromTo(7'900, 8'400)));
}

TEST(Silences, EndWhereSoundIsMissing) {
    SoundLevels levels;
    SoundFrames frames{[&levels](const SoundFrame& frame) { levels.add(frame); }};
    const Track track = Track{}.noise(3, 0);
    testing::play(track, frames, Time{2000});
    testing::play(track, frames, Time{10'000});
    frames.finish();
    EXPECT_THAT(levels.silences(), ElementsAre(IsFromTo(2000, 5000), IsFromTo(10'000, 13'000)));
}

TEST(Silences, AreBoundedInNumber) {
    SoundLevels levels;
    for (std::int64_t frame = 0; frame < 1'650'000; ++frame) {
        levels.add({.index = frame, .change = frame % 110 == 0 ? 0.0F : 1e-6F});
        if (frame % 110 < 7) levels.add({.index = frame, .change = 0.5F});
    }
    EXPECT_EQ(levels.silences().size(), 10'000U);
}

TEST(Silences, AreNoneWithoutSound) {
    EXPECT_THAT(SoundLevels{}.silences(), IsEmpty());
}

}  // namespace
}  // namespace revivre::indexer
