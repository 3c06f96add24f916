#include "indexer/analysis/loudness.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/analysis/sound.hpp"

namespace revivre::indexer {
namespace {

using testing::Track;

Track sine(float amplitude, int rate_hz, int channels) {
    Track track{.rate_hz = rate_hz};
    for (int at = 0; at < 20 * rate_hz; ++at) {
        const double phase = 2 * std::numbers::pi * 1000 * at / rate_hz;
        const auto sample = static_cast<float>(amplitude * std::sin(phase));
        track.samples.insert(track.samples.end(), static_cast<std::size_t>(channels), sample);
    }
    return track;
}

// EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS, to 0.1 LU.
TEST(Loudness, OfTheFirstCaseOfTheStandardIsRight) {
    Loudness loudness;
    testing::play(sine(std::pow(10.0F, -23.0F / 20), 48'000, 2), loudness, {}, 2);
    EXPECT_NEAR(loudness.integrated().value(), -23.0, 0.1);
}

TEST(Loudness, OfOneChannelIsThreeLower) {
    Loudness loudness;
    testing::play(sine(std::pow(10.0F, -23.0F / 20), 8'000, 1), loudness);
    EXPECT_NEAR(loudness.integrated().value(), -26.0, 0.15);
}

TEST(Loudness, IsNothingForSilenceOrNoSound) {
    Loudness loudness;
    EXPECT_FALSE(loudness.integrated());
    testing::play(Track{}.noise(3, 0), loudness);
    EXPECT_FALSE(loudness.integrated());
}

TEST(Loudness, SurvivesSamplesThatAreNoNumbersAndOtherRates) {
    Loudness loudness;
    Track broken = sine(0.1F, 48'000, 1);
    broken.samples[1000] = std::numeric_limits<float>::infinity();
    broken.samples[9000] = std::numeric_limits<float>::quiet_NaN();
    testing::play(broken, loudness);
    testing::play(sine(0.1F, 44'100, 1), loudness);
    testing::play(Track{.rate_hz = 1}.noise(5, 0.5F), loudness);
    EXPECT_NEAR(loudness.integrated().value(), -23.0, 0.2);
}

}  // namespace
}  // namespace revivre::indexer
