#include <gmock/gmock.h>

#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("premiere").read(text);
}

const std::string kHeader = "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t\n";

TEST(PremiereReader, TakesChaptersAndSaysWhatItLeavesOut) {
    const ReadResult result =
        read(kHeader +
             "Ouverture\tBref\t00:00:00.000\t00:00:10.000\t00:00:10.000\tChapter\t\n"
             "Note\t\t00:00:05.000\t00:00:06.000\t00:00:01.000\tComment\t\n"
             "Débat\t\t00:01:23.456\t00:01:23.456\t00:00:00.000\tChapter\t\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[0].end, Time(10'000));
    EXPECT_EQ(result.document.chapters[0].summary, "Bref");
    EXPECT_EQ(result.document.chapters[1].start, Time(83'456));
    EXPECT_EQ(result.document.chapters[1].end, std::nullopt);
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("1 marker of the type 'Comment'"));
}

TEST(PremiereReader, ReadsAllMarkersWhenNoneIsAChapter) {
    const ReadResult result =
        read(kHeader + "a\t\t00:00:01:00\t\t\tComment\n\tb\t00:00:02:00\t\t\tComment\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_EQ(result.document.chapters[1].title, "b");
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

TEST(PremiereReader, CountsFrames) {
    const ReadResult european = read(kHeader + "a\t\t00:00:10:12\t\t\tChapter\n");
    EXPECT_EQ(european.document.chapters.at(0).start, Time(10'480));
    const ReadResult drop = read(kHeader + "a\t\t00;01;00;02\t00;01;01;02\t00;00;01;00\tChapter\n");
    EXPECT_EQ(drop.document.chapters.at(0).start, Time(60'060));
    EXPECT_EQ(drop.document.chapters.at(0).end, Time(61'061));
}

TEST(PremiereReader, ReadsQuotedCommasAndFrenchHeaders) {
    const ReadResult result = read(
        "Nom du marqueur,Entrée,Type de marqueur\n\"Acte \"\"un\"\", "
        "suite\",00:00:12.345,Chapitre\n");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].title, "Acte \"un\", suite");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(PremiereReader, RefusesListsWithoutTimes) {
    EXPECT_TRUE(read("Marker Name,Comment\nOuverture,rien\n").refused);
    EXPECT_TRUE(read("Marker Name,In,Marker Type\nNote,tantôt,Chapter\n").refused);
    EXPECT_TRUE(read("").refused);
}

TEST(PremiereRecogniser, KnowsItsHeader) {
    EXPECT_EQ(format_of(kHeader + "a\t\t00:00:01:00\t\t\tChapter\n")->name, "premiere");
    EXPECT_EQ(format_named("premiere").recognise("start;title\n"), Likeness::none);
}

}  // namespace
}  // namespace revivre::chapters
