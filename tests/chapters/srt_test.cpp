
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("srt").read(text);
}

std::vector<std::string> titles(const ReadResult& result) {
    std::vector<std::string> all;
    for (const Chapter& chapter : result.document.chapters) all.push_back(chapter.title);
    return all;
}

TEST(SrtReader, ReadsTheSample) {
    EXPECT_THAT(
        titles(read(sample("captions.srt"))),
        ElementsAre("Bonjour à toutes et à tous", "12 suite en blanc", "Sans numéro", "Fin"));
}

TEST(SrtReader, TakesTimesOfEveryForm) {
    for (const char* times :
         {"00:00:01,500 --> 00:00:02,250", "0:01.5-->0:00:02,25", "00:00:01:500->00:00:02:250",
          "00:00:01,500 - > 00:00:02,250 X1:0 Y1:9", "\t00:01,500 \u2014> 00:02,25",
          "00:00:01.500 --> --> 0:0:2.25"}) {
        const ReadResult result = read(std::string("1\n") + times + "\na\n");
        ASSERT_THAT(result.document.chapters, SizeIs(1)) << times;
        EXPECT_EQ(result.document.chapters[0].start, 1'500ms) << times;
        EXPECT_EQ(result.document.chapters[0].end, 2'250ms) << times;
    }
}

TEST(SrtReader, TakesCuesWithoutNumbersOrBlankLinesBetweenThem) {
    EXPECT_THAT(titles(read("00:01,0 --> 00:02,0\na\n2\n00:02,0 --> 00:03,0\nb\n\n"
                            "-3\n00:03,0 --> 00:04,0\nc")),
                ElementsAre("a", "b", "c"));
}

TEST(SrtReader, KeepsNumbersAndBlankLinesThatBelongToTheText) {
    EXPECT_THAT(titles(read("1\n00:01,0 --> 00:02,0\n1\n\n2\n00:02,0 --> 00:03,0\na\n\nb\n12\n\n"
                            "3\n00:04,0 --> 00:05,0\n\n\n4\n00:06,0 --> 00:07,0\n9\n")),
                ElementsAre("1", "a b 12", "9"));
}

TEST(SrtReader, RemovesMarkupAndNothingElse) {
    EXPECT_THAT(
        titles(read("1\n00:01,0 --> 00:02,0\n{\\an8}<font color=\"#f00\">un</font><br>"
                    "<I>deux</I> {b}trois{/b}\n\n"
                    "2\n00:02,0 --> 00:03,0\n1 < 2 <3 {x} <http://exemple.test> <Zoé> &amp;\n")),
        ElementsAre("un deux trois", "1 < 2 <3 {x} <http://exemple.test> <Zoé> &amp;"));
}

TEST(SrtReader, LeavesOutACueWhoseTimesAreBrokenAndSaysSo) {
    const ReadResult result = read(
        "1\n00:01,0 --> 00:02,0\na\n\n2\n00:00:16,000\nperdu\n\n3\n--> 00:00:18,000\nperdu\n\n"
        "4\n00:20,0 --> 00:21,0\nà 3:30\nou à\n5:00 peut-être\n");
    EXPECT_THAT(titles(result), ElementsAre("a", "à 3:30 ou à 5:00 peut-être"));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_EQ(result.diagnostics[0].line, 6);
    EXPECT_EQ(result.diagnostics[1].line, 10);
}

TEST(SrtReader, LeavesOutCuesWithoutTextAndSaysSo) {
    const ReadResult result = read("1\n00:01,0 --> 00:02,0\n\n\n2\n00:02,0 --> 00:03,0\n<i></i>\n");
    EXPECT_THAT(titles(result), testing::IsEmpty());
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_EQ(result.diagnostics[0].line, 2);
}

TEST(SrtReader, PassesOverWhatStandsBeforeTheFirstCue) {
    const ReadResult result = read("Sous-titres\n\n1\n00:01,0 --> 00:02,0\na\n");
    EXPECT_THAT(titles(result), ElementsAre("a"));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(SrtReader, RefusesATextWithoutCuesButNotAnEmptyOne) {
    EXPECT_TRUE(read("Bonjour\n00:10 Ouverture\n").refused);
    EXPECT_FALSE(read("\n").refused);
}

TEST(SrtWriter, WritesNumbersAndCommas) {
    Document document;
    document.chapters = {chapter(0s, 1'500ms, "Un"), chapter(360'000s, 360'001s, "Deux")};
    EXPECT_EQ(write_document(format_named("subrip"), document).text,
              "1\n00:00:00,000 --> 00:00:01,500\nUn\n\n2\n100:00:00,000 --> 100:00:01,000\nDeux\n");
}

TEST(SrtWriter, ShowsEverySubtitleForAMoment) {
    Document document;
    Chapter& point = document.chapters.emplace_back();
    point.start = std::chrono::seconds(4);
    point.end = point.start;
    point.title = "Point";
    const std::string text = write_document(format_named("srt"), document).text;
    EXPECT_THAT(text, testing::HasSubstr("00:00:04,000 --> 00:00:04,001"));
}

TEST(SrtWriter, ReplacesOnlySignsThatWouldBeTakenForMarkup) {
    Document document;
    document.chapters = {chapter(0s, 1s, "a < b {c}"), chapter(1s, 2s, "<b>gras</b> {\\an8}"),
                         chapter(2s, 3s, "0:01 --> 0:02")};
    const Reduction reduction = reduce(document, format_named("srt"));
    EXPECT_EQ(reduction.document.chapters[0].title, "a < b {c}");
    EXPECT_EQ(reduction.document.chapters[1].title, "‹b›gras‹/b› (\\an8)");
    EXPECT_EQ(reduction.document.chapters[2].title, "0:01 --› 0:02");
    ASSERT_THAT(reduction.losses, SizeIs(1));
    EXPECT_EQ(reduction.losses[0].kind, LossKind::characters);
    EXPECT_EQ(reduction.losses[0].chapters, 2U);
}

TEST(FormatOf, KnowsSubRipByItsTimes) {
    EXPECT_EQ(format_of("1\n00:00:01,000 --> 00:00:02,000\na\n")->name, "srt");
    EXPECT_EQ(format_of("WEBVTT\n\n1\n00:01.000 --> 00:02.000\na\n")->name, "webvtt");
}

}  // namespace
}  // namespace revivre::chapters
