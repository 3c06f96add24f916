#include "indexer/analysis/text_lines.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "indexer/analysis/text_vote.hpp"
#include "tests/analysis/drawn_pictures.hpp"

namespace revivre::indexer {
namespace {

TEST(TextLines, ArePartedByQuietRows) {
    DrawnPicture crop(20, 200, 40);
    crop.text(16, 5, 160, 235, 5).text(16, 22, 100, 235, 9);
    const auto lines = text_lines(crop.luma());
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_LE(lines[0].y_px + lines[0].height_px, lines[1].y_px + 4);
    EXPECT_GT(lines[0].width_px, lines[1].width_px);
}

TEST(TextLines, LeaveOutTheBarBesideATitle) {
    DrawnPicture crop(20, 200, 40);
    crop.fill({4, 0, 5, 40}, 200).text(40, 12, 120, 235, 5);
    const auto lines = text_lines(crop.luma());
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_GT(lines[0].x_px, 20);
}

TEST(TextLines, AreNoneOnAPlainGround) {
    EXPECT_TRUE(text_lines(DrawnPicture(20, 200, 40).luma()).empty());
    EXPECT_TRUE(text_lines({}).empty());
    EXPECT_TRUE(prepare_for_reading({}, {}).samples.empty());
}

TEST(TextLines, BecomeDarkOnWhiteWhateverTheyWere) {
    for (const int ground : {20, 230}) {
        DrawnPicture crop(static_cast<std::uint8_t>(ground), 200, 30);
        crop.text(16, 10, 160, static_cast<std::uint8_t>(250 - ground), 5);
        const GreyImage page = prepare_for_reading(crop.luma(), text_lines(crop.luma()));
        ASSERT_FALSE(page.samples.empty());
        const auto light =
            std::ranges::count_if(page.samples, [](int level) { return level > 200; });
        EXPECT_GT(2 * light, static_cast<std::ptrdiff_t>(page.samples.size()));
        EXPECT_LT(*std::ranges::min_element(page.samples), 30);
    }
}

TEST(TextVote, ElectsEachWordByItself) {
    const std::vector<Reading> readings{
        {{"Gaël Cabrelle", 0.9, {}}}, {{"Gaél Çabrelle", 0.8, {}}}, {{"Gaël Çabrelle", 0.7, {}}}};
    const Reading won = vote(readings);
    ASSERT_EQ(won.size(), 1U);
    EXPECT_EQ(won[0].text, "Gaël Çabrelle");
}

TEST(TextVote, KeepsWritingAndDropsPatterns) {
    Reading reading{
        {"| Zoé Çabrelle !", 0.9, {}}, {"|[— =", 0.9, {}}, {"Maire", 0.2, {}}, {"à À", 0.6, {}}};
    keep_writing(reading);
    ASSERT_EQ(reading.size(), 1U);
    EXPECT_EQ(reading[0].text, "Zoé Çabrelle");
}

TEST(TextVote, OfNothingIsNothing) {
    EXPECT_TRUE(vote({}).empty());
    EXPECT_TRUE(vote({{}, {}}).empty());
}

}  // namespace
}  // namespace revivre::indexer
