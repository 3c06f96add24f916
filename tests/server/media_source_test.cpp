#include "server/media_source.hpp"

#include "chapters/json.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using Kind = MediaSource::Kind;

MediaSource source_of(const std::string& address) {
    chapters::Recording recording;
    recording.address = address;
    return media_source(recording);
}

TEST(MediaSource, IsThisSiteWithoutAnAddress) {
    EXPECT_EQ(source_of("").kind, Kind::served);
    EXPECT_EQ(source_of("").passage({}), "");
    EXPECT_EQ(source_of("").media_origin(), "");
}

TEST(MediaSource, IsAFileElsewhereThatAPlayerPlays) {
    const MediaSource source = source_of("https://media.example:8443/a/matin.mp4?x=1");
    EXPECT_EQ(source.kind, Kind::file_elsewhere);
    EXPECT_TRUE(source.is_playable());
    EXPECT_EQ(source.media_origin(), "https://media.example:8443");
    EXPECT_EQ(source.site(), "media.example:8443");
}

TEST(MediaSource, IsAPageElsewhereThatLinksLeadTo) {
    const MediaSource source = source_of("https://video.example/w/1?t={seconds}s");
    EXPECT_EQ(source.kind, Kind::page_elsewhere);
    EXPECT_FALSE(source.is_playable());
    EXPECT_EQ(source.media_origin(), "") << "nothing is asked there without a click";
    EXPECT_EQ(source.passage(chapters::Time(62500)), "https://video.example/w/1?t=62s");
}

TEST(MediaSource, LeadsNobodyToAnAddressWithAFault) {
    EXPECT_EQ(source_of("javascript:alert(1)").kind, Kind::served);
}

class ForeignMedia : public LiveServer {
  protected:
    void move_to(const std::string& address) const {
        chapters::Recording recording = store_->recording(sample_.recording);
        recording.address = address;
        store_->save_recording(recording);
    }
    [[nodiscard]] chapters::Json json(const std::string& target) const {
        return chapters::parse_json(get("/api/v1/" + target).body);
    }
};

TEST_F(ForeignMedia, SendsWhoAsksHereToTheFileElsewhere) {
    move_to("https://media.example/matin.mp4");
    const WireAnswer answer = get("/media/" + sample_.recording);
    EXPECT_EQ(answer.status, 307);
    EXPECT_EQ(answer.field("Location"), "https://media.example/matin.mp4");
    const auto recording = json("recordings/" + sample_.recording);
    EXPECT_EQ(recording["links"]["media"], "https://media.example/matin.mp4");
    EXPECT_EQ(recording["address"], "https://media.example/matin.mp4");
}

TEST_F(ForeignMedia, SaysWhereARecordingIsShownThatIsNoFile) {
    move_to("https://video.example/w/1?t={seconds}s");
    const WireAnswer answer = get("/media/" + sample_.recording);
    EXPECT_EQ(answer.status, 404);
    EXPECT_NE(answer.body.find("https://video.example/w/1?t=0s"), std::string::npos);
    const auto recording = json("recordings/" + sample_.recording);
    EXPECT_FALSE(recording["links"].contains("media"));
    EXPECT_TRUE(recording["media_type"].is_null());
    EXPECT_EQ(json("chapters/" + sample_.first)["links"]["passage"],
              "https://video.example/w/1?t=5s");
}

}  // namespace
}  // namespace revivre::server
