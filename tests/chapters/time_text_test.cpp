#include "chapters/text/time_text.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "chapters/json.hpp"

namespace revivre::chapters {
namespace {

Json vectors() {
    const std::ifstream file(REVIVRE_TEST_DATA "/time_vectors.json");
    std::ostringstream text;
    text << file.rdbuf();
    return Json::parse(text.str());
}

std::optional<TimeRange> expected_range(const Json& vector) {
    if (vector["start_ms"].is_null()) return std::nullopt;
    TimeRange range{Time(vector["start_ms"].get<std::int64_t>()), std::nullopt};
    if (!vector["end_ms"].is_null()) range.end = Time(vector["end_ms"].get<std::int64_t>());
    return range;
}

TEST(TimeGrammar, ReadsEveryVectorAsWritten) {
    for (const Json& vector : vectors()["ranges"]) {
        const auto text = vector["text"].get<std::string>();
        EXPECT_EQ(parse_time_range(text), expected_range(vector)) << "'" << text << "'";
    }
}

TEST(TimeGrammar, SaturatesNumbersOfAnyLength) {
    const auto range = parse_time_range(std::string(100'000, '9'));
    ASSERT_TRUE(range);
    EXPECT_EQ(range->start, Time(999'999'999'000));
}

TEST(TimeText, WritesEveryVectorAsClockTimestampAndSeconds) {
    for (const Json& vector : vectors()["texts"]) {
        const Time time(vector["ms"].get<std::int64_t>());
        EXPECT_EQ(clock_text(time), vector["clock"]);
        EXPECT_EQ(timestamp_text(time), vector["timestamp"]);
        EXPECT_EQ(seconds_text(time), vector["seconds"]);
    }
}

TEST(TimeText, WritesSecondsThatTheGrammarReadsBack) {
    for (const int ms : {0, 1, 10, 999, 1000, 7300, 59'999, 3'723'005, 21'600'120}) {
        EXPECT_EQ(parse_time_range(seconds_text(Time(ms))), (TimeRange{Time(ms), std::nullopt}));
    }
}

}  // namespace
}  // namespace revivre::chapters
