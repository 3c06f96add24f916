#include "server/http/prepared_cache.hpp"

#include <gtest/gtest.h>

namespace revivre::server {
namespace {

SharedAnswer answer_of(std::size_t bytes) {
    auto answer = std::make_shared<Answer>();
    answer->body.assign(bytes, 'x');
    return answer;
}

TEST(PreparedCache, GivesWhatItKeeps) {
    PreparedCache cache;
    const SharedAnswer answer = answer_of(10);
    cache.store("a", answer, 1);
    EXPECT_EQ(cache.find("a"), answer);
    EXPECT_EQ(cache.find("b"), nullptr);
}

TEST(PreparedCache, ForgetsAllWhenTheStoreChanges) {
    PreparedCache cache;
    cache.store("a", answer_of(10), 1);
    cache.advance(1);
    EXPECT_EQ(cache.size(), 1U);
    cache.advance(2);
    EXPECT_EQ(cache.size(), 0U);
}

TEST(PreparedCache, DoesNotKeepWhatIsAlreadyOver) {
    PreparedCache cache;
    cache.advance(2);
    cache.store("a", answer_of(10), 1);
    EXPECT_EQ(cache.find("a"), nullptr);
}

TEST(PreparedCache, ForgetsTheLeastRecentlyUsedWhenFull) {
    PreparedCache cache(4000);
    for (const char* key : {"a", "b", "c"}) cache.store(key, answer_of(1000), 1);
    EXPECT_NE(cache.find("a"), nullptr);
    cache.store("d", answer_of(1000), 1);
    EXPECT_EQ(cache.find("b"), nullptr);
    EXPECT_NE(cache.find("a"), nullptr);
    cache.store("e", answer_of(5000), 1);
    EXPECT_EQ(cache.find("e"), nullptr);
}

TEST(PreparedCache, TellsRequestsApartByWhatRoutesMaySee) {
    RequestHead plain;
    plain.target = "/a";
    RequestHead french = plain;
    french.accept_language = "fr";
    RequestHead vtt = plain;
    vtt.accept = "fr";
    std::string keys[3];
    write_cache_key(keys[0], plain);
    write_cache_key(keys[1], french);
    write_cache_key(keys[2], vtt);
    EXPECT_TRUE(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
}

}  // namespace
}  // namespace revivre::server
