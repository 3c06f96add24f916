#include "indexer/analysis/thumbnail.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace revivre::indexer {
namespace {

Plane plane_of(const std::vector<std::uint8_t>& samples, int width) {
    return {samples.data(), width, static_cast<int>(samples.size()) / width, width};
}

TEST(Thumbnail, HoldsTheMeanOfEachPart) {
    std::vector<std::uint8_t> luma(1280 * 720, 200);
    std::fill(luma.begin(), luma.begin() + 1280 * 360, std::uint8_t{40});
    const std::vector<std::uint8_t> chroma(640 * 360, 128);
    Thumbnail small;
    fill_thumbnail(
        {.luma = plane_of(luma, 1280), .blue = plane_of(chroma, 640), .red = plane_of(chroma, 640)},
        small);
    EXPECT_EQ(small.luma_at(5, 0), 40);
    EXPECT_EQ(small.luma_at(120, 71), 200);
    EXPECT_EQ(small.red.back(), 128);
}

TEST(Thumbnail, IsMadeOfPicturesSmallerThanItself) {
    const std::vector<std::uint8_t> luma(50 * 50, 90);
    const std::vector<std::uint8_t> chroma(25 * 25, 100);
    Thumbnail small;
    fill_thumbnail(
        {.luma = plane_of(luma, 50), .blue = plane_of(chroma, 25), .red = plane_of(chroma, 25)},
        small);
    EXPECT_EQ(small.luma_at(127, 71), 90);
    EXPECT_EQ(small.blue.back(), 100);
}

TEST(Thumbnail, TakesEveryColumnOfACellAndNoOther) {
    for (const int width : {15, 16, 17, 130, 854, 1920, 1922, 4100}) {
        std::vector<std::uint8_t> luma;  // one row, and not a sample behind it
        for (int x = 0; x < width; ++x) luma.push_back(static_cast<std::uint8_t>(x * 37 % 251));
        const std::vector<std::uint8_t> chroma(static_cast<std::size_t>(width), 128);
        const Plane half = plane_of(chroma, width);
        Thumbnail small;
        fill_thumbnail({.luma = plane_of(luma, width), .blue = half, .red = half}, small);
        for (int cell = 0; cell < Thumbnail::kWidth; ++cell) {
            const int first = cell * width / Thumbnail::kWidth;
            const int last = std::max((cell + 1) * width / Thumbnail::kWidth, first + 1);
            const int sum = std::accumulate(luma.begin() + first, luma.begin() + last, 0);
            ASSERT_EQ(small.luma_at(cell, 71), sum / (last - first)) << width << ", " << cell;
        }
        EXPECT_EQ(small.blue.back(), 128);
    }
}

}  // namespace
}  // namespace revivre::indexer
