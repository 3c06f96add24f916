#include "indexer/analysis/scale.hpp"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace revivre::indexer {
namespace {

using Samples = std::vector<std::uint8_t>;

Samples scaled(const Samples& samples, int width, int to_width, int to_height) {
    Samples out(static_cast<std::size_t>(to_width) * static_cast<std::size_t>(to_height));
    const int height = static_cast<int>(samples.size()) / width;
    scale_plane({samples.data(), width, height, width},
                {out.data(), to_width, to_height, to_width});
    return out;
}

TEST(ScalePlane, TakesTheMeanOfWhatASampleCovers) {
    EXPECT_THAT(scaled({0, 100, 50, 50, 100, 200, 50, 50}, 4, 2, 1), testing::ElementsAre(100, 50));
}

TEST(ScalePlane, CountsPartsOfSamples) {
    // The first of two covers 0 and half of 90, the second the other half and 30.
    EXPECT_THAT(scaled({0, 90, 30}, 3, 2, 1), testing::ElementsAre(30, 50));
}

TEST(ScalePlane, CopiesAtTheSameSize) {
    EXPECT_THAT(scaled({1, 2, 3, 4}, 2, 2, 2), testing::ElementsAre(1, 2, 3, 4));
}

TEST(ScalePlane, RepeatsToMakeLarger) {
    EXPECT_THAT(scaled({7, 9}, 2, 4, 2), testing::ElementsAre(7, 7, 9, 9, 7, 7, 9, 9));
}

TEST(ScalePlane, KeepsThePlainPlainAtOddSizes) {
    for (const int width : {1, 2, 3, 17, 640}) {
        const Samples out = scaled(Samples(641 * 359, 235), 641, width, 1 + width / 2);
        EXPECT_THAT(out, testing::Each(235));
    }
}

TEST(ScalePlane, DoesNotOverflowOnTheTallest) {
    EXPECT_THAT(scaled(Samples(60'000, 255), 1, 1, 1), testing::ElementsAre(255));
    EXPECT_THAT(scaled(Samples(60'000, 255), 60'000, 1, 1), testing::ElementsAre(255));
}

TEST(OwnPicture, TakesAnotherIntoARectangle) {
    OwnPicture small{2, 2};
    const Samples luma(64, 200);
    const Samples colour(16, 90);
    small.put({.luma = {luma.data(), 8, 8, 8},
               .blue = {colour.data(), 4, 4, 4},
               .red = {colour.data(), 4, 4, 4}},
              {0, 0, 2, 2});
    OwnPicture sheet{4, 4};
    sheet.put(small.picture(), {2, 0, 2, 2});
    const Picture picture = sheet.picture();
    EXPECT_THAT(picture.luma.row(1), testing::ElementsAre(16, 16, 200, 200));
    EXPECT_THAT(picture.luma.row(2), testing::Each(16));
    EXPECT_THAT(picture.blue.row(0), testing::ElementsAre(128, 90));
}

}  // namespace
}  // namespace revivre::indexer
