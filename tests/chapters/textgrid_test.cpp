#include <gmock/gmock.h>

#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string kHead = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n";

ReadResult read(std::string_view text) {
    return format_named("textgrid").read(text);
}

std::vector<Chapter> flat(std::string_view text) {
    return in_tree_order(read(text).document.chapters);
}

TEST(TextGridReader, ReadsTheLongForm) {
    const ReadResult result =
        read(kHead +
             "xmin = 0 \nxmax = 2.5 \ntiers? <exists> \nsize = 1 \nitem []: \n"
             "    item [1]:\n        class = \"IntervalTier\" \n"
             "        name = \"mots\" \n        xmin = 0 \n        xmax = 2.5 \n"
             "        intervals: size = 2 \n        intervals [1]:\n"
             "            xmin = 0 \n            xmax = 1.0005 \n"
             "            text = \"\" \n        intervals [2]:\n"
             "            xmin = 1.0005 \n            xmax = 2.5 \n"
             "            text = \"dit \"\"oui\"\" !\" \n");
    EXPECT_THAT(result.diagnostics, IsEmpty());
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "dit \"oui\" !");
    EXPECT_EQ(result.document.chapters[0].start, Time(1001));
    EXPECT_EQ(result.document.duration(), Time(2500));
}

TEST(TextGridReader, ReadsTheShortFormWithCommentsAndGluedSigns) {
    const auto chapters = flat(kHead +
                               "0s 3s <exists> 1 ! \"rien\"\n! une piste\n"
                               "\"IntervalTier\" \"mots\" 0s 3s 1\n0.5s 3s \"a\" ! fin\n");
    ASSERT_THAT(chapters, SizeIs(1));
    EXPECT_EQ(chapters[0].start, Time(500));
    EXPECT_EQ(chapters[0].title, "a");
}

TEST(TextGridReader, ReadsAllTiersAndNestsThemByTheirTimes) {
    const ReadResult result = read(kHead +
                                   "-0\n4\n<exists>\n3\n"
                                   "\"IntervalTier\"\n\"mots\"\n-0\n4\n2\n"
                                   "-0\n1\n\"le\"\n1\n2\n\"jour\"\n"
                                   "\"IntervalTier\"\n\"mots\"\n-0\n4\n1\n-0\n2\n\"le jour\"\n"
                                   "\"TextTier\"\n\"cloche\"\n-0\n4\n1\n1.5\n\"dring\"\n");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    const Chapter& phrase = result.document.chapters[0];
    EXPECT_EQ(phrase.title, "le jour");
    EXPECT_EQ(phrase.start, Time(0));
    ASSERT_THAT(phrase.children, SizeIs(2));
    ASSERT_THAT(phrase.children[1].children, SizeIs(1));
    EXPECT_EQ(phrase.children[1].children[0].end, Time(1500));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(TextGridReader, MakesOneLineOfALabelWithSeveral) {
    const auto chapters =
        flat(kHead + "0 1 <exists> 1 \"IntervalTier\" \"m\" 0 1 1\n0 1 \"un\ndeux\n\ntrois\"\n");
    ASSERT_THAT(chapters, SizeIs(1));
    EXPECT_EQ(chapters[0].title, "un deux trois");
}

TEST(TextGridReader, CreditsTheSpeakerThatATierIsNamedAfter) {
    const auto chapters = flat(kHead +
                               "0 9 <exists> 3\n"
                               "\"IntervalTier\" \"Maëlys Kerzhéro 2\" 0 9 1 0 1 \"bonjour\"\n"
                               "\"IntervalTier\" \"Mary\" 0 9 1 1 2 \"hello\"\n"
                               "\"IntervalTier\" \"syllabes\" 0 9 1 2 3 \"ba\"\n");
    ASSERT_THAT(chapters, SizeIs(3));
    ASSERT_THAT(chapters[0].credits, SizeIs(1));
    EXPECT_EQ(chapters[0].credits[0].name, "Maëlys Kerzhéro");
    EXPECT_THAT(chapters[1].credits, IsEmpty());
    EXPECT_THAT(chapters[2].credits, IsEmpty());
}

TEST(TextGridReader, GoesOnBehindABrokenTier) {
    const ReadResult result = read(kHead +
                                   "0 9 <exists> 2\n\"IntervalTier\" \"a\" 0 9 2\n0 1 \"un\"\n"
                                   "1 2 3 \"x\"\n\"IntervalTier\" \"b\" 0 9 1 4 5 \"deux\"\n");
    EXPECT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.diagnostics, Not(IsEmpty()));
}

TEST(TextGridReader, LeavesOutTimesBelowZero) {
    const ReadResult result =
        read(kHead + "-1 9 <exists> 1\n\"TextTier\" \"a\" -1 9 2\n-0.5 \"un\"\n-0.0 \"deux\"\n");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "deux");
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(TextGridReader, RefusesOtherFilesOfPraat) {
    EXPECT_TRUE(read("File type = \"ooTextFile\"\nObject class = \"Pitch 1\"\n").refused);
    EXPECT_TRUE(read("bonjour\n").refused);
    EXPECT_TRUE(read("\"").refused);
}

Chapter spoken(Time start, Time end, std::string title, std::string name) {
    Chapter chapter;
    chapter.start = start;
    chapter.end = end;
    chapter.title = std::move(title);
    Credit credit;
    credit.name = std::move(name);
    if (!credit.name.empty()) chapter.credits = {credit};
    return chapter;
}

TEST(TextGridWriter, GivesOverlapsAndPointsTiersOfTheirOwn) {
    Document document;
    document.chapters = {spoken(Time(0), Time(2000), "a", "Zoé Lœvenbrück"),
                         spoken(Time(1000), Time(3000), "b", "Zoé Lœvenbrück"),
                         spoken(Time(2500), Time(2500), "c", "")};
    const std::string text = write_document(format_named("praat"), document).text;
    EXPECT_THAT(text, HasSubstr("name = \"Zoé Lœvenbrück\""));
    EXPECT_THAT(text, HasSubstr("name = \"Zoé Lœvenbrück 2\""));
    EXPECT_THAT(text, HasSubstr("class = \"TextTier\" \n        name = \"chapters\""));
    EXPECT_EQ(read(text).document.chapters,
              reduce(document, format_named("praat")).document.chapters);
}

TEST(TextGridWriter, SaysWhichSpeakersNoTierCanBeNamedAfter) {
    Document document;
    document.chapters = {spoken(Time(0), Time(2000), "a", "SPEAKER_00")};
    const Written written = write_document(format_named("textgrid"), document);
    ASSERT_THAT(written.losses, SizeIs(1));
    EXPECT_EQ(written.losses[0].kind, LossKind::speakers);
}

TEST(TextGridWriter, WritesAFileWithoutChapters) {
    const ReadResult again = read(write_document(format_named("textgrid"), {}).text);
    EXPECT_FALSE(again.refused);
    EXPECT_THAT(again.document.chapters, IsEmpty());
}

}  // namespace
}  // namespace revivre::chapters
