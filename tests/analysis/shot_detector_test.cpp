#include "indexer/analysis/shot_detector.hpp"

#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "pictures.hpp"

namespace revivre::indexer {
namespace {

using namespace pictures;
using chapters::Time;
using Changes = std::vector<ShotChange>;

constexpr Time kPicture{40};

/// Shows pictures to a detector, one every 40 ms.
class Projection {
  public:
    void show(const Thumbnail& picture, int times = 1, Gap before = Gap::none, bool key = true) {
        for (; times > 0; --times, before = Gap::none) {
            Picture shown;
            shown.time = now_;
            shown.key = key && before != Gap::none;
            shown.before = before;
            shown.thumbnail = &picture;
            detector_.see(shown);
            now_ += kPicture;
        }
    }
    void wait(Time time) { now_ += time; }
    [[nodiscard]] Time now() const { return now_; }
    [[nodiscard]] Time settled() const { return detector_.settled(now_); }
    Changes end() {
        detector_.finish(now_);
        return detector_.take();
    }

  private:
    ShotDetector detector_;
    Time now_{};
};

/// What was found, as "cut 400" or "dissolve 400-800".
std::string told(const Changes& changes) {
    constexpr std::array kNames{"cut", "dissolve", "fade", "black"};
    std::string text;
    for (const ShotChange& change : changes) {
        text += std::string(text.empty() ? "" : ", ") +
                kNames.at(static_cast<std::size_t>(change.kind)) + " " +
                std::to_string(change.start.count());
        if (change.end) text += "-" + std::to_string(change.end->count());
    }
    return text;
}

TEST(ShotDetector, FindsACutAtTheFirstPictureOfTheNewShot) {
    Projection projection;
    projection.show(scene(1), 20);
    projection.show(scene(2), 20);
    const Changes found = projection.end();
    EXPECT_EQ(told(found), "cut 800");
    EXPECT_GE(found.at(0).score, 0.7);
}

TEST(ShotDetector, TakesATwoFrameFlashForNoCut) {
    Projection projection;
    projection.show(scene(1), 20);
    projection.show(plain(235), 2);
    projection.show(scene(1), 20);
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, TakesAPanForNoCut) {
    Projection projection;
    for (int i = 0; i < 100; ++i) projection.show(scene(1, 0.7 * i));
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, TakesAStepOfExposureForNoCut) {
    Projection projection;
    projection.show(scene(1), 20);
    projection.show(exposed(scene(1), 0.4), 20);
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, TakesAPasserByForNoCut) {
    Projection projection;
    for (int i = -60; i < 140; i += 5) {
        Thumbnail picture = scene(1);
        for (int y = 5; y < Thumbnail::kHeight; ++y)
            for (int x = std::max(0, i); x < std::min(Thumbnail::kWidth, i + 50); ++x)
                set(picture, x, y, 30 + noise(x - i, y, 3) / 8);
        projection.show(picture);
    }
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, CutsBetweenTwoCardsOfOneDesign) {
    Projection projection;
    for (int text = 1; text <= 2; ++text) {
        Thumbnail card = plain(60);
        for (int y = 62; y < 64; ++y)
            for (int x = 0; x < Thumbnail::kWidth; ++x) set(card, x, y, 150);
        write(card, text, 10, 30, 90);
        projection.show(card, 20);
    }
    EXPECT_EQ(told(projection.end()), "cut 800");
}

TEST(ShotDetector, TakesANewBulletForNoCut) {
    Projection projection;
    Thumbnail slide = plain(220);
    write(slide, 1, 10, 10, 80, 30);
    for (int line = 0; line < 5; ++line) {
        write(slide, line + 2, 10, 22 + line * 8, 70, 30);
        projection.show(slide, 20);
    }
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, TakesACaptionThatAppearsAtOnceForNoCut) {
    Projection projection;
    Thumbnail picture = scene(1);
    projection.show(picture, 20);
    for (int y = 54; y < 66; ++y)
        for (int x = 5; x < 80; ++x) set(picture, x, y, 40);
    write(picture, 1, 8, 57, 60);
    projection.show(picture, 20);
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, FindsADissolveWithItsExtent) {
    Projection projection;
    projection.show(scene(1), 30);
    for (int i = 1; i < 16; ++i) projection.show(mixed(scene(1), scene(2), i / 16.0));
    projection.show(scene(2), 30);
    EXPECT_EQ(told(projection.end()), "dissolve 1200-1800");
}

TEST(ShotDetector, FindsFadesAndTheBlackBetweenThem) {
    Projection projection;
    projection.show(scene(1), 30);
    for (int i = 1; i < 12; ++i) projection.show(mixed(scene(1), plain(16), i / 12.0));
    projection.show(plain(16), 25);
    for (int i = 1; i < 12; ++i) projection.show(mixed(plain(16), scene(2), i / 12.0));
    projection.show(scene(2), 30);
    const std::string found = told(projection.end());
    EXPECT_NE(found.find("fade 1200-1640"), std::string::npos) << found;
    EXPECT_NE(found.find("fade 2640-3080"), std::string::npos) << found;
    EXPECT_NE(found.find("black 16"), std::string::npos) << found;
    EXPECT_EQ(found.find("cut"), std::string::npos) << found;
}

TEST(ShotDetector, CutsAtAKeyPictureThatKeepsShowingAnotherSceneAfterAQuietGap) {
    Projection projection;
    projection.show(scene(1), 12);
    projection.wait(Time{4000});
    projection.show(scene(2), 4, Gap::quiet);
    const Changes found = projection.end();
    EXPECT_EQ(told(found), "cut 4480");
    EXPECT_LT(found.at(0).score, 0.7);
}

TEST(ShotDetector, TakesAFlashOnAKeyPictureAfterAQuietGapForNoCut) {
    Projection projection;
    projection.show(scene(1), 12);
    projection.wait(Time{4000});
    projection.show(plain(235), 2, Gap::quiet);
    projection.show(scene(1), 4);
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, ReportsNoCutWhoseTimeAGapHides) {
    Projection projection;
    projection.show(scene(1), 12);
    projection.show(scene(2), 12, Gap::quiet, false);
    EXPECT_EQ(told(projection.end()), "");
}

TEST(ShotDetector, SaysWithALowScoreThatACutIsSomewhereBetweenKeyPictures) {
    Projection projection;
    for (const int seed : {1, 1, 2, 2}) {
        projection.show(scene(seed), 1, Gap::unseen);
        projection.wait(Time{1960});
    }
    const Changes found = projection.end();
    EXPECT_EQ(told(found), "cut 4000");
    EXPECT_LT(found.at(0).score, 0.5);
}

TEST(ShotDetector, EndsBlackWhereTheRecordingEnds) {
    Projection projection;
    projection.show(plain(16), 10);
    EXPECT_EQ(told(projection.end()), "black 0-400");
}

TEST(ShotDetector, SettlesNothingThatMayBecomeADissolveOrIsBlack) {
    Projection projection;
    projection.show(scene(1), 500);
    EXPECT_EQ(projection.settled(), projection.now() - Time{3000});
    const Time dark = projection.now();
    projection.show(plain(16), 500);
    EXPECT_EQ(projection.settled(), dark);
}

}  // namespace
}  // namespace revivre::indexer
