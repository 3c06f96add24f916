#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/remap/picture_match.hpp"

namespace revivre::chapters::remap {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// A cut every two to twelve seconds, and some captions.
std::vector<Evidence> pictures(unsigned seed, int count) {
    std::mt19937 chance(seed);
    std::vector<Evidence> all;
    Time at{1'000};
    for (int i = 0; i < count; ++i) {
        at += Time(2'000 + chance() % 10'000);
        const bool caption = i % 9 == 5;
        all.push_back({.kind = caption ? "caption" : "cut",
                       .start = at,
                       .text = caption ? "Orateur " + std::to_string(i) : ""});
    }
    return all;
}

std::vector<Evidence> shifted(std::vector<Evidence> all, std::size_t from, std::size_t end,
                              Time shift) {
    std::vector<Evidence> part(all.begin() + static_cast<std::ptrdiff_t>(from),
                               all.begin() + static_cast<std::ptrdiff_t>(end));
    for (Evidence& each : part) each.start += shift;
    return part;
}

TEST(RemapPictures, FindsBothSidesOfACut) {
    const auto old = pictures(1, 100);
    auto made = shifted(old, 0, 50, Time(20));  // pictures of another rate
    const auto rest = shifted(old, 60, 100, Time(-60'000));
    made.insert(made.end(), rest.begin(), rest.end());
    const auto passages = match_pictures(old, made);
    ASSERT_THAT(passages, SizeIs(2));
    EXPECT_EQ(passages[0].start, old[0].start);
    EXPECT_EQ(passages[0].end, old[49].start);
    EXPECT_EQ(passages[0].shift_at(old[3].start), Time(20));
    EXPECT_EQ(passages[1].start, old[60].start);
    EXPECT_EQ(passages[1].shift_at(old[60].start), Time(-60'000));
}

TEST(RemapPictures, FindsNothingInAnotherRecordingNorInASlideShow) {
    EXPECT_THAT(match_pictures(pictures(2, 400), pictures(3, 400)), IsEmpty());
    std::vector<Evidence> even;
    for (int i = 0; i < 100; ++i) even.push_back({.kind = "cut", .start = Time(10'000 * i)});
    EXPECT_THAT(match_pictures(even, shifted(even, 0, 90, Time(0))), IsEmpty());
    EXPECT_THAT(match_pictures({}, even), IsEmpty());
}

TEST(RemapPictures, DoesNotMindASingleCutThatOneOfThemLacks) {
    const auto old = pictures(4, 60);
    auto made = old;
    made.erase(made.begin() + 20);
    ASSERT_THAT(match_pictures(old, made), SizeIs(1));
    for (Evidence& each : made) {
        if (!each.text.empty()) each.text += " (suite)";
    }
    for (const Passage& each : match_pictures(old, made)) EXPECT_LT(each.score, 1);
}

TEST(RemapPictures, TakesThemOnlyWhereTheSoundSaysNothing) {
    const Passage heard{.start = Time(0), .end = Time(60'000), .knots = {{Time(0), Time(0)}}};
    const Passage beside{
        .start = Time(70'000), .end = Time(90'000), .knots = {{Time(0), Time(5'000)}}};
    const Passage against{
        .start = Time(50'000), .end = Time(65'000), .knots = {{Time(0), Time(30'000)}}};
    const auto passages = joined({heard}, std::vector{against, beside});
    ASSERT_THAT(passages, SizeIs(2));
    EXPECT_EQ(passages[1].start, Time(70'000));
}

}  // namespace
}  // namespace revivre::chapters::remap
