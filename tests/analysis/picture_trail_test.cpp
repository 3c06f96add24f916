#include "indexer/analysis/picture_trail.hpp"

#include <gtest/gtest.h>

#include "pages.hpp"

#include "indexer/analysis/still_run.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using testing::camera;
using testing::card;

constexpr CellBox kTitle{19, 29, 101, 37};
constexpr Time kNever{-1};

TEST(PictureTrail, KnowsTheFirstPictureAfterACut) {
    PictureTrail trail;
    for (int i = 0; i < 5; ++i) trail.add(Time{i * 40}, camera(i).thumbnail().luma);
    for (int i = 5; i < 15; ++i) trail.add(Time{i * 40}, card().thumbnail().luma);
    EXPECT_EQ(trail.arrival(card().thumbnail().luma, kTitle, kNever, Time{600}), Time{200});
}

TEST(PictureTrail, LooksForAnArrivalAfterThePageBeforeAlone) {
    PictureTrail trail;
    for (int i = 0; i < 10; ++i) trail.add(Time{i * 40}, card().thumbnail().luma);
    EXPECT_EQ(trail.arrival(card().thumbnail().luma, kTitle, Time{160}, Time{400}), Time{200});
}

TEST(PictureTrail, KnowsTheFirstPictureThatShowsLessThanAHalf) {
    PictureTrail trail;
    for (int i = 0; i < 20; ++i)
        trail.add(Time{i * 40}, card().mix(camera(1), std::min(i / 10.0, 1.0)).thumbnail().luma);
    const Time end = trail.departure(card().thumbnail().luma, kTitle, Time{0}, Time{800});
    EXPECT_NEAR(static_cast<double>(end.count()), 200, 40);
}

TEST(PictureTrail, GivesTheTimeItWasToldWhenNothingIsKept) {
    const PictureTrail trail;
    EXPECT_EQ(trail.arrival(card().thumbnail().luma, kTitle, kNever, Time{70}), Time{70});
}

TEST(StillRun, GoesOnUntilSomethingMoves) {
    StillRun run;
    auto page = camera(1);
    EXPECT_FALSE(run.goes_on(page.at(Time{0})));
    EXPECT_TRUE(run.goes_on(page.at(Time{40})));
    page.fill({300, 100, 40, 60}, 235);
    EXPECT_FALSE(run.goes_on(page.at(Time{80})));
    EXPECT_EQ(run.since(), Time{80});
}

}  // namespace
}  // namespace revivre::indexer
