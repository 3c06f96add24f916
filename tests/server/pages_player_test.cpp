// The recording page: its player's tracks and transcript, as HTML.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "server/pages/transcript.hpp"

namespace revivre::server::pages {
namespace {

using chapters::ChapterKind;
using chapters::Cue;
using chapters::TextTrack;
using chapters::TextTrackKind;
using chapters::Time;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class PlayerPage : public testing::Test {
  protected:
    void keep(TextTrackKind kind, std::string language, std::vector<Cue> cues) {
        store.repository().save_text_track({.recording = store.morning.id,
                                            .kind = kind,
                                            .language = std::move(language),
                                            .cues = std::move(cues)});
    }
    std::string watch(std::string language = "fr") {
        return store.get(recording_page, {{"recording", store.morning.id}}, {}, std::move(language))
            .body;
    }
    void SetUp() override {
        store.publish_morning({store.chapter(ChapterKind::intervention, 7, "Bienvenue")});
    }
    PagesStore store;
};

TEST_F(PlayerPage, R8HasATrackForEachTextTrack) {
    keep(TextTrackKind::captions, "fr", {{Time(0), Time(900), "", "Bonjour."}});
    keep(TextTrackKind::descriptions, "en", {{Time(0), Time(900), "", "A hall."}});
    const std::string page = watch();
    EXPECT_THAT(page,
                HasSubstr("<track kind=\"captions\" src=\"/api/v1/recordings/" + store.morning.id +
                          "/tracks/captions.fr.vtt\" srclang=\"fr\" "
                          "label=\"Sous-titres en français\">"));
    EXPECT_THAT(page, HasSubstr("label=\"Description en anglais\">"));
    EXPECT_THAT(page, HasSubstr("data-part=\"descriptions\""));
}

TEST_F(PlayerPage, R6HasNoToggleForWhatThereIsNot) {
    EXPECT_THAT(watch(), Not(HasSubstr("data-part=\"captions\"")));
    EXPECT_THAT(watch(), Not(HasSubstr("data-part=\"descriptions\"")));
    EXPECT_THAT(watch(), Not(HasSubstr("id=\"transcript\"")));
}

TEST_F(PlayerPage, R9ShowsWordsAsTextWithTheirLanguage) {
    keep(TextTrackKind::captions, "fr",
         {{Time(61'000), Time(62'000), "<b>A</b>", "1 < 2 & \"3\""}});
    const std::string page = watch();
    EXPECT_THAT(page, HasSubstr("<span lang=\"fr\">1 &lt; 2 &amp; &quot;3&quot;</span>"));
    EXPECT_THAT(page, HasSubstr("&lt;b&gt;A&lt;/b&gt;"));
    EXPECT_THAT(page, HasSubstr("href=\"/v/" + store.morning.id + "?t=61\" data-start=\"61000\""));
}

TEST_F(PlayerPage, R9PrefersCaptionsAndThenTheLanguageOfThePage) {
    keep(TextTrackKind::captions, "fr", {{Time(0), Time(900), "", "Bonjour."}});
    keep(TextTrackKind::captions, "en", {{Time(0), Time(900), "", "Good morning."}});
    keep(TextTrackKind::subtitles, "de", {{Time(0), Time(900), "", "Guten Tag."}});
    EXPECT_THAT(watch("fr"), HasSubstr("<span lang=\"fr\">Bonjour.</span>"));
    EXPECT_THAT(watch("en"), HasSubstr("<span lang=\"en\">Good morning.</span>"));
}

TEST_F(PlayerPage, SaysBeforePlayWhatIsNotDecoded) {
    store.morning.streams.front().codec = "hevc";
    store.repository().save_recording(store.morning);
    EXPECT_THAT(watch(), HasSubstr("ne montrent pas l’image de cet enregistrement (HEVC)"));
    store.morning.streams.front().codec = "h264";
    store.repository().save_recording(store.morning);
    EXPECT_THAT(watch(), Not(HasSubstr("data-fault=\"picture\"")));
}

TEST_F(PlayerPage, R16TellsThePlaceOfEachChapter) {
    store.publish_morning({store.chapter(ChapterKind::intervention, 7, "Bienvenue"),
                           store.chapter(ChapterKind::pause, 20, "Pause")});
    EXPECT_THAT(watch(), HasSubstr("<span class=\"heard\">à 7 secondes, 1 sur 2</span>"));
    EXPECT_THAT(watch("en"), HasSubstr("<span class=\"heard\">at 20 seconds, 2 of 2</span>"));
}

TEST(TranscriptParagraphs, KeepAllWordsAndPartSpeakersAndHalfMinutes) {
    TextTrack track;
    track.cues = {
        {Time(0), Time(1000), "A", "un"},          {Time(1000), Time(2000), "A", "deux"},
        {Time(2000), Time(3000), "B", "trois"},    {Time(20'000), Time(21'000), "B", "quatre"},
        {Time(32'000), Time(33'000), "B", "cinq"}, {Time(34'000), Time(35'000), "", "six"}};
    EXPECT_THAT(paragraphs_of(track),
                ElementsAre(TranscriptParagraph{Time(0), "A", "un deux"},
                            TranscriptParagraph{Time(2000), "B", "trois quatre"},
                            TranscriptParagraph{Time(32'000), "B", "cinq"},
                            TranscriptParagraph{Time(34'000), "", "six"}));
}

}  // namespace
}  // namespace revivre::server::pages
