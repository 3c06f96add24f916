#include "chapters/public_address.hpp"

#include <string>

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

TEST(PublicAddress, TakesPagesAndFilesOfOtherSites) {
    for (const char* good :
         {"https://video.example/w/1?t={seconds}s", "http://localhost:8000/a.mp4",
          "https://[::1]:8443/watch#t={seconds}", "https://video.example/%C3%A9t%C3%A9.webm"}) {
        EXPECT_EQ(public_address_fault(good), "") << good;
    }
}

TEST(PublicAddress, RefusesWhatCouldRunOrHide) {
    for (const std::string bad :
         {"javascript:alert(1)", "//video.example/a", "https://", "https://a b.example/",
          "https://user:secret@video.example/", "https://video.example/\"onerror=", "ftp://a/b",
          "https://a.example/{seconds}/{seconds}", "https://a.example;script-src *", "data:,x"}) {
        EXPECT_NE(public_address_fault(bad), "") << bad;
    }
    EXPECT_NE(public_address_fault("https://a.example/" + std::string(2000, 'x')), "");
}

TEST(PublicAddress, LeadsToATime) {
    EXPECT_EQ(address_at("https://v.example/w?t={seconds}s", Time(62'900)),
              "https://v.example/w?t=62s");
    EXPECT_EQ(address_at("https://v.example/a.mp4", Time(62'500)),
              "https://v.example/a.mp4#t=62.5");
    EXPECT_EQ(address_at("https://v.example/a.mp4#old", Time(0)), "https://v.example/a.mp4#t=0");
}

TEST(PublicAddress, KnowsWhatAPlayerCanTake) {
    EXPECT_TRUE(is_plain_media("https://v.example/day/matin.mp4?sig=1"));
    EXPECT_FALSE(is_plain_media("https://v.example/w/1"));
    EXPECT_FALSE(is_plain_media("https://v.example/a.mp4?t={seconds}"));
    EXPECT_FALSE(is_plain_media("https://v.example?file=a.mp4"));
    EXPECT_EQ(origin_of("https://v.example:8443/day/a.mp4"), "https://v.example:8443");
}

}  // namespace
}  // namespace revivre::chapters
