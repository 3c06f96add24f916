#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kMark = "\xEF\xBB\xBF";

ReadResult read(std::string_view text) {
    return format_named("csv").read(text);
}

std::vector<Time> starts(std::string_view text) {
    std::vector<Time> all;
    for (const Chapter& chapter : read(text).document.chapters) all.push_back(chapter.start);
    return all;
}

std::string written(const Chapter& only) {
    Document document;
    document.chapters = {only};
    return write_document(format_named("spreadsheet"), document).text;
}

TEST(CsvReader, TakesFrenchHeadersInAnyOrder) {
    const ReadResult result = read(
        "Titre;Intervenant·e·s;Début;Fin;Résumé\n"
        "Ouverture;\"Maëlys Kerzhéro ; Zoé Lœvenbrück\";0:00;1:02,5;Bref\n");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_THAT(result.diagnostics, IsEmpty());
    const Chapter& first = result.document.chapters[0];
    EXPECT_EQ(first.title, "Ouverture");
    EXPECT_EQ(first.end, Time(62'500));
    EXPECT_EQ(first.summary, "Bref");
    ASSERT_THAT(first.credits, SizeIs(2));
    EXPECT_EQ(first.credits[1].name, "Zoé Lœvenbrück");
}

TEST(CsvReader, TakesCommasTabsSemicolonsAndBars) {
    const std::vector<Time> expected{Time(0), Time(62'500)};
    EXPECT_EQ(starts("start,title\n0,a\n62.5,\"b, c\"\n"), expected);
    EXPECT_EQ(starts("Start\tTitle\n0:00\ta\n1:02.5\tb\n"), expected);
    EXPECT_EQ(starts("debut;titre\n0;a\n62,5;b\n"), expected);
    EXPECT_EQ(starts("Start|Text\n0:00|a\n1:02.5|b, c; d\n"), expected);
    EXPECT_EQ(starts("sep=;\ndebut;titre\n0;a\n62,5;b\n"), expected);
}

TEST(CsvReader, ReadsTablesWithoutAHeader) {
    const auto chapters =
        read("1,00:00:00,Ouverture,Mme Kerzhéro\n2,00:10:00,Débat,\n").document.chapters;
    ASSERT_THAT(chapters, SizeIs(2));
    EXPECT_EQ(chapters[1].start, Time(600'000));
    EXPECT_EQ(chapters[1].title, "Débat");
    EXPECT_EQ(chapters[0].credits.at(0).name, "Mme Kerzhéro");
}

TEST(CsvReader, ReadsFractionsOfADayWhereNothingElseIsMeant) {
    const ReadResult result =
        read("Début;Titre\n0;a\n0,0430555555555556;b\n0,0833333333333333;c\n");
    EXPECT_EQ(result.document.chapters.at(1).start, Time(3'720'000));
    EXPECT_EQ(result.document.chapters.at(2).start, Time(7'200'000));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(starts("Début;Titre\n0;a\n0,5;b\n"), (std::vector<Time>{Time(0), Time(500)}));
}

TEST(CsvReader, NestsByTheLevelColumn) {
    const ReadResult result =
        read("start;title;level\n0;Matin;1\n0;Ouverture;2\n60;Débat;2\n600;Après-midi;1\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.document.chapters[0].children, SizeIs(2));
    EXPECT_THAT(read("start;title;niveau\n0;a;0\n1;b;1\n").document.chapters, SizeIs(1));
    EXPECT_THAT(read("start;title;level\n0;a;1\n1;b;4\n").diagnostics, SizeIs(1));
}

TEST(CsvReader, MakesOneLineOfACellWithSeveral) {
    const auto chapters = read("start,title\r\n0,\"un\r\ndeux\"\r\n5,trois\r\n").document.chapters;
    ASSERT_THAT(chapters, SizeIs(2));
    EXPECT_EQ(chapters[0].title, "un deux");
    EXPECT_EQ(chapters[1].title, "trois");
}

TEST(CsvReader, ReadsDurationsAndKinds) {
    const auto chapters = read("start,duration,type,title\n60,1:00,Séance,a\n").document.chapters;
    ASSERT_THAT(chapters, SizeIs(1));
    EXPECT_EQ(chapters[0].end, Time(120'000));
    EXPECT_EQ(chapters[0].kind, ChapterKind::session);
}

TEST(CsvReader, SaysWhichRowsHaveNoTime) {
    const ReadResult result = read("start;title\n0;a\nbientôt;b\n\n10;c\n");
    EXPECT_THAT(result.document.chapters, SizeIs(2));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics[0].line, 3);
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("bientôt"));
}

TEST(CsvReader, RefusesTablesWithoutTimes) {
    EXPECT_TRUE(read("nom;prénom\na;b\n").refused);
    EXPECT_TRUE(read("").refused);
    EXPECT_TRUE(read("\"").refused);
}

TEST(CsvWriter, WritesForFrenchExcel) {
    Chapter only = chapter(Time(3'723'456), "Débat; suite");
    only.end = Time(3'800'000);
    EXPECT_EQ(written(only), kMark +
                                 "start;end;title;speaker;session;level\r\n"
                                 "01:02:03.456;01:03:20.000;\"Débat; suite\";;;1\r\n");
}

TEST(CsvWriter, NeutralisesFormulas) {
    for (const std::string title : {"=SOMME(A1)", "+33", "-1", "@nom", "'=x", "''+y"}) {
        const std::string text = written(chapter(Time(0), title));
        EXPECT_THAT(text, HasSubstr(";'" + title + ";"));
        EXPECT_EQ(read(text).document.chapters.at(0).title, title);
    }
    EXPECT_THAT(written(chapter(Time(0), "'tis")), HasSubstr(";'tis;"));
}

TEST(CsvWriter, AddsColumnsThatAreUsed) {
    Chapter only = chapter(Time(0), "a");
    only.kind = ChapterKind::pause;
    only.link = "https://exemple.test/";
    only.item = 1;
    const std::string text = written(only);
    EXPECT_THAT(text, HasSubstr(";level;kind;link;recording\r\n"));
    EXPECT_THAT(text, HasSubstr(";1;break;https://exemple.test/;2\r\n"));
    EXPECT_EQ(read(text).document.chapters.at(0), only);
}

TEST(CsvRecogniser, AsksForAHeaderToBeSure) {
    const auto likeness = format_named("csv").recognise;
    EXPECT_EQ(likeness(kMark + "start;end;title;speaker;session;level\r\n"), Likeness::certain);
    EXPECT_EQ(likeness("Début;Titre\n0:00;a\n"), Likeness::likely);
    EXPECT_EQ(likeness("0:00;a\n1:00;b\n"), Likeness::possible);
    EXPECT_EQ(likeness("0:00 un, deux\n"), Likeness::none);
    EXPECT_EQ(likeness("WEBVTT\n\n00:00.000 --> 00:01.000\na\n"), Likeness::none);
}

}  // namespace
}  // namespace revivre::chapters
