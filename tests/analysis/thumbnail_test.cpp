#include "indexer/analysis/thumbnail.hpp"

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

}  // namespace
}  // namespace revivre::indexer
