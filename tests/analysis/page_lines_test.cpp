#include "indexer/analysis/page_lines.hpp"

#include <gtest/gtest.h>

#include "pages.hpp"

#include "indexer/analysis/reading_sheet.hpp"

namespace revivre::indexer {
namespace {

using testing::DrawnPage;

constexpr chapters::Box kWhole{0, 0, 640, 360};

TEST(PageLines, FindsEachLineOnItsOwn) {
    DrawnPage page(640, 360, 220);
    page.write({40, 30, 300, 24}, 40).write({40, 60, 300, 24}, 40).write({40, 200, 200, 12}, 90);
    const auto lines = page_lines(page.at({}).luma, kWhole);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].y_px, 30);
    EXPECT_EQ(lines[1].height_px, 24);
    EXPECT_NEAR(lines[2].width_px, 200, 12);
}

TEST(PageLines, GivesAccentsToTheLineBelowThem) {
    DrawnPage page(640, 360, 220);
    page.write({40, 30, 300, 24}, 40).fill({90, 58, 6, 3}, 40).write({40, 63, 300, 24}, 40);
    const auto lines = page_lines(page.at({}).luma, kWhole);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].height_px, 24);
    EXPECT_EQ(lines[1].y_px, 58);
}

TEST(PageLines, LeavesChartsOut) {
    DrawnPage page(640, 360, 220);
    for (int i = 0; i < 6; ++i) page.fill({300 + i * 30, 150, 20, 180}, 80);
    page.write({40, 30, 300, 24}, 40);
    EXPECT_EQ(page_lines(page.at({}).luma, kWhole).size(), 1U);
}

TEST(ReadingSheet, MakesAnyTextDarkOnWhiteAndOfOneSize) {
    DrawnPage page(640, 360, 60);
    page.write({40, 30, 300, 72}, 230).fill({0, 180, 640, 60}, 200).write({40, 200, 200, 12}, 90);
    const std::vector<chapters::Box> lines{{40, 30, 300, 72}, {40, 200, 200, 12}};
    const ReadingSheet sheet = reading_sheet(page.at({}).luma, lines);
    ASSERT_EQ(sheet.line_ends.size(), 2U);
    EXPECT_NEAR(sheet.line_ends[1] - sheet.line_ends[0], sheet.line_ends[0] - 14, 6);
    const auto white = std::ranges::count(sheet.image.samples, 255);
    EXPECT_GT(white * 2, static_cast<std::ptrdiff_t>(sheet.image.samples.size()));
    EXPECT_LT(*std::ranges::min_element(sheet.image.samples), 90);
}

}  // namespace
}  // namespace revivre::indexer
