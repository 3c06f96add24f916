#include "server/http/target.hpp"

#include <gtest/gtest.h>

#include "chapters/error.hpp"

namespace revivre::server {
namespace {

TEST(Target, IsDecoded) {
    const Target target = parse_target("/e/caf%C3%A9?q=%C3%A9t%C3%A9+chaud&x&q=second&=v");
    EXPECT_EQ(target.path, "/e/café");
    EXPECT_EQ(target.query.at("q"), "été chaud");
    EXPECT_EQ(target.query.at("x"), "");
    EXPECT_EQ(target.query.at(""), "v");
}

TEST(Target, KeepsPlusInPaths) {
    EXPECT_EQ(parse_target("/a+b").path, "/a+b");
}

TEST(Target, RefusesWhatIsNoText) {
    for (const char* bad : {"/%", "/%4", "/%gg", "/%00", "/%c0%af", "/%ff", "/?q=%f4%90%80%80",
                            "/?%zz=1", "/?a=%00"}) {
        EXPECT_THROW(static_cast<void>(parse_target(bad)), Error) << bad;
    }
}

}  // namespace
}  // namespace revivre::server
