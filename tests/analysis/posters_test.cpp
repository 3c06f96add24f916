#include "indexer/analysis/posters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/drawn.hpp"
#include "tests/analysis/tools.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using std::chrono::seconds;
using testing::Drawn;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Scene {
    testing::Bench bench;
    Posters posters{bench.tools};

    /// Pictures at 25 a second in [from, to).
    void show(const Drawn& picture, int from_ms, int to_ms) {
        for (int at = from_ms; at < to_ms; at += 40) posters.see(picture.at(Time{at}));
    }
    std::vector<std::string> names() {
        posters.finish();
        std::vector<std::string> all;
        for (const auto& [name, content] : bench.findings.files) all.push_back(name);
        return all;
    }
};

const Drawn kRoom{640, 360, 60, 120};
const Drawn kStage{640, 360, 180, 90};
const Drawn kHalfMixed{640, 360, 120, 105};
const Drawn kBlack{640, 360, 16, 16};
const Drawn kDark{640, 360, 30, 50};

TEST(Posters, ShowEachSceneSomePicturesAfterItsFirst) {
    Scene scene;
    scene.show(kRoom, 0, 5000);
    scene.show(kStage, 5000, 9000);
    scene.show(kRoom, 9000, 10'000);
    EXPECT_THAT(scene.names(), ElementsAre("poster-000000200.jpg", "poster-000005200.jpg",
                                           "poster-000009200.jpg"));
}

TEST(Posters, AreNeverBlackOrOfAFade) {
    Scene scene;
    scene.show(kBlack, 0, 3000);
    scene.show(kRoom, 3000, 6000);
    scene.show(kDark, 6000, 6120);
    scene.show(kBlack, 6120, 10'000);
    EXPECT_THAT(scene.names(), ElementsAre("poster-000003200.jpg"));
}

TEST(Posters, AreNoMixtures) {
    Scene scene;
    scene.show(kRoom, 0, 5000);
    scene.show(kHalfMixed, 5000, 5120);
    scene.show(kStage, 5120, 8000);
    EXPECT_THAT(scene.names(), ElementsAre("poster-000000200.jpg", "poster-000005200.jpg"));
    EXPECT_EQ(scene.bench.pictures.samples_along(0, 639, 2), (std::vector<int>{180, 90}));
}

TEST(Posters, AreAtMostOneEachTwoSeconds) {
    Scene scene;
    for (int at = 0; at < 20; ++at) {
        scene.show(at % 2 == 0 ? kRoom : kStage, at * 500, at * 500 + 500);
    }
    EXPECT_LE(scene.names().size(), 6U);
}

TEST(Posters, AreOfKeyPicturesWhereNothingElseIsSeen) {
    Scene scene;
    scene.posters.see(kRoom.at(seconds{0}, Gap::unseen));
    scene.posters.see(kStage.at(seconds{10}, Gap::unseen));
    EXPECT_EQ(scene.posters.settled(seconds{10}), seconds{10});
    scene.posters.see(kStage.at(seconds{20}, Gap::unseen));
    EXPECT_THAT(scene.names(), ElementsAre("poster-000000000.jpg", "poster-000010000.jpg"));
}

TEST(Posters, AreBoundedInAnHour) {
    Scene scene;
    for (int at = 0; at < 1800; ++at) {
        scene.posters.see((at % 2 == 0 ? kRoom : kStage).at(seconds{2 * at}, Gap::unseen));
    }
    EXPECT_LE(scene.names().size(), 720U + 60U);
}

TEST(Posters, AreNoneWithoutPictures) {
    Scene scene;
    EXPECT_THAT(scene.names(), IsEmpty());
}

}  // namespace
}  // namespace revivre::indexer
