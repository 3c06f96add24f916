#include "server/http/range.hpp"

#include <string>

#include <gtest/gtest.h>

namespace revivre::server {
namespace {

using Outcome = RangeRequest::Outcome;

TEST(Range, IsCutToTheSize) {
    EXPECT_EQ(parse_range("bytes=0-99", 1000).ranges, (std::vector{ByteRange{0, 100}}));
    EXPECT_EQ(parse_range("bytes=900-", 1000).ranges, (std::vector{ByteRange{900, 100}}));
    EXPECT_EQ(parse_range("Bytes = 900-5000", 1000).ranges, (std::vector{ByteRange{900, 100}}));
    EXPECT_EQ(parse_range("bytes=-10", 1000).ranges, (std::vector{ByteRange{990, 10}}));
    EXPECT_EQ(parse_range("bytes=-5000", 1000).ranges, (std::vector{ByteRange{0, 1000}}));
}

TEST(Range, CountsInSixtyFourBits) {
    const std::uint64_t size = 5'000'000'000;
    EXPECT_EQ(parse_range("bytes=4500000000-4500000009", size).ranges,
              (std::vector{ByteRange{4'500'000'000, 10}}));
    EXPECT_EQ(parse_range("bytes=0-99999999999999999999999", size).ranges,
              (std::vector{ByteRange{0, size}}));
}

TEST(Range, IsUnsatisfiableBehindTheEnd) {
    for (const char* field :
         {"bytes=1000-", "bytes=99999999999999999999999-", "bytes=-0", "bytes=2000-3000, 4000-"}) {
        EXPECT_EQ(parse_range(field, 1000).outcome, Outcome::unsatisfiable) << field;
    }
    EXPECT_EQ(parse_range("bytes=0-", 0).outcome, Outcome::unsatisfiable);
}

TEST(Range, IsIgnoredWhenItIsNone) {
    for (const char* field :
         {"", "bytes", "bytes=", "bytes=a-b", "bytes=5-2", "bytes=-", "lines=0-1", "bytes=0-1;2-3",
          "bytes=1 - 2", "bytes=+1-2", "bytes=0x1-2", "bytes=0-1,x"}) {
        EXPECT_EQ(parse_range(field, 1000).outcome, Outcome::whole) << field;
    }
}

TEST(Range, MayBeSeveral) {
    EXPECT_EQ(parse_range("bytes=0-9, 20-29,,-10, 2000-", 1000).ranges,
              (std::vector{ByteRange{0, 10}, ByteRange{20, 10}, ByteRange{990, 10}}));
}

TEST(Range, IsIgnoredWhenSeveralOverlapOrAreTooMany) {
    EXPECT_EQ(parse_range("bytes=0-9,5-20", 1000).outcome, Outcome::whole);
    std::string many = "bytes=0-0";
    for (int index = 1; index < 16; ++index) {
        many += "," + std::to_string(2 * index) + "-" + std::to_string(2 * index);
    }
    EXPECT_EQ(parse_range(many, 1000).ranges.size(), 16U);
    EXPECT_EQ(parse_range(many + ",900-901", 1000).outcome, Outcome::whole);
}

}  // namespace
}  // namespace revivre::server
