#include "indexer/analysis/storyboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/drawn.hpp"
#include "tests/analysis/tools.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::HasSubstr;

TEST(StoryboardSlots, AreTenSecondsOrMoreSoThatTwelveHundredSuffice) {
    EXPECT_EQ(StoryboardSlots{hours{3}}.start_of(1), seconds{10});
    EXPECT_EQ(StoryboardSlots{hours{12}}.start_of(1), seconds{36});
    EXPECT_EQ(StoryboardSlots{hours{12}}.at(hours{12} - Time{1}), 1199);
}

TEST(StoryboardSlots, GrowBeyondTheAnnouncedEnd) {
    const StoryboardSlots slots{Time{0}};
    EXPECT_EQ(slots.at(seconds{12'000}), 1200);
    EXPECT_EQ(slots.start_of(1201) - slots.start_of(1200), seconds{20});
    EXPECT_EQ(slots.at(slots.limit() - Time{1}), 1200 + 8 * 600 - 1);
    for (std::int64_t slot = 0; slot < 6000; ++slot) {
        EXPECT_EQ(slots.at(slots.start_of(slot)), slot);
        EXPECT_EQ(slots.at(slots.start_of(slot + 1) - Time{1}), slot);
    }
}

TEST(Storyboard, SaysWhatToShowWhen) {
    testing::Bench bench;
    Storyboard storyboard{bench.tools};
    const testing::Drawn picture{1280, 720, 40, 200};
    for (int at = 0; at < 31; ++at) storyboard.see(picture.at(seconds{10 * at}));
    storyboard.finish(seconds{305});
    const std::string& track = bench.findings.files.at("storyboard.vtt");
    EXPECT_TRUE(track.starts_with(
        "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\nstoryboard-001.jpg#xywh=0,0,160,90\n\n"));
    EXPECT_THAT(track, HasSubstr("00:01:10.000 --> 00:01:20.000\n"
                                 "storyboard-001.jpg#xywh=320,90,160,90\n"));
    EXPECT_TRUE(
        track.ends_with("00:05:00.000 --> 00:05:05.000\n"
                        "storyboard-002.jpg#xywh=0,90,160,90\n"));
    EXPECT_EQ(bench.findings.files.size(), 3U);
    EXPECT_EQ(bench.pictures.requests[0].box, (chapters::Box{0, 0, 800, 450}));
    EXPECT_EQ(bench.pictures.requests[1].box, (chapters::Box{0, 0, 800, 180}));
}

TEST(Storyboard, ShowsThePictureBeforeWhereThereIsNone) {
    testing::Bench bench;
    Storyboard storyboard{bench.tools};
    storyboard.see(testing::Drawn{320, 180, 100, 100}.at(seconds{0}));
    storyboard.see(testing::Drawn{320, 180, 200, 200}.at(seconds{40}));
    storyboard.finish(seconds{50});
    const std::vector<int> expected{100, 100, 100, 100, 200};
    EXPECT_EQ(bench.pictures.samples_along(80, 160, 5), expected);
}

TEST(Storyboard, TakesThePictureNearestToTheMiddle) {
    testing::Bench bench;
    Storyboard storyboard{bench.tools};
    storyboard.see(testing::Drawn{320, 180, 100, 100}.at(seconds{0}));
    storyboard.see(testing::Drawn{320, 180, 150, 150}.at(seconds{4}));
    storyboard.see(testing::Drawn{320, 180, 200, 200}.at(seconds{9}));
    storyboard.finish(seconds{10});
    EXPECT_EQ(bench.pictures.samples_along(80, 160, 1), std::vector<int>{150});
}

TEST(Storyboard, FitsTallTinyAndOddPictures) {
    struct Case {
        int width, height;
        const char* box;
    };
    for (const Case& one : {Case{720, 1280, "#xywh=0,0,90,160"}, Case{50, 50, "#xywh=0,0,50,50"},
                            Case{1, 1, "#xywh=0,0,2,2"}, Case{1, 4000, "#xywh=0,0,2,160"}}) {
        testing::Bench bench;
        Storyboard storyboard{bench.tools};
        storyboard.see(testing::Drawn{one.width, one.height, 100, 100}.at(seconds{0}));
        storyboard.finish(seconds{1});
        EXPECT_THAT(bench.findings.files.at("storyboard.vtt"), HasSubstr(one.box));
    }
}

TEST(Storyboard, WritesTheSameWhenAPassGoesOnAtASheet) {
    testing::Bench whole;
    testing::Bench later;
    Storyboard one{whole.tools};
    Storyboard other{later.tools};
    const testing::Drawn picture{320, 180, 40, 200};
    for (int at = 0; at < 60; ++at) one.see(picture.at(seconds{10 * at}));
    EXPECT_EQ(one.settled(seconds{600}), seconds{500});
    for (int at = 48; at < 60; ++at) other.see(picture.at(seconds{10 * at}));
    one.finish(seconds{600});
    other.finish(seconds{600});
    EXPECT_EQ(whole.findings.files.at("storyboard.vtt"), later.findings.files.at("storyboard.vtt"));
    EXPECT_EQ(later.findings.files.count("storyboard-002.jpg"), 0U);
    EXPECT_EQ(later.findings.files.count("storyboard-003.jpg"), 1U);
}

TEST(Storyboard, IsBoundedWhateverTheClockSays) {
    testing::Bench bench;
    Storyboard storyboard{bench.tools};
    const testing::Drawn picture{32, 18, 40, 200};
    storyboard.see(picture.at(seconds{0}));
    storyboard.see(picture.at(hours{24 * 30}));
    storyboard.see(picture.at(seconds{5}));
    storyboard.see(picture.at(Time::max()));
    storyboard.see(picture.at(Time{-5}));
    storyboard.finish(hours{24 * 30});
    EXPECT_LE(bench.findings.files.size(), 241U);
}

TEST(Storyboard, IsNotThereWithoutPictures) {
    testing::Bench bench;
    Storyboard storyboard{bench.tools};
    EXPECT_EQ(storyboard.settled(seconds{7}), seconds{7});
    storyboard.finish(seconds{100});
    EXPECT_TRUE(bench.findings.files.empty());
}

}  // namespace
}  // namespace revivre::indexer
