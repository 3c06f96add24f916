#include "indexer/analysis/sound_frames.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/analysis/sound.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;

struct Frames {
    std::vector<SoundFrame> seen;
    SoundFrames frames{[this](const SoundFrame& frame) { seen.push_back(frame); }};
};

class SoundFramesAtRate : public ::testing::TestWithParam<int> {};

TEST_P(SoundFramesAtRate, HasAHundredInASecond) {
    Frames got;
    testing::play(testing::Track{.rate_hz = GetParam()}.noise(2, 0.5F), got.frames);
    got.frames.finish();
    ASSERT_EQ(got.seen.size(), 200U);
    for (std::size_t at = 0; at < 200; ++at) {
        EXPECT_EQ(got.seen[at].index, static_cast<std::int64_t>(at));
    }
    EXPECT_EQ(got.frames.end(), Time{2000});
}

INSTANTIATE_TEST_SUITE_P(Rates, SoundFramesAtRate,
                         ::testing::Values(8'000, 11'025, 22'050, 44'100, 48'000, 192'000));

TEST(SoundFrames, StandWhereTheClockPutsThem) {
    Frames got;
    const testing::Track second = testing::Track{}.noise(1, 0.5F);
    testing::play(second, got.frames, Time{500});
    testing::play(second, got.frames, Time{7000});
    got.frames.finish();
    EXPECT_EQ(got.seen.front().index, 50);
    EXPECT_EQ(got.seen[99].index, 149);
    EXPECT_EQ(got.seen[100].index, 700);
    EXPECT_EQ(got.frames.start(), Time{500});
    EXPECT_EQ(got.frames.end(), Time{8000});
}

TEST(SoundFrames, CountSamplesOverAClockThatIsRounded) {
    Frames got;
    const std::vector<float> piece(1024, 0.25F);
    for (int at = 0; at < 1000; ++at) {
        got.frames.hear({.time = Time{at * 1024 * 1000 / 48'000 + at % 3},
                         .sample_rate_hz = 48'000,
                         .channels = 1,
                         .samples = piece});
    }
    got.frames.finish();
    EXPECT_EQ(got.seen.size(), 2134U);  // 21.34 s
}

TEST(SoundFrames, LeaveOutWhatIsBeforeTheFirstPicture) {
    Frames got;
    testing::play(testing::Track{}.noise(1, 0.5F), got.frames, Time{-300});
    got.frames.finish();
    EXPECT_EQ(got.seen.size(), 70U);
    EXPECT_EQ(got.seen.front().index, 0);
}

TEST(SoundFrames, PassOverSamplesThatAreNoNumbers) {
    Frames got;
    testing::Track track = testing::Track{}.noise(0.1, 0.5F);
    track.samples[100] = std::numeric_limits<float>::quiet_NaN();
    testing::play(track, got.frames);
    got.frames.finish();
    ASSERT_EQ(got.seen.size(), 10U);
    EXPECT_LT(got.seen.front().change, 1.01F);
    EXPECT_LE(got.seen.front().highest, 0.5F);
}

TEST(SoundFrames, KeepOppositeChannelsApart) {
    Frames got;
    testing::Track track;
    for (int at = 0; at < 480; ++at) {
        const float sample = at % 48 < 24 ? 0.5F : -0.5F;
        track.samples.insert(track.samples.end(), {sample, -sample});
    }
    testing::play(track, got.frames, {}, 2);
    got.frames.finish();
    ASSERT_EQ(got.seen.size(), 1U);
    EXPECT_FLOAT_EQ(got.seen.front().change, 1.0F);
    EXPECT_FLOAT_EQ(got.seen.front().lowest, -0.5F);
}

TEST(SoundFrames, RefuseWhatNoSoundCanBe) {
    Frames got;
    const std::vector<float> samples(100, 0.5F);
    got.frames.hear({.sample_rate_hz = 0, .channels = 1, .samples = samples});
    got.frames.hear({.sample_rate_hz = 48'000, .channels = 3, .samples = samples});
    got.frames.hear({.sample_rate_hz = 2'000'000'000, .channels = 1, .samples = samples});
    got.frames.hear({.time = Time::max(), .sample_rate_hz = 1, .channels = 1, .samples = samples});
    got.frames.hear({.time = Time::min(), .sample_rate_hz = 1, .channels = 1, .samples = samples});
    got.frames.finish();
    EXPECT_TRUE(got.seen.empty());
}

}  // namespace
}  // namespace revivre::indexer
