#include "indexer/analysis/caption_watch.hpp"

#include <gtest/gtest.h>

#include "tests/analysis/drawn_pictures.hpp"

namespace revivre::indexer {
namespace {

using Bands = std::vector<SeenBand>;

constexpr int kStep = 40;

// Gives the watch what `draw` draws at each time, every 40 ms.
template <typename Draw>
void show(CaptionWatch& watch, int from_ms, int to_ms, Bands& bands, Draw draw) {
    for (int time = from_ms; time < to_ms; time += kStep) {
        DrawnPicture picture;
        draw(picture, time);
        for (SeenBand& band : watch.see(picture.picture(time))) bands.push_back(std::move(band));
    }
}

void caption(DrawnPicture& picture) {
    picture.fill({20, 205, 200, 40}, 20).text(36, 212, 160, 235, 5).text(36, 230, 120, 200, 9);
}

TEST(CaptionWatch, FindsWhatIsLaidOverAPictureThatStays) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 8000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(1);
        if (time >= 2000 && time < 6000) caption(picture);
    });
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_NEAR(static_cast<double>(bands[0].start.count()), 2000, 120);
    EXPECT_EQ(bands[0].end.count(), 6000);
    EXPECT_NEAR(bands[0].box.x_px, 20, 4);
    EXPECT_NEAR(bands[0].box.width_px, 200, 8);
    EXPECT_EQ(bands[0].origin, BandOrigin::laid_over);
}

TEST(CaptionWatch, TakesASignThatIsAlwaysThereForNoCaption) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 8000, bands,
         [](DrawnPicture& picture, int) { picture.wall(1).text(300, 40, 120, 230, 3); });
    for (SeenBand& band : watch.finish(chapters::Time{8000})) bands.push_back(std::move(band));
    EXPECT_TRUE(bands.empty());
}

TEST(CaptionWatch, TakesWhatComesWithTheShotForNoCaption) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 9000, bands, [](DrawnPicture& picture, int time) {
        const bool second = time >= 3000 && time < 6000;
        picture.wall(second ? 2 : 1);
        if (second) picture.text(200, 180, 120, 230, 3);
    });
    EXPECT_TRUE(bands.empty());
}

TEST(CaptionWatch, KeepsACaptionAcrossACut) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 9000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(time < 4000 ? 1 : 2);
        if (time >= 2000 && time < 7000) caption(picture);
    });
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands[0].end.count(), 7000);
}

TEST(CaptionWatch, FindsACaptionThatCameWithACutWhenItOutlivesTheShot) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 9000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(time < 2000 ? 1 : time < 4000 ? 2 : 3);
        if (time >= 2000 && time < 7000) caption(picture);
    });
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands[0].start.count(), 2000);
    EXPECT_EQ(bands[0].origin, BandOrigin::survivor);
}

TEST(CaptionWatch, TakesASignSeenThroughAFlashForNoCaption) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 8000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(time >= 4000 && time < 4080 ? 9 : 1).text(200, 180, 120, 230, 3);
    });
    EXPECT_TRUE(bands.empty());
}

TEST(CaptionWatch, PassesOverTextThatMoves) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 8000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(1);
        if (time >= 2000) picture.text(20 + (time - 2000) / 20, 220, 160, 235, 5);
    });
    EXPECT_TRUE(bands.empty());
}

TEST(CaptionWatch, EndsACaptionWithTheLastPictureBeforeAGap) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 2600, bands, [](DrawnPicture& picture, int time) {
        picture.wall(1);
        if (time >= 2000) caption(picture);
    });
    DrawnPicture later;
    for (SeenBand& band : watch.see(later.wall(1).picture(10000, Gap::quiet)))
        bands.push_back(std::move(band));
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands[0].end.count(), 2560);
}

TEST(CaptionWatch, TakesLinesOfASlideThatIsBuiltUpForNoCaptions) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 12000, bands, [](DrawnPicture& picture, int time) {
        picture.fill({0, 0, 480, 270}, time < 9000 ? 235 : 120);
        if (time >= 2000 && time < 9000) picture.text(60, 60, 200, 40, 1);
        if (time >= 5000 && time < 9000) picture.text(60, 120, 200, 40, 2);
    });
    EXPECT_TRUE(bands.empty());
}

TEST(CaptionWatch, BearsPicturesThatAreTiny) {
    CaptionWatch watch;
    DrawnPicture tiny(90, 50, 50);
    EXPECT_TRUE(watch.see(tiny.picture(0)).empty());
    EXPECT_TRUE(watch.finish(chapters::Time{40}).empty());
}

TEST(CaptionWatch, SettlesNothingBehindABandThatIsThere) {
    CaptionWatch watch;
    Bands bands;
    show(watch, 0, 4000, bands, [](DrawnPicture& picture, int time) {
        picture.wall(1);
        if (time >= 2000) caption(picture);
    });
    const chapters::Time later{60'000};
    EXPECT_LE(watch.settled(later), chapters::Time{2000 + 3 * kStep});
    show(watch, 4000, 6000, bands, [](DrawnPicture& picture, int) { picture.wall(1); });
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_GE(watch.settled(later), bands[0].end);
}

}  // namespace
}  // namespace revivre::indexer
