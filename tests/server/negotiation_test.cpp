#include <gtest/gtest.h>

#include "server/http/accept.hpp"
#include "server/http/conditions.hpp"
#include "server/http/date.hpp"
#include "server/http/request_log.hpp"

namespace revivre::server {
namespace {

TEST(Accept, TakesTheMostSpecificRange) {
    EXPECT_DOUBLE_EQ(accept_quality("", "text/html"), 1);
    EXPECT_DOUBLE_EQ(accept_quality("text/html;q=0.25, text/*;q=0.5, */*", "text/html"), 0.25);
    EXPECT_DOUBLE_EQ(accept_quality("text/*;q=0.5, */*;q=0.1", "text/vtt"), 0.5);
    EXPECT_DOUBLE_EQ(accept_quality("text/html", "text/vtt"), 0);
}

TEST(Accept, PrefersOnlyWhatItNames) {
    EXPECT_TRUE(
        prefers("text/html,application/xml;q=0.9,*/*;q=0.8", "text/html", "application/json"));
    EXPECT_TRUE(prefers("TEXT/VTT ; q=1.000", "text/vtt", "application/json"));
    EXPECT_FALSE(prefers("*/*", "text/html", "application/json"));
    EXPECT_FALSE(prefers("application/json, text/html;q=0.5", "text/html", "application/json"));
    EXPECT_FALSE(prefers("text/html;q=0", "text/html", "application/json"));
}

TEST(Conditions, CompareTagsWeaklyAndStrongly) {
    EXPECT_TRUE(none_match_names("\"a\", W/\"b,c\"", "\"b,c\""));
    EXPECT_TRUE(none_match_names(" * ", "\"a\""));
    EXPECT_FALSE(none_match_names("\"a", "\"a\""));
    EXPECT_FALSE(none_match_names("a", "\"a\""));
    EXPECT_TRUE(match_names("W/\"a\" ,\"a\"", "\"a\""));
    EXPECT_FALSE(match_names("W/\"a\"", "\"a\""));
    EXPECT_TRUE(if_range_holds("\"a\"", "\"a\""));
    EXPECT_FALSE(if_range_holds("W/\"a\"", "\"a\""));
    EXPECT_FALSE(if_range_holds("Sun, 06 Nov 1994 08:49:37 GMT", "\"a\""));
}

TEST(Date, IsWrittenAsHttpDoes) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(RequestLog, R46KeepsNoWholeAddress) {
    using boost::asio::ip::make_address;
    EXPECT_EQ(truncated(make_address("192.0.2.77")), "192.0.2.0");
    EXPECT_EQ(truncated(make_address("2001:db8:1:2::77")), "2001:db8:1::");
    EXPECT_EQ(truncated(make_address("::ffff:192.0.2.77")), "192.0.2.0");
}

}  // namespace
}  // namespace revivre::server
