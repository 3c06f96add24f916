#include "indexer/analysis/screening.hpp"

#include <gtest/gtest.h>

namespace revivre::indexer {
namespace {

using chapters::Time;

// A group of ten seconds as encoders make of a talk: a large key frame, then a P picture of some
// hundred bytes and two B pictures of some dozen, again and again.
std::vector<PacketFacts> quiet_group() {
    std::vector<PacketFacts> packets{{.time = Time(0), .bytes = 40'000, .key = true}};
    for (int i = 1; i < 250; ++i)
        packets.push_back(
            {.time = Time(i * 40), .bytes = i % 3 == 1 ? 600 + i % 7 * 20 : 60 + i % 5});
    return packets;
}

TEST(Screening, FindsNothingInAQuietGroup) {
    const auto packets = quiet_group();
    EXPECT_TRUE(betraying_stretches(packets, 0, packets.size()).empty());
}

TEST(Screening, FindsThePacketOfACut) {
    auto packets = quiet_group();
    packets[100].bytes = 22'000;
    const auto found = betraying_stretches(packets, 0, packets.size());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_LT(found[0].first, Time(100 * 40 - 2 * 40)) << "B pictures before it, and one more";
    EXPECT_GT(found[0].last, Time(100 * 40 + 500)) << "a caption that fades in";
}

TEST(Screening, FindsADissolveThoughNoPacketStandsOut) {
    auto packets = quiet_group();
    for (std::size_t i = 120; i < 140; ++i) packets[i].bytes = 2'000;
    const auto found = betraying_stretches(packets, 0, packets.size());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_LE(found[0].first, Time(130 * 40));
    EXPECT_GE(found[0].last, Time(140 * 40));
}

TEST(Screening, LeavesTheNoiseOfAStillSlideAlone) {
    auto packets = quiet_group();
    for (std::size_t i = 1; i < packets.size(); ++i) packets[i].bytes = i % 40 == 0 ? 400 : 37;
    EXPECT_TRUE(betraying_stretches(packets, 0, packets.size()).empty());
}

TEST(Screening, WantsAllWhereEveryPictureCostsAsMuchAsAKeyFrame) {
    auto packets = quiet_group();
    for (PacketFacts& packet : packets) packet.bytes = 30'000;
    const auto found = betraying_stretches(packets, 0, packets.size());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_LE(found[0].first, packets.front().time);
    EXPECT_GE(found[0].last, packets.back().time);
}

TEST(Screening, JudgesOnlyTheGroupThatItIsGiven) {
    auto packets = quiet_group();
    packets[100].bytes = 22'000;
    auto group = quiet_group();
    packets.insert(packets.end(), group.begin(), group.end());
    EXPECT_TRUE(betraying_stretches(packets, 250, packets.size()).empty());
    EXPECT_TRUE(betraying_stretches(packets, 3, 3).empty());
}

}  // namespace
}  // namespace revivre::indexer
