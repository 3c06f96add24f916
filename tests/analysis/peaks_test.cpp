#include "indexer/analysis/peaks.hpp"

#include <gtest/gtest.h>

#include "tests/analysis/sound.hpp"

namespace revivre::indexer {
namespace {

int value_at(const std::string& file, std::size_t at) {
    int value = 0;
    for (std::size_t byte = 4; byte-- > 0;) {
        value = value * 256 + static_cast<unsigned char>(file[at + byte]);
    }
    return value;
}

int pair_part(const std::string& file, std::size_t pair, std::size_t part) {
    return static_cast<signed char>(file[24 + 2 * pair + part]);
}

TEST(Peaks, HaveTheHeaderThatPlayersRead) {
    Peaks peaks;
    peaks.add({.index = 0, .lowest = -0.5F, .highest = 0.25F});
    peaks.add({.index = 499, .lowest = -1.5F, .highest = 1.5F});
    const std::string file = peaks.file(Peaks::kLevels[0]);
    EXPECT_EQ(value_at(file, 0), 2);       // version
    EXPECT_EQ(value_at(file, 4), 1);       // eight bits
    EXPECT_EQ(value_at(file, 8), 48'000);  // Hz
    EXPECT_EQ(value_at(file, 12), 960);    // samples a pair: 20 ms
    EXPECT_EQ(value_at(file, 16), 250);    // pairs
    EXPECT_EQ(value_at(file, 20), 1);      // channels
    EXPECT_EQ(file.size(), 24U + 2 * 250U);
}

TEST(Peaks, HoldTheExtremesOfEachLength) {
    Peaks peaks;
    peaks.add({.index = 3, .lowest = -0.5F, .highest = 0.25F});
    peaks.add({.index = 8, .lowest = -2.0F, .highest = 0.125F});
    const std::string fine = peaks.file(Peaks::kLevels[0]);
    EXPECT_EQ(pair_part(fine, 0, 0), 0);
    EXPECT_EQ(pair_part(fine, 1, 0), -64);
    EXPECT_EQ(pair_part(fine, 1, 1), 32);
    const std::string coarse = peaks.file(Peaks::kLevels[1]);
    EXPECT_EQ(value_at(coarse, 16), 1);
    EXPECT_EQ(pair_part(coarse, 0, 0), -128);
    EXPECT_EQ(pair_part(coarse, 0, 1), 32);
}

TEST(Peaks, OfThreeHoursAreAMegabyte) {
    Peaks peaks;
    peaks.add({.index = 3 * 3600 * 100 - 1});
    EXPECT_EQ(peaks.file(Peaks::kLevels[0]).size(), 24U + 1'080'000U);
    EXPECT_EQ(peaks.file(Peaks::kLevels[2]).size(), 24U + 21'600U);
}

}  // namespace
}  // namespace revivre::indexer
