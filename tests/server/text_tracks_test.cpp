#include <gmock/gmock.h>

#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using chapters::TextTrackKind;
using chapters::Time;
using testing::HasSubstr;

class TextTracks : public LiveServer {
  protected:
    void keep(const std::string& recording) const {
        store_->save_text_track({.recording = recording,
                                 .kind = TextTrackKind::captions,
                                 .language = "fr",
                                 .cues = {{Time(500), Time(2000), "Apolline Kerverdo", "1 < 2"}}});
    }
    [[nodiscard]] WireAnswer track(const std::string& recording, const std::string& name) const {
        return get("/api/v1/recordings/" + recording + "/tracks/" + name);
    }
};

TEST_F(TextTracks, R8AreWebVttWithVoices) {
    keep(sample_.recording);
    const WireAnswer answer = track(sample_.recording, "captions.fr.vtt");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Content-Type"), "text/vtt; charset=utf-8");
    EXPECT_THAT(answer.body, HasSubstr("<v Apolline Kerverdo>1 &lt; 2"));
}

TEST_F(TextTracks, R47OfADraftDoNotExist) {
    keep(sample_.draft);
    EXPECT_EQ(track(sample_.draft, "captions.fr.vtt").status, 404);
}

TEST_F(TextTracks, AreNotFoundByAnotherName) {
    keep(sample_.recording);
    for (const char* name : {"captions.en.vtt", "subtitles.fr.vtt", "fr.vtt", "captions.fr.srt"}) {
        EXPECT_EQ(track(sample_.recording, name).status, 404) << name;
    }
}

}  // namespace
}  // namespace revivre::server
