#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("audacity").read(text);
}

TEST(AudacityReader, ReadsRegionsAndPoints) {
    const auto chapters = read("1.200000\t3.500000\tOuverture\n4\t4\tPause\n").document.chapters;
    ASSERT_THAT(chapters, SizeIs(2));
    EXPECT_EQ(chapters[0].start, Time(1200));
    EXPECT_EQ(chapters[0].end, Time(3500));
    EXPECT_EQ(chapters[0].title, "Ouverture");
    EXPECT_EQ(chapters[1].start, chapters[1].end);
}

TEST(AudacityReader, TakesDecimalCommasAndBlanks) {
    const ReadResult result =
        read(" 1,200000    1,200000    Mot d'accueil \n200.5 200.5 3 questions");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.diagnostics, IsEmpty());
    EXPECT_EQ(result.document.chapters[0].start, Time(1200));
    EXPECT_EQ(result.document.chapters[0].title, "Mot d'accueil");
    EXPECT_EQ(result.document.chapters[1].title, "3 questions");
}

TEST(AudacityReader, PassesOverFrequencyRanges) {
    const ReadResult result = read("1\t2\tmerle\n\\\t1200.5\t3400.25\n3\t4\tgrive\n");
    EXPECT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(AudacityReader, KeepsLabelsWithoutText) {
    const auto chapters = read("1\t2\t\n3\t4\n").document.chapters;
    ASSERT_THAT(chapters, SizeIs(2));
    EXPECT_EQ(chapters[1].title, "");
}

TEST(AudacityReader, LeavesOutOtherLinesAndSaysSo) {
    const ReadResult result = read("1.2 1.2 Intro\nBlabla\n1.2.3 1.2.3 Non\n-1\t2\tavant\n");
    EXPECT_THAT(result.document.chapters, SizeIs(1));
    ASSERT_THAT(result.diagnostics, SizeIs(3));
    EXPECT_EQ(result.diagnostics[0].line, 2);
    EXPECT_EQ(result.diagnostics[2].line, 4);
}

TEST(AudacityReader, RoundsOnceFromTheExactValue) {
    EXPECT_EQ(read("0.7698181682\t1.1312740106\tx\n").document.chapters[0].end, Time(1131));
    EXPECT_EQ(read("1.0005\t2.00049999\tx\n").document.chapters[0].start, Time(1001));
}

TEST(AudacityWriter, WritesTabsAndSixDecimals) {
    Document document;
    Chapter chapter;
    chapter.start = Time(1200);
    chapter.end = Time(61'005);
    chapter.title = "Table ronde";
    document.chapters = {chapter};
    EXPECT_EQ(write_document(format_named("labels"), document).text,
              "1.200000\t61.005000\tTable ronde\n");
}

TEST(AudacityRecogniser, AsksForTabsToBeSure) {
    const auto likeness = format_named("audacity").recognise;
    EXPECT_EQ(likeness("0.0\t0.77\tSIL\n0.77\t1.13\tappel\n"), Likeness::likely);
    EXPECT_EQ(likeness("1.2 1.2 Intro\n"), Likeness::possible);
    EXPECT_EQ(likeness("0:00 Intro\n"), Likeness::none);
    EXPECT_EQ(likeness("un texte\n"), Likeness::none);
}

}  // namespace
}  // namespace revivre::chapters
