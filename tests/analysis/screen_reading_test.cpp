#include "indexer/analysis/screen_reading.hpp"

#include <gtest/gtest.h>

#include "pages.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;
using testing::DrawnPage;

constexpr Box kPage{0, 0, 1280, 720};

TEST(ScreenLayout, PutsTheTitleOfACardFirst) {
    const auto layout =
        layout_of({{500, 180, 200, 28}, {280, 300, 700, 60}, {300, 400, 500, 34}}, kPage, true);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->kind, ScreenKind::card);
    EXPECT_EQ(layout->title_lines, 1U);
    EXPECT_EQ(layout->lines.front().y_px, 300);
    EXPECT_EQ(layout->lines.size(), 3U);
}

TEST(ScreenLayout, TakesAWrappedTitleWhole) {
    const auto layout =
        layout_of({{60, 50, 860, 44}, {60, 106, 700, 38}, {96, 240, 350, 24}}, kPage, true);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->kind, ScreenKind::slide);
    EXPECT_EQ(layout->lines.size(), 2U);
}

TEST(ScreenLayout, LeavesOutALogoInACornerAndACaptionOverThePage) {
    const auto layout =
        layout_of({{1000, 30, 240, 34}, {60, 50, 700, 40}, {100, 220, 300, 28}, {60, 560, 480, 90}},
                  kPage, true);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->kind, ScreenKind::slide);
    EXPECT_EQ(layout->lines.front().x_px, 60);
    EXPECT_EQ(layout->lines.front().height_px, 40);
}

TEST(ScreenLayout, HasNoTitleWhenOnlyALogoIsThere) {
    EXPECT_FALSE(layout_of({{1000, 30, 240, 34}}, kPage, false));
}

TEST(PageLook, TellsPagesFromCameras) {
    EXPECT_TRUE(surely_page(look_at(testing::card().thumbnail())));
    EXPECT_TRUE(surely_page(look_at(testing::slide().thumbnail())));
    EXPECT_FALSE(may_be_page(look_at(testing::camera(1).thumbnail())));
    EXPECT_FALSE(may_be_page(look_at(DrawnPage(640, 360, 16).thumbnail())));
}

TEST(PageLook, TakesBlackBarsOff) {
    const PageLook look = look_at(DrawnPage(640, 360, 16).fill({80, 0, 480, 360}, 225).thumbnail());
    EXPECT_EQ(look.page.left, 16);
    EXPECT_EQ(look.page.right, 112);
}

}  // namespace
}  // namespace revivre::indexer
