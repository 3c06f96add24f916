#include <gtest/gtest.h>

#include "pages.hpp"

#include "indexer/analysers/registry.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using testing::camera;
using testing::card;
using testing::DrawnPage;
using testing::slide;

struct Notes final : Findings {
    std::vector<chapters::Evidence> evidence;
    std::vector<std::string> files;
    void add(chapters::Evidence found) override { evidence.push_back(std::move(found)); }
    void add_file(std::string_view name, std::string_view) override { files.emplace_back(name); }
};

// Reads one line from any sheet.
struct OneLine final : TextReader {
    int readings = 0;
    double confidence = 0.9;
    std::string text = "Ouverture de la journée";
    std::vector<TextLine> read(const GreyImage& image) override {
        ++readings;
        return {{text, confidence, {14, 20, image.width - 28, 30}}};
    }
};

struct NoJpeg final : PictureEncoder {
    std::string jpeg(const Picture&, const chapters::Box&, int) override { return "jpeg"; }
};

class Screens : public ::testing::Test {
  protected:
    // `pictures` of a page, 40 ms apart.
    void show(DrawnPage page, int pictures) {
        for (int i = 0; i < pictures; ++i) see(page);
    }
    void film(int pictures) {
        for (int i = 0; i < pictures; ++i) see(camera(++moment_));
    }
    void see(DrawnPage page, Gap before = Gap::none, Time later = Time{40}) {
        screens_->see(page.at(next_, before));
        next_ += later;
    }
    const std::vector<chapters::Evidence>& found() {
        screens_->finish(next_);
        return notes_.evidence;
    }

    Notes notes_;
    OneLine reader_;
    NoJpeg encoder_;
    std::unique_ptr<Analyser> screens_ =
        analysers::screens().make({notes_, reader_, encoder_, Time{0}});
    Time next_{0};
    int moment_ = 0;
};

TEST_F(Screens, FindsACardFromItsFirstPictureToTheFirstWithoutIt) {
    film(10);
    show(card(), 20);
    film(40);
    ASSERT_EQ(found().size(), 1U);
    EXPECT_EQ(found()[0].kind, "card");
    EXPECT_EQ(found()[0].start, Time{400});
    EXPECT_EQ(found()[0].end, Time{1200});
    EXPECT_EQ(found()[0].still, "card-000000400.jpg");
    EXPECT_EQ(notes_.files, std::vector<std::string>{"card-000000400.jpg"});
}

TEST_F(Screens, TakesTheTitleOfASlideForItsText) {
    show(slide(), 30);
    ASSERT_EQ(found().size(), 1U);
    EXPECT_EQ(found()[0].kind, "slide");
    EXPECT_EQ(found()[0].text, reader_.text);
    EXPECT_LT(found()[0].box->y_px, 40);
    EXPECT_LT(found()[0].box->height_px, 40);
}

TEST_F(Screens, ReadsASlideOnceThatFillsUp) {
    for (int bullets = 1; bullets <= 4; ++bullets) show(slide(0, bullets), 25);
    EXPECT_EQ(found().size(), 1U);
    EXPECT_EQ(reader_.readings, 1);
}

TEST_F(Screens, PartsSlidesOfOneDesignByTheirTitles) {
    show(slide(1), 25);
    reader_.text = "Des moyens stables";
    show(slide(2), 25);
    ASSERT_EQ(found().size(), 2U);
    EXPECT_EQ(found()[1].start, Time{1000});
    EXPECT_EQ(found()[1].text, "Des moyens stables");
}

TEST_F(Screens, KnowsASlideAgainAfterAViewOfTheSpeaker) {
    show(slide(), 25);
    film(50);
    show(slide(), 25);
    ASSERT_EQ(found().size(), 2U);
    EXPECT_EQ(found()[1].start, Time{3000});
    EXPECT_EQ(reader_.readings, 1);
}

TEST_F(Screens, StartsInTheMiddleOfADissolve) {
    film(10);
    for (int i = 1; i < 20; ++i) see(camera(moment_).mix(card(), i / 20.0));
    show(card(), 25);
    ASSERT_EQ(found().size(), 1U);
    EXPECT_NEAR(static_cast<double>(found()[0].start.count()), 780, 40);
}

TEST_F(Screens, TakesNoScreenThatStandsForAMoment) {
    film(10);
    show(card(), 6);
    film(40);
    EXPECT_TRUE(found().empty());
    EXPECT_EQ(reader_.readings, 0);
}

TEST_F(Screens, FindsACardThatOnlyOneKeyPictureShows) {
    see(camera(1), Gap::none, Time{4000});
    see(card(), Gap::unseen, Time{4000});
    see(camera(2), Gap::unseen);
    ASSERT_EQ(found().size(), 1U);
    EXPECT_EQ(found()[0].start, Time{4000});
    EXPECT_EQ(found()[0].end, Time{8000});
}

TEST_F(Screens, KeepsASlideBesideAMovingSpeaker) {
    for (int i = 0; i < 30; ++i) see(slide().film({480, 200, 144, 120}, i));
    ASSERT_EQ(found().size(), 1U);
    EXPECT_EQ(found()[0].kind, "slide");
}

TEST_F(Screens, TakesNothingFromBlackFromBarsOrFromACamera) {
    film(40);
    show(DrawnPage(640, 360, 16), 40);
    DrawnPage bars(640, 360, 16);
    for (int i = 0; i < 7; ++i) bars.fill({i * 91, 0, 91, 360}, 230 - i * 30);
    show(bars, 40);
    EXPECT_TRUE(found().empty());
    EXPECT_EQ(reader_.readings, 0);
}

TEST_F(Screens, TakesAScreenInADarkRoomForNoSlide) {
    DrawnPage hall(640, 360, 18);
    hall.fill({220, 60, 200, 120}, 230).write({232, 70, 160, 14}, 40);
    for (int i = 0; i < 4; ++i) hall.write({232, 100 + i * 18, 120, 8}, 60);
    show(hall, 40);
    EXPECT_TRUE(found().empty());
}

TEST_F(Screens, ReadsOnceMoreWhatWasReadBadly) {
    reader_.confidence = 0.6;
    show(card(), 40);
    reader_.confidence = 0.95;
    reader_.text = "Mot de la fin";
    show(card(), 40);
    ASSERT_EQ(found().size(), 1U);
    EXPECT_EQ(found()[0].text, "Mot de la fin");
    EXPECT_EQ(reader_.readings, 2);
}

TEST_F(Screens, ReadsNoMoreThanItsShareOfAFlickeringPicture) {
    for (int i = 0; i < 60; ++i) {
        see(card(i), Gap::unseen);
        see(slide(i), Gap::unseen);
    }
    found();
    EXPECT_LE(reader_.readings, 22);
}

TEST_F(Screens, LivesWithTinyPicturesAndOnlyOne) {
    DrawnPage tiny(50, 50, 100);
    see(tiny, Gap::unseen);
    EXPECT_TRUE(found().empty());
}

TEST_F(Screens, SettlesNothingThatItHoldsBack) {
    show(card(), 75);
    film(100);
    EXPECT_TRUE(notes_.evidence.empty());
    EXPECT_EQ(screens_->settled(next_), Time{0});
    film(250);
    EXPECT_EQ(notes_.evidence.size(), 1U);
    EXPECT_GT(screens_->settled(next_), Time{0});
}

}  // namespace
}  // namespace revivre::indexer
