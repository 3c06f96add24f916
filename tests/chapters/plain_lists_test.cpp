// The formats that are lists of plain lines: OGM, mp4chaps, CUE, FFMETADATA.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

ReadResult read(std::string_view format, std::string_view text) {
    return format_named(format).read(text);
}

// "1500 Title", milliseconds and title.
std::vector<std::string> outline(const ReadResult& result) {
    std::vector<std::string> lines;
    for (const Chapter& chapter : result.document.chapters) {
        lines.push_back(std::to_string(chapter.start.count()) + " " + chapter.title);
    }
    return lines;
}

Written written(std::string_view format, std::vector<Chapter> chapters) {
    Document document;
    document.chapters = std::move(chapters);
    return write_document(format_named(format), document);
}

TEST(OgmReader, ReadsBlanksEmptyLinesAndLongNumbers) {
    const auto result = read("ogm",
                             "\n\n  CHAPTER01 = 00:00:00.000\n\n\tCHAPTER01NAME=\tAccueil \n"
                             "chapter100=00:01:00.5\nchapter100name=Centième = fin\n");
    EXPECT_THAT(outline(result), ElementsAre("0 Accueil", "60500 Centième = fin"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(OgmReader, LeavesOutATimeThatTheFileEndsWith) {
    const auto result = read("ogm",
                             "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Un\nCHAPTER02=00:00:05.000\n"
                             "CHAPTER03=00:00:09.000\nCHAPTER03NAME=Trois\nCHAPTER04=00:00:10.000");
    EXPECT_THAT(outline(result), ElementsAre("0 Un", "5000 ", "9000 Trois"));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_EQ(result.diagnostics[0].line, 3);
    EXPECT_EQ(result.diagnostics[1].line, 6);
}

TEST(OgmReader, SaysWhichLinesItLeavesOut) {
    const auto result = read("ogm",
                             "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Un\nautre chose\n"
                             "CHAPTER02=demain\nCHAPTER02NAME=Deux\n");
    EXPECT_THAT(outline(result), ElementsAre("0 Un"));
    EXPECT_THAT(result.diagnostics, SizeIs(3));
    EXPECT_TRUE(read("ogm", "Bonjour\n").refused);
}

TEST(OgmWriter, CountsBeyondNinetyNine) {
    std::vector<Chapter> chapters;
    for (int i = 0; i < 100; ++i) chapters.push_back(chapter(std::chrono::seconds(i), "t"));
    const std::string text = written("mkv-simple", chapters).text;
    EXPECT_THAT(text, HasSubstr("CHAPTER01=00:00:00.000\nCHAPTER01NAME=t\n"));
    EXPECT_THAT(text, HasSubstr("CHAPTER100=00:01:39.000\nCHAPTER100NAME=t\n"));
}

TEST(Mp4chapsReader, ReadsEveryFormOfTime) {
    const auto result =
        read("mp4chaps",
             " 1.234 Un\n\n12:34\tDeux\n1:2:3 Trois <http://exemple.test/?a=1>\n1..2 faux\n");
    EXPECT_THAT(outline(result), ElementsAre("1234 Un", "754000 Deux", "3723000 Trois"));
    EXPECT_EQ(result.document.chapters[2].link, "http://exemple.test/?a=1");
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 5);
}

TEST(Mp4chapsReader, EndsTheLastChapterAtTheLengthInARemark) {
    for (const std::string_view remark :
         {"# total-length 00:00:01.500", "## total-duration: 00:00:01.500",
          "## total-duration:: 00:00:01.500"}) {
        const auto result = read(
            "mp4chaps", std::string(remark) + "\n00:00:00.000 un\n# note\n00:00:01.000 deux\n");
        ASSERT_THAT(result.document.chapters, SizeIs(2)) << remark;
        EXPECT_EQ(result.document.chapters[0].end, std::nullopt);
        EXPECT_EQ(result.document.chapters[1].end, Time(1500));
        EXPECT_EQ(result.document.duration(), Time(1500));
    }
}

TEST(Mp4chapsReader, RefusesOnlyAFileOfNoBytes) {
    EXPECT_TRUE(read("mp4chaps", "").refused);
    const auto result = read("mp4chaps", "Bonjour\n1.2.3.4.5 Un\n");
    EXPECT_FALSE(result.refused);
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_THAT(result.diagnostics, SizeIs(2));
}

TEST(Mp4chapsWriter, KeepsLinksApartFromTitles) {
    Chapter linked = chapter(0s, "Un <a:b>");
    linked.link = "https://exemple.test/";
    Chapter broken = chapter(1s, "Deux <http://exemple.test/>");
    broken.link = "deux mots";
    const auto text = written("mp4chaps", {linked, broken});
    EXPECT_EQ(text.text,
              "00:00:00.000 Un <a:b> <https://exemple.test/>\n"
              "00:00:01.000 Deux ‹http://exemple.test/›\n");
    EXPECT_THAT(text.losses, SizeIs(2));
}

TEST(CueReader, ReadsTracksNamesAndFrames) {
    const auto result =
        read("cue",
             "REM DATE 2026\nPERFORMER \"Ville\"\nTITLE \"Journée\"\n"
             "FILE \"matin 1.flac\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Dire \"oui\"\"\n"
             "    PERFORMER \"Zoé Lœvenbrück; Anne Kerzhéro\"\n"
             "    INDEX 00 00:00:00\n    INDEX 01 00:02:21\n\n"
             "  track 02 audio\n    title Sans guillemets\n    PREGAP 00:02:00\n"
             "    INDEX 01 100000:00:74\n");
    EXPECT_THAT(outline(result), ElementsAre("2280 Dire \"oui\"", "6000000987 Sans guillemets"));
    EXPECT_EQ(result.document.title, "Journée");
    EXPECT_EQ(result.document.items.at(0).address, "matin 1.flac");
    ASSERT_THAT(result.document.chapters[0].credits, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].credits[1].name, "Anne Kerzhéro");
    EXPECT_THAT(result.document.chapters[1].credits, IsEmpty());
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(CueReader, CountsFilesAsMediaWhereATrackBegins) {
    const auto result = read("cue",
                             "FILE \"a.wav\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n"
                             "TRACK 02 AUDIO\nTITLE \"b\"\nINDEX 00 03:00:00\n"
                             "FILE \"b.wav\" WAVE\nINDEX 01 00:00:00\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[1].item, 1);
    EXPECT_EQ(result.document.chapters[1].start, 0s);
}

TEST(CueReader, SaysWhichTracksItLeavesOut) {
    const auto result = read("cue",
                             "FILE \"a.bin\" BINARY\nTRACK 01 MODE1/2352\nINDEX 01 00:00:00\n"
                             "TRACK 02 AUDIO\nINDEX 01 faux\nTRACK 03 AUDIO\nINDEX 00 01:00:00\n");
    EXPECT_THAT(outline(result), ElementsAre("60000 "));
    EXPECT_THAT(result.diagnostics, SizeIs(4));
    EXPECT_TRUE(read("cue", "Bonjour\n").refused);
}

TEST(CueReader, RefusesTracksNoneOfWhichHasABeginning) {
    const std::string track = "FILE \"a.wav\" WAVE\nTRACK 01 AUDIO\nINDEX ";
    EXPECT_TRUE(read("cue", track + "01 faux\n").refused);
    EXPECT_TRUE(read("cue", track + "02 00:01:00\n").refused);
    EXPECT_FALSE(read("cue", track + "00 00:01:00\n").refused);
}

TEST(CueWriter, WritesOneFileAMedium) {
    Chapter morning = chapter(0s, "Dire \"oui\"");
    morning.credits.push_back(
        {.person = {}, .name = "Zoé", .function = {}, .organisation = {}, .evidence = {}});
    Chapter evening = chapter(0s, "Soir");
    evening.item = 1;
    const auto text = written("cue", {morning, evening});
    EXPECT_EQ(
        text.text,
        "TITLE \"\"\nFILE \"recording-1.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Dire “oui”\"\n"
        "    PERFORMER \"Zoé\"\n    INDEX 01 00:00:00\nFILE \"recording-2.wav\" WAVE\n"
        "  TRACK 02 AUDIO\n    TITLE \"Soir\"\n    INDEX 01 00:00:00\n");
    ASSERT_THAT(text.losses, SizeIs(1));
    EXPECT_EQ(text.losses[0].kind, LossKind::characters);
}

TEST(FfmetadataReader, TakesKeysAndNumbersAsFfmpegDoes) {
    const auto result =
        read("ffm",
             ";FFMETADATA1\nTitle=Jour\n[autre]=x\n[CHAPTER]\nEND=9\nTIMEBASE=1/1\n"
             "START=5.7\nTITLE=Un\n[CHAPTER]\nTIMEBASE=1/1000\nEND=12000\ntitle=Deux\n");
    EXPECT_EQ(result.document.title, "Jour");
    EXPECT_THAT(outline(result), ElementsAre("5000 Un", "9000 Deux"));
    EXPECT_EQ(result.document.chapters[0].end, Time(9s));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(FfmetadataReader, HoldsTimesOfManyDays) {
    const auto result =
        read("ffm", ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/44100\nSTART=44100000000\ntitle=Tard\n");
    EXPECT_THAT(outline(result), ElementsAre("1000000000 Tard"));
}

TEST(FfmetadataWriter, EscapesAndEndsEachChapter) {
    Document document;
    document.title = "Jour; suite";
    document.chapters = {chapter(0s, "a=b#c"), chapter(1500ms, "fin\\")};
    EXPECT_EQ(write_document(format_named("ffmeta"), document).text,
              ";FFMETADATA1\ntitle=Jour\\; suite\n"
              "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=a\\=b\\#c\n"
              "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=1500\ntitle=fin\\\\ \n");
}

TEST(FormatOf, TakesTwoTimesSetApartByBlanksForLabels) {
    EXPECT_EQ(format_of("1.200000    1.200000    Un\n200.5 200.5 Deux\n")->name, "audacity");
    EXPECT_EQ(format_of("1.2 Un\n200.5 Deux\n")->name, "mp4chaps");
}

TEST(FormatOf, TellsListsOfTimesApart) {
    EXPECT_EQ(format_of("\nCHAPTER01 = 00:00:00.000\nCHAPTER01NAME=a\n")->name, "ogm");
    EXPECT_EQ(format_of("# x\n00:00:00.000 Un\n00:01:00.000 Deux\n")->name, "mp4chaps");
    EXPECT_EQ(format_of("Texte\n0:00 Un\n1:00 Deux\n")->name, "description");
    EXPECT_EQ(format_of("PERFORMER x\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n")->name, "cue");
    EXPECT_EQ(format_of("TITLE \"x\"\nautre\n"), nullptr);
}

}  // namespace
}  // namespace revivre::chapters
