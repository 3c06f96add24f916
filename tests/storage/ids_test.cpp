#include "storage/ids.hpp"

#include <set>

#include <gtest/gtest.h>

namespace revivre::storage {
namespace {

using std::chrono::milliseconds;
using TimePoint = std::chrono::system_clock::time_point;

TEST(NewId, HasItsPrefixAndTwentySixCharacters) {
    const std::string id = new_id("rec_");
    EXPECT_EQ(id.size(), 30U);
    EXPECT_TRUE(is_id("rec_", id));
    EXPECT_EQ(id.substr(4).find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"),
              std::string::npos);
}

TEST(IdSource, HoldsTheMillisecondsInItsFirstTenCharacters) {
    // 1469918176385 ms is the example of the ULID specification: 01ARYZ6S41.
    IdSource source([] { return TimePoint(milliseconds(1469918176385)); });
    EXPECT_EQ(source.next("").substr(0, 10), "01aryz6s41");
}

TEST(IdSource, GrowsWithinOneMillisecond) {
    IdSource source([] { return TimePoint(milliseconds(1)); });
    std::string before = source.next("cha_");
    for (int i = 0; i < 1000; ++i) {
        const std::string next = source.next("cha_");
        EXPECT_LT(before, next);
        before = next;
    }
}

TEST(IdSource, GrowsWhenTheClockStepsBack) {
    int now = 5000;
    IdSource source([&now] { return TimePoint(milliseconds(now)); });
    const std::string before = source.next("");
    now = 1000;
    EXPECT_LT(before, source.next(""));
}

TEST(NewId, IsNeverTheSame) {
    std::set<std::string> ids;
    for (int i = 0; i < 10000; ++i) ids.insert(new_id("evt_"));
    EXPECT_EQ(ids.size(), 10000U);
}

TEST(IsId, RefusesWhatCouldHurtInAnAddress) {
    EXPECT_FALSE(is_id("rec_", "rec_"));
    EXPECT_FALSE(is_id("rec_", "cha_0"));
    EXPECT_FALSE(is_id("rec_", "rec_../etc"));
    EXPECT_FALSE(is_id("rec_", "rec_A"));
    EXPECT_FALSE(is_id("rec_", "rec_" + std::string(41, '0')));
}

TEST(UtcText, IsRfc3339WithMilliseconds) {
    EXPECT_EQ(utc_text(TimePoint(milliseconds(1777863721007))), "2026-05-04T03:02:01.007Z");
    EXPECT_EQ(utc_text(TimePoint(milliseconds(0))), "1970-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace revivre::storage
