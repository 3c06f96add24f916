#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using chapters::TextTrack;
using chapters::TextTrackKind;

class TextTracks : public StoreTest {
  protected:
    [[nodiscard]] TextTrack track(const std::string& text,
                                  const std::string& language = "fr") const {
        return {.recording = recording_,
                .kind = TextTrackKind::captions,
                .language = language,
                .cues = {{Time(1000), Time(2000), "Odile Bréhat", text}}};
    }

    std::string recording_ = add_recording(add_event());
};

TEST_F(TextTracks, AreThereByKindAndLanguage) {
    EXPECT_TRUE(store().text_tracks(recording_).empty());
    store().save_text_track(track("Bonjour", "fr"));
    store().save_text_track(track("Hello", "en"));
    EXPECT_EQ(store().text_tracks(recording_),
              (std::vector{track("Hello", "en"), track("Bonjour", "fr")}));
}

TEST_F(TextTracks, TakeThePlaceOfTheFormerOne) {
    store().save_text_track(track("Bonjour"));
    store().save_text_track(track("Bonsoir"));
    EXPECT_EQ(store().text_tracks(recording_), std::vector{track("Bonsoir")});
}

TEST_F(TextTracks, GoWithoutCues) {
    store().save_text_track(track("Bonjour"));
    store().save_text_track({.recording = recording_, .language = "fr"});
    EXPECT_TRUE(store().text_tracks(recording_).empty());
}

TEST_F(TextTracks, BelongToARecording) {
    const auto work = [&] { store().save_text_track({.recording = "rec_none", .language = "fr"}); };
    EXPECT_EQ(error_of(work), ErrorCode::not_found);
}

TEST_F(TextTracks, StandBesideTheAddressOfARecording) {
    chapters::Recording recording = store().recording(recording_);
    recording.address = "https://video.example/w/1?t={seconds}";
    store().save_recording(recording);
    EXPECT_EQ(store().recording(recording_).address, recording.address);
}

}  // namespace
}  // namespace revivre::storage
