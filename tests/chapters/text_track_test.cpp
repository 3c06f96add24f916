#include "chapters/text_track.hpp"

#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kCaptions =
    "WEBVTT\n\n00:01.000 --> 00:03.500\n<v Odile Bréhat>Bonjour à tous,\nbienvenue.\n\n"
    "00:04.000 --> 00:06.000\nMerci.\n";

Document read_captions() {
    return format_named("webvtt-transcript").read(kCaptions).document;
}

TEST(TextTrack, TakesCuesFromAnyTextFormat) {
    const std::vector<Cue> cues = cues_of(read_captions(), false);
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0], (Cue{Time(1000), Time(3500), "", "Bonjour à tous, bienvenue."}));
    EXPECT_EQ(cues[1], (Cue{Time(4000), Time(6000), "", "Merci."}));
}

TEST(TextTrack, KeepsNamesOnlyWhenAPersonVouchesForThem) {
    EXPECT_EQ(cues_of(read_captions(), false).front().speaker, "");
    EXPECT_EQ(cues_of(read_captions(), true).front().speaker, "Odile Bréhat");
}

TEST(TextTrack, ComesBackFromJsonAndFromWebVtt) {
    const std::vector<Cue> cues = cues_of(read_captions(), true);
    for (const Cue& cue : cues) EXPECT_EQ(cue_from_json(to_json(cue)), cue);
    const TextTrack track{.recording = "rec_1", .language = "fr", .cues = cues};
    const std::string text = format_named("webvtt-transcript").write(document_of(track));
    EXPECT_EQ(cues_of(format_named("webvtt-transcript").read(text).document, true), cues);
}

TEST(TextTrack, RefusesWhatIsNoCue) {
    for (const char* bad : {"{}", "[]", R"({"start_ms":"0","end_ms":1,"text":""})"}) {
        EXPECT_THROW(cue_from_json(parse_json(bad)), Error) << bad;
    }
    EXPECT_THROW(text_track_kind_named("chapters"), Error);
}

}  // namespace
}  // namespace revivre::chapters
