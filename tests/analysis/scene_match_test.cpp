#include "indexer/analysis/scene_match.hpp"

#include <gtest/gtest.h>

#include "pictures.hpp"

#include "indexer/analysis/same_scene.hpp"

namespace revivre::indexer {
namespace {

using namespace pictures;

Thumbnail card(int text) {
    Thumbnail picture = plain(60);
    for (int x = 0; x < Thumbnail::kWidth; ++x) set(picture, x, 60, 150);
    write(picture, text, 10, 30, 70);
    return picture;
}

TEST(SceneMatch, KnowsAnotherScene) {
    for (int seed = 1; seed < 20; ++seed)
        EXPECT_FALSE(same_scene(scene(seed), scene(seed + 1))) << seed;
}

TEST(SceneMatch, FollowsAPan) {
    for (int seed = 1; seed < 20; ++seed) EXPECT_TRUE(same_scene(scene(seed), scene(seed, 15)));
}

TEST(SceneMatch, TakesOtherExposureForTheSameScene) {
    EXPECT_TRUE(same_scene(scene(3), exposed(scene(3), 0.5)));
    EXPECT_TRUE(same_scene(scene(3), exposed(scene(3), 1.4)));
}

TEST(SceneMatch, TakesACaptionForTheSameScene) {
    Thumbnail captioned = scene(4);
    for (int y = 54; y < 66; ++y)
        for (int x = 5; x < 80; ++x) set(captioned, x, y, 40);
    write(captioned, 1, 8, 57, 60);
    EXPECT_TRUE(same_scene(scene(4), captioned));
    EXPECT_TRUE(same_scene(captioned, scene(4)));
}

TEST(SceneMatch, TakesANewLineOfASlideForTheSameScene) {
    Thumbnail longer = card(1);
    write(longer, 2, 10, 42, 60);
    EXPECT_TRUE(same_scene(card(1), longer));
}

TEST(SceneMatch, KnowsAnotherCardOfTheSameDesign) {
    EXPECT_FALSE(same_scene(card(1), card(2)));
}

TEST(SceneMatch, FindsTheOutlinesOfAnotherCardReplaced) {
    EXPECT_GT(replaced_outlines(card(1), card(2)), 0.55);
    Thumbnail longer = card(1);
    write(longer, 2, 10, 42, 60);
    EXPECT_EQ(replaced_outlines(card(1), longer), 0);
}

}  // namespace
}  // namespace revivre::indexer
