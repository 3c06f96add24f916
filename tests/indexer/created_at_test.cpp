#include "indexer/created_at.hpp"

#include <gtest/gtest.h>

namespace revivre::indexer {
namespace {

TEST(CreatedAt, DropsAFractionOfZero) {
    EXPECT_EQ(rfc3339_utc("2024-03-01T07:30:00.000000Z"), "2024-03-01T07:30:00Z");
    EXPECT_EQ(rfc3339_utc("2024-03-01T07:30:00Z"), "2024-03-01T07:30:00Z");
}

TEST(CreatedAt, KeepsAFraction) {
    EXPECT_EQ(rfc3339_utc("2024-03-01T07:30:00.250000Z"), "2024-03-01T07:30:00.25Z");
}

TEST(CreatedAt, IsEmptyForATimeWithoutZone) {
    EXPECT_EQ(rfc3339_utc("2024-03-01 07:30:00"), "");
    EXPECT_EQ(rfc3339_utc("2024-03-01T07:30:00"), "");
}

TEST(CreatedAt, IsEmptyForWhatIsNoMoment) {
    for (const char* text :
         {"", "Z", "2024-02-30T07:30:00Z", "2024-13-01T07:30:00Z", "2024-03-01T24:00:00Z",
          "2024-03-01T07:61:00Z", "yesterday", "2024-03-01T07:30:00.Zx", "-024-03-01T07:30:00Z"}) {
        EXPECT_EQ(rfc3339_utc(text), "") << text;
    }
}

}  // namespace
}  // namespace revivre::indexer
