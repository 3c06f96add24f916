#include "chapters/posters.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

TEST(Posters, AreNamedByTheirTime) {
    EXPECT_EQ(poster_name(Time{25'100}), "poster-000025100.jpg");
    EXPECT_EQ(poster_time("poster-000025100.jpg"), Time{25'100});
    EXPECT_EQ(poster_time(poster_name(Time{123'456'789'012})), Time{123'456'789'012});
}

TEST(Posters, AreNotOtherFiles) {
    for (const char* name :
         {"poster.jpg", "poster-25100.jpg", "poster-00002510x.jpg", "storyboard-001.jpg",
          "poster-000025100.png", "", "poster-99999999999999999999.jpg", "poster--00025100.jpg"}) {
        EXPECT_FALSE(poster_time(name)) << name;
    }
}

TEST(Posters, OfAChapterAreTheFirstWithinIt) {
    const std::vector<std::string> names{"poster-000030000.jpg", "caption-1.jpg",
                                         "poster-000012000.jpg", "poster-000010000.jpg"};
    EXPECT_EQ(poster_for(names, Time{10'000}, Time{40'000}), "poster-000010000.jpg");
    EXPECT_EQ(poster_for(names, Time{10'001}, Time{40'000}), "poster-000012000.jpg");
}

TEST(Posters, OfAChapterWithoutOneAreTheLastBeforeIt) {
    const std::vector<std::string> names{"poster-000001000.jpg", "poster-000030000.jpg",
                                         "poster-000009000.jpg"};
    EXPECT_EQ(poster_for(names, Time{10'000}, Time{30'000}), "poster-000009000.jpg");
    EXPECT_EQ(poster_for(names, Time{500}, Time{1'000}), "");
    EXPECT_EQ(poster_for({}, Time{0}, Time{1'000}), "");
}

}  // namespace
}  // namespace revivre::chapters
