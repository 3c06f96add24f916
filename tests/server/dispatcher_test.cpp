#include "server/dispatcher.hpp"

#include <array>

#include <gtest/gtest.h>

namespace revivre::server {
namespace {

constexpr std::array kRoutes{Route{"/"},          Route{"/a/{id}"},        Route{"/a/{id}.vtt"},
                             Route{"/a/special"}, Route{"/a/{id}/{part}"}, Route{"/{first}/list"}};

std::string pattern_for(std::string_view path) {
    const auto match = Dispatcher(kRoutes).match(path);
    return match ? std::string(match->route->pattern) : "none";
}

TEST(Dispatcher, PrefersLiteralsThenEndings) {
    EXPECT_EQ(pattern_for("/a/x"), "/a/{id}");
    EXPECT_EQ(pattern_for("/a/x.vtt"), "/a/{id}.vtt");
    EXPECT_EQ(pattern_for("/a/special"), "/a/special");
    EXPECT_EQ(pattern_for("/a/list"), "/a/{id}");
    EXPECT_EQ(pattern_for("/b/list"), "/{first}/list");
}

TEST(Dispatcher, GivesTheParameters) {
    const auto match = Dispatcher(kRoutes).match("/a/x.y.vtt");
    ASSERT_TRUE(match.has_value());
    EXPECT_EQ(match->parameters.at("id"), "x.y");
}

TEST(Dispatcher, MatchesNeitherDotsNorEmptySegments) {
    for (const char* path :
         {"//", "/a/", "/a//", "/a/.", "/a/..", "", "a", "/.", "/a/../special", "/a/b/c/d"}) {
        EXPECT_EQ(pattern_for(path), "none") << path;
    }
    EXPECT_EQ(pattern_for("/"), "/");
}

}  // namespace
}  // namespace revivre::server
