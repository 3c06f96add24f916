#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/exchange/timecode.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("edl").read(text);
}

std::vector<Time> starts(std::string_view text) {
    std::vector<Time> all;
    for (const Chapter& chapter : read(text).document.chapters) all.push_back(chapter.start);
    return all;
}

TEST(EdlReader, ReadsLocatorsOfCutLists) {
    const ReadResult result = read(
        "TITLE:   Montage\nFCM: NON-DROP FRAME\n"
        "001  BOB_1 V     C        02:00:00:00 02:00:10:00 01:00:00:00 01:00:10:00 \n"
        "* FROM CLIP NAME:  prise 1\n* LOC: 01:00:01:12 RED     Ouverture de la journée\n"
        "002  BOB_2 V     C        02:00:00:00 02:00:10:00 01:00:10:00 01:00:20:00 \n"
        "* LOC: 01:00:15:00 Rouge vif\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].start, Time(1480));
    EXPECT_EQ(result.document.chapters[0].end, std::nullopt);
    EXPECT_EQ(result.document.chapters[0].title, "Ouverture de la journée");
    EXPECT_EQ(result.document.chapters[1].title, "Rouge vif");
    EXPECT_EQ(result.document.title, "Montage");
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("25 frames"));
}

TEST(EdlReader, ReadsResolveMarkersWithNotesAndLengths) {
    const ReadResult result = read(
        "TITLE: Journée\n* FRAME RATE: 25\n\n"
        "001  001      V     C        01:00:18:06 01:00:18:07 01:00:18:06 01:00:18:07  \n"
        "Avec la maire |C:ResolveColorBlue |M:Ouverture |D:1\n\n"
        "002  001      V     C        01:01:00:00 01:01:00:01 01:01:00:00 01:01:00:01  \n"
        "Sur deux\n |C:ResolveColorRed |M:Débat |D:250\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.diagnostics, IsEmpty());
    EXPECT_EQ(result.document.chapters[0].start, Time(18'240));
    EXPECT_EQ(result.document.chapters[0].summary, "Avec la maire");
    EXPECT_EQ(result.document.chapters[0].end, std::nullopt);
    EXPECT_EQ(result.document.chapters[1].summary, "Sur deux");
    EXPECT_EQ(result.document.chapters[1].end, Time(70'000));
}

TEST(EdlReader, SubtractsWhatListsBeginAt) {
    const auto list = [](std::string_view hour) {
        const std::string at = std::string(hour) + ":05:00:";
        return "TITLE: a\n001  001  V  C  " + at + "00 " + at + "01 " + at + "00 " + at +
               "01\n |C:ResolveColorBlue |M:x |D:1\n";
    };
    EXPECT_THAT(starts(list("00")), ElementsAre(Time(300'000)));
    EXPECT_THAT(starts(list("01")), ElementsAre(Time(300'000)));
    EXPECT_THAT(starts(list("02")), ElementsAre(Time(3'900'000)));
    EXPECT_THAT(starts(list("10")), ElementsAre(Time(300'000)));
    EXPECT_THAT(starts("* TIMELINE START: 02:00:00:00\n" + list("02")), ElementsAre(Time(300'000)));
}

TEST(EdlReader, CountsFromTheLeaderOfACutList) {
    EXPECT_THAT(starts("TITLE: a\n001  AX  V  C  01:00:00:00 01:00:10:00 00:59:50:00 01:00:00:00\n"
                       "* LOC: 01:00:01:00 GREEN x\n"),
                ElementsAre(Time(11'000)));
}

TEST(EdlReader, CountsDropFrames) {
    const std::string list =
        "TITLE: a\nFCM: DROP FRAME\n* LOC: 00;01;00;02 RED un\n* LOC: 00;10;00;00 RED deux\n";
    EXPECT_THAT(starts(list), ElementsAre(Time(60'060), Time(599'999)));
}

TEST(EdlReader, TakesARateFromAComment) {
    EXPECT_THAT(starts("TITLE: a\n* FPS: 23.976\n* LOC: 00:00:10:12 RED x\n"),
                ElementsAre(Time(10'511)));
    EXPECT_THAT(starts("TITLE: a\n* LOC: 00:00:10:27 RED x\n"), ElementsAre(Time(10'900)));
}

TEST(EdlReader, SaysWhenThereAreOnlyCuts) {
    const ReadResult result =
        read("TITLE: a\n001  AX  V  C  00:00:00:00 00:00:10:00 01:00:00:00 01:00:10:00\n");
    EXPECT_FALSE(result.refused);
    EXPECT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_TRUE(read("bonjour\n").refused);
}

TEST(EdlWriter, WritesMarkersFromTheFirstHourOn) {
    Document document;
    document.title = "Journée";
    Chapter chapter;
    chapter.start = Time(61'015);
    chapter.end = Time(71'000);
    chapter.title = "Débat | suite";
    document.chapters = {chapter};
    const Written written = write_document(format_named("cmx3600"), document);
    EXPECT_EQ(written.text,
              "TITLE: Journée\nFCM: NON-DROP FRAME\n\n"
              "001  001      V     C        01:01:01:00 01:01:01:01 01:01:01:00 01:01:01:01  \n"
              " |C:ResolveColorBlue |M:Débat / suite |D:250\n\n"
              "* FRAME RATE: 25\n* TIMELINE START: 01:00:00:00\n");
    ASSERT_THAT(written.losses, SizeIs(2));
    EXPECT_EQ(written.losses[0].kind, LossKind::precision);
    EXPECT_EQ(written.losses[1].kind, LossKind::characters);
}

TEST(EdlWriter, PutsOneMarkerOnAFrame) {
    Document document;
    for (const int start : {1'000, 1'010}) {
        Chapter& chapter = document.chapters.emplace_back();
        chapter.start = Time(start);
        chapter.end = Time(start + 5'000);
        chapter.title = std::to_string(start);
    }
    const Written written = write_document(format_named("edl"), document);
    EXPECT_THAT(written.text, testing::HasSubstr("|M:1000 – 1010 |D:125"));
    EXPECT_THAT(written.text, testing::Not(testing::HasSubstr("002")));
}

TEST(FrameRates, AreReadAsPeopleWriteThem) {
    EXPECT_EQ(parse_frame_rate("25"), (FrameRate{25000, 1000, false}));
    EXPECT_EQ(parse_frame_rate("29,97 DF"), (FrameRate{30000, 1001, true}));
    EXPECT_EQ(parse_frame_rate("30000/1001"), (FrameRate{30000, 1001, false}));
    EXPECT_EQ(parse_frame_rate("0"), std::nullopt);
    EXPECT_EQ(parse_frame_rate("vite"), std::nullopt);
}

TEST(Timecodes, HaveFourNumbers) {
    EXPECT_EQ(parse_timecode("01:02:03:04"), (Timecode{1, 2, 3, 4, false}));
    EXPECT_EQ(parse_timecode("01;02;03;04"), (Timecode{1, 2, 3, 4, true}));
    EXPECT_EQ(parse_timecode("01:60:03:04"), std::nullopt);
    EXPECT_EQ(parse_timecode("01:02:03"), std::nullopt);
    EXPECT_EQ(parse_timecode("01:02:03:04:05"), std::nullopt);
    EXPECT_EQ(parse_timecode("1000:02:03:04"), std::nullopt);
}

}  // namespace
}  // namespace revivre::chapters
