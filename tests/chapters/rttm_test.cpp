#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read(std::string_view text) {
    return format_named("rttm").read(text);
}

Chapter said(std::string title, std::vector<std::string> names) {
    Chapter chapter;
    chapter.start = Time(1000);
    chapter.end = Time(3500);
    chapter.title = std::move(title);
    for (std::string& name : names) {
        Credit credit;
        credit.name = std::move(name);
        chapter.credits.push_back(std::move(credit));
    }
    return chapter;
}

TEST(RttmReader, ReadsTurnsThatOverlap) {
    const ReadResult result = read(
        "SPEAKER matin 1 0.680 1.533 <NA> <NA> spk2 <NA> <NA>\n"
        "SPEAKER matin 1 1.300 3.020 <NA> <NA> spk1 <NA>\n");
    ASSERT_THAT(result.document.chapters, SizeIs(2));
    EXPECT_THAT(result.diagnostics, IsEmpty());
    EXPECT_EQ(result.document.chapters[0].start, Time(680));
    EXPECT_EQ(result.document.chapters[0].end, Time(2213));
    EXPECT_EQ(result.document.chapters[1].title, "spk1");
}

TEST(RttmReader, CreditsPersonsAndNoNumbers) {
    const auto chapters = read(
                              "SPEAKER a 1 0 1 <NA> <NA> SPEAKER_00 <NA> <NA>\n"
                              "SPEAKER a 1 1 1 <NA> <NA> Jean-Noël_d'Estrévaux <NA> <NA>\n"
                              "SPEAKER a 1 2 1 <NA> <NA> <NA> <NA> <NA>\n")
                              .document.chapters;
    ASSERT_THAT(chapters, SizeIs(3));
    EXPECT_THAT(chapters[0].credits, IsEmpty());
    ASSERT_THAT(chapters[1].credits, SizeIs(1));
    EXPECT_EQ(chapters[1].credits[0].name, "Jean-Noël d'Estrévaux");
    EXPECT_EQ(chapters[1].title, "Jean-Noël_d'Estrévaux");
    EXPECT_EQ(chapters[2].title, "");
}

TEST(RttmReader, MakesAnItemOfEachFile) {
    const ReadResult result = read(
        "SPEAKER matin 1 0 1 <NA> <NA> a <NA> <NA>\n"
        "SPEAKER soir 1 0 1 <NA> <NA> b <NA> <NA>\n"
        "SPEAKER matin 2 5 1 <NA> <NA> c <NA> <NA>\n");
    ASSERT_THAT(result.document.items, SizeIs(2));
    EXPECT_EQ(result.document.items[1].title, "soir");
    EXPECT_EQ(result.document.chapters[1].title, "c");
    EXPECT_EQ(result.document.chapters[2].item, 1);
}

TEST(RttmReader, PassesOverCommentsAndOtherTypes) {
    const ReadResult result = read(
        ";; essai\nSPKR-INFO a 1 <NA> <NA> <NA> unknown spk1 <NA>\n"
        "LEXEME a 1 0.1 0.2 oui lex spk1 0.9\n"
        "NON-SPEECH a 1 2 1 <NA> noise <NA> <NA>\n"
        "SPEAKER\ta\t1\t0.1*\t0.5\t<NA>\t<NA>\tspk1\t<NA>\n");
    EXPECT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(RttmReader, SaysWhatItLeavesOut) {
    const ReadResult result = read(
        "SPEAKER a 1 x 1 <NA> <NA> spk1 <NA> <NA>\nSPEAKER a 1 1\n"
        "SPEAKER a 1 2 -1 <NA> <NA> spk1 <NA> <NA>\n");
    ASSERT_THAT(result.document.chapters, SizeIs(1));
    EXPECT_EQ(result.document.chapters[0].end, std::nullopt);
    EXPECT_THAT(result.diagnostics, SizeIs(3));
}

TEST(RttmReader, RefusesWhatHasNoTurn) {
    EXPECT_TRUE(read("bonjour\n").refused);
    EXPECT_TRUE(read("").refused);
}

TEST(FormatOf, KnowsRttmThatBeginsWithASpeakerWithoutTimes) {
    const std::string_view speaker = "SPKR-INFO a 1 <NA> <NA> <NA> unknown zoe <NA> <NA>\n";
    EXPECT_EQ(format_of(std::string(speaker) + "SPEAKER a 1 0.5 2 <NA> <NA> zoe <NA> <NA>\n")->name,
              "rttm");
}

TEST(RttmWriter, WritesOneWordWhateverTheSpace) {
    Document document;
    document.chapters = {said("a\u3000b\u2009c\u00A0d e", {})};
    EXPECT_THAT(write_document(format_named("rttm"), document).text, HasSubstr(" a_b_c_d_e "));
}

TEST(RttmWriter, WritesATurnForEachSpeaker) {
    Document document;
    document.items = {{"matin mardi", {}, {}, std::nullopt}};
    document.chapters = {said("Débat", {"Maëlys Kerzhéro", "SPEAKER_01"})};
    const Written written = write_document(format_named("rttm"), document);
    EXPECT_EQ(written.text,
              "SPEAKER matin_mardi 1 1.000 2.500 <NA> <NA> Maëlys_Kerzhéro <NA> <NA>\n"
              "SPEAKER matin_mardi 1 1.000 2.500 <NA> <NA> SPEAKER_01 <NA> <NA>\n");
    EXPECT_EQ(written.losses.at(0).kind, LossKind::titles);
}

TEST(RttmWriter, PutsTheTitleWhereNobodySpeaks) {
    Document document;
    document.chapters = {said("Échanges avec la salle", {})};
    const Written written = write_document(format_named("rttm"), document);
    EXPECT_THAT(written.text, HasSubstr(" Échanges_avec_la_salle "));
    ASSERT_THAT(written.losses, SizeIs(1));
    EXPECT_EQ(written.losses[0].kind, LossKind::characters);
}

TEST(RttmWriter, KeepsItemsApart) {
    Document document;
    document.items = {{"jour", {}, {}, std::nullopt}, {}, {"jour", {}, {}, std::nullopt}};
    document.chapters = {said("a", {}), said("b", {})};
    document.chapters[1].item = 2;
    const ReadResult again = read(write_document(format_named("rttm"), document).text);
    ASSERT_THAT(again.document.items, SizeIs(2));
    EXPECT_EQ(again.document.items[1].title, "jour-2");
    EXPECT_EQ(again.document.chapters[1].item, 1);
}

}  // namespace
}  // namespace revivre::chapters
