#include "indexer/analysis/text_bands.hpp"

#include <gtest/gtest.h>

#include "indexer/analysis/text_fingerprint.hpp"
#include "tests/analysis/drawn_pictures.hpp"

namespace revivre::indexer {
namespace {

StrokeGrid grid_of(const DrawnPicture& picture) {
    StrokeGrid grid;
    fill_stroke_grid(picture.luma().plane(), grid);
    return grid;
}

TEST(StrokeGrid, StaysSmallForLargePictures) {
    const StrokeGrid grid = grid_of(DrawnPicture(90, 3840, 2160));
    EXPECT_LE(grid.width, 960);
    EXPECT_LE(grid.height, 360);
}

TEST(StrokeGrid, TellsLighterFromDarker) {
    DrawnPicture picture;
    const StrokeGrid grid = grid_of(picture.fill({100, 0, 50, 270}, 200));
    EXPECT_EQ(grid.edges[grid.at(100, 40)], StrokeGrid::lighter);
    EXPECT_EQ(grid.edges[grid.at(150, 40)], StrokeGrid::darker);
    EXPECT_EQ(grid.edges[grid.at(120, 40)], StrokeGrid::none);
}

TEST(TextBands, AreWhereLinesStandOneUnderAnother) {
    DrawnPicture picture;
    const StrokeGrid grid = grid_of(picture.text(40, 200, 160, 230, 1).text(40, 216, 120, 230, 2));
    const auto bands = text_bands(count_strokes(grid, grid.edges));
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_NEAR(bands[0].x_px, 40, 8);
    EXPECT_NEAR(bands[0].width_px, 160, 16);
    EXPECT_NEAR(bands[0].height_px, 26, 8);
}

TEST(TextBands, LeaveOutBordersOfThings) {
    DrawnPicture picture;
    const StrokeGrid grid =
        grid_of(picture.fill({100, 50, 80, 150}, 200).fill({240, 20, 60, 90}, 20));
    EXPECT_TRUE(text_bands(count_strokes(grid, grid.edges)).empty());
}

TEST(TextFingerprint, KnowsItsTextBeforeAnotherPicture) {
    DrawnPicture one;
    DrawnPicture other;
    const StrokeGrid grid = grid_of(one.wall(1).text(40, 200, 160, 240, 1));
    const TextFingerprint print(grid, grid.edges, {32, 196, 176, 20});
    EXPECT_GT(print.agreement_in(grid_of(other.wall(2).text(40, 200, 160, 240, 1))), 0.8);
}

TEST(TextFingerprint, TakesAnotherTextAndAMovedOneForAnother) {
    DrawnPicture one;
    DrawnPicture other;
    DrawnPicture moved;
    const StrokeGrid grid = grid_of(one.text(40, 200, 160, 240, 1));
    const StrokeGrid later = grid_of(moved.text(43, 201, 160, 240, 1));
    const TextFingerprint print(grid, grid.edges, {32, 196, 176, 20});
    EXPECT_LT(print.agreement_in(grid_of(other.text(40, 200, 160, 240, 77))), 0.5);
    EXPECT_LT(print.agreement_in(later), 0.5);
    EXPECT_GT(print.agreement_near(later, 6, 3), 0.9);
}

}  // namespace
}  // namespace revivre::indexer
