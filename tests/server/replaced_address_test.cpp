#include <gmock/gmock.h>

#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using testing::HasSubstr;

/// The sample's recording, replaced by another that begins ten seconds later.
class ReplacedAddress : public LiveServer {
  protected:
    ReplacedAddress() : old_(sample_.recording) {
        chapters::Recording made = store_->recording(old_);
        made.id.clear();
        made.replaces = old_;
        made.duration += chapters::Time(10'000);
        new_ = store_->save_recording(made);
        auto chapters = store_->public_revision(old_).chapters;
        move(chapters);
        store_->add_revision({.recording = new_,
                              .number = 0,
                              .created_at = {},
                              .author = "archive",
                              .summary = {},
                              .chapters = chapters},
                             0);
    }

    static void move(std::vector<chapters::Chapter>& list) {
        for (chapters::Chapter& each : list) {
            each.start += chapters::Time(10'000);
            *each.end += chapters::Time(10'000);
            move(each.children);
        }
    }

    /// Where `target` leads, or nothing when the answer is no 308.
    std::string location(const std::string& target) {
        const WireAnswer answer = get(target);
        return answer.status == 308 ? answer.field("Location") : std::string();
    }

    std::string old_;
    std::string new_;
};

TEST_F(ReplacedAddress, LeadsNowhereBeforeTheNewRecordingIsPublic) {
    EXPECT_EQ(get("/v/" + old_).status, 200);
    EXPECT_EQ(get("/v/" + new_).status, 404);
}

TEST_F(ReplacedAddress, KeepsTheAddressesOfTheOldRecordingAlive) {
    store_->publish(new_, 1);
    for (const std::string place :
         {"/v/@?theme=dark&lang=en", "/embed/@?t=12", "/list/@", "/v/@/embed", "/media/@",
          "/iiif/@/manifest", "/api/v1/recordings/@", "/api/v1/recordings/@/chapters?kind=session",
          "/api/v1/recordings/@/chapters.vtt", "/api/v1/recordings/@/tracks/captions.fr.vtt"}) {
        SCOPED_TRACE(place);
        std::string before = place;
        std::string after = place;
        before.replace(place.find('@'), 1, old_);
        after.replace(place.find('@'), 1, new_);
        EXPECT_EQ(location(before), after);
        EXPECT_NE(get(after).status, 308);
    }
}

TEST_F(ReplacedAddress, LeadsToWhereAChapterStartsNow) {
    store_->publish(new_, 1);
    const auto chapter = store_->public_chapter(sample_.first).chapter;
    const std::string moved = location("/v/" + old_ + "?c=" + sample_.first);
    EXPECT_THAT(moved, HasSubstr("/v/" + new_ + "?c=" + sample_.first +
                                 "#t=" + std::to_string(chapter.start.count() / 1000)));
    EXPECT_EQ(location("/v/" + old_ + "?c=cha_unknown"), "/v/" + new_ + "?c=cha_unknown");
    EXPECT_EQ(get("/api/v1/chapters/" + sample_.first).status, 200);
}

TEST_F(ReplacedAddress, LeadsToWhereAMomentIsNow) {
    chapters::Evidence found{.recording = new_, .kind = "passage", .text = {}};
    found.text = R"({"start_ms":0,"end_ms":60000,"knots":[[0,10000]]})";
    store_->replace_evidence(new_, "essai", {found});
    store_->publish(new_, 1);
    EXPECT_EQ(location("/v/" + old_ + "?lang=en&t=12&x=%20y"),
              "/v/" + new_ + "?lang=en&t=22&x=%20y");
    EXPECT_EQ(location("/embed/" + old_ + "?t=0:01:00.5,1m2s"), "/embed/" + new_ + "?t=70.5,72");
    EXPECT_EQ(location("/v/" + old_ + "?t=soon"), "/v/" + new_ + "?t=soon");
    EXPECT_EQ(location("/v/" + old_ + "?"), "/v/" + new_ + "?");
}

TEST_F(ReplacedAddress, LeadsOembedToTheNewRecording) {
    store_->publish(new_, 1);
    const std::string asked = "/oembed?url=http%3A%2F%2Flocalhost%2Fv%2F";
    EXPECT_EQ(location(asked + old_), asked + new_);
}

TEST_F(ReplacedAddress, LeadsNowhereForWhatIsUnknownOrWithdrawn) {
    store_->publish(new_, 1);
    EXPECT_EQ(get("/v/rec_nothing").status, 404);
    EXPECT_EQ(get("/v/rec_").status, 404);
    store_->publish(new_, 0);
    EXPECT_EQ(get("/v/" + old_).status, 404);
}

}  // namespace
}  // namespace revivre::server
