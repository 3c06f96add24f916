#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "chapters/error.hpp"
#include "server/pages/assets.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server::pages {
namespace {

Response fetch(const std::string& name, const std::string& version) {
    PagesStore store;
    return store.get(routes::assets().front().handle, {{"name", name}}, {{"v", version}});
}

TEST(Assets, AreKeptForeverOnlyUnderTheirOwnVersion) {
    const auto sheet = asset_named("style.css");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(fetch("style.css", sheet->version).cache_control,
              "public, max-age=31536000, immutable");
    EXPECT_EQ(fetch("style.css", "older").cache_control, "no-cache");
    EXPECT_EQ(fetch("style.css", "").body, sheet->content);
}

TEST(Assets, HaveTheTypesThatBrowsersInsistOn) {
    EXPECT_EQ(fetch("player.js", "").content_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(fetch("style.css", "").content_type, "text/css; charset=utf-8");
    EXPECT_EQ(fetch("icon.svg", "").content_type, "image/svg+xml");
}

TEST(Assets, AreOnlyWhatIsInTheProgram) {
    for (const char* name : {"", "..", "style.css/", "../style.css", "STYLE.CSS"}) {
        EXPECT_THROW(fetch(name, ""), Error) << name;
    }
    EXPECT_THROW(asset_url("none.js"), Error);
}

TEST(Assets, CarryTheirVersionInTheirAddress) {
    EXPECT_THAT(asset_url("player.js").text(),
                testing::MatchesRegex("/assets/player\\.js\\?v=[0-9a-f]{16}"));
}

}  // namespace
}  // namespace revivre::server::pages
