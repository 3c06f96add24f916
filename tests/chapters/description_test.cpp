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

ReadResult read(std::string_view text) {
    return format_named("description").read(text);
}

// "65 Title", seconds and title, for short expectations.
std::vector<std::string> outline(std::string_view text) {
    std::vector<std::string> lines;
    for (const Chapter& chapter : read(text).document.chapters) {
        lines.push_back(std::to_string(chapter.start.count() / 1000) + " " + chapter.title);
    }
    return lines;
}

Written written(std::vector<Chapter> chapters, std::string title = {}) {
    Document document;
    document.chapters = std::move(chapters);
    document.title = std::move(title);
    return write_document(format_named("description"), document);
}

TEST(DescriptionReader, ReadsTimesFirstBehindBulletsAndInBrackets) {
    EXPECT_THAT(outline("Au programme :\n\n"
                        "• 0:00 – Ouverture\n"
                        "[1:05] Mot de Maëlys Kerzhéro\n"
                        "3) 2:10 | Débat\n"
                        "▶️ (3:00) Pause\n"
                        "**1:02:03** - Clôture\n\nMerci !"),
                ElementsAre("0 Ouverture", "65 Mot de Maëlys Kerzhéro", "130 Débat", "180 Pause",
                            "3723 Clôture"));
}

TEST(DescriptionReader, TakesAColonAtTheTimeForASign) {
    EXPECT_THAT(outline("0:00: Accueil\n1:02:03: Débat\n"), ElementsAre("0 Accueil", "3723 Débat"));
}

TEST(DescriptionReader, ReadsTimesLastWithoutTheNumbers) {
    EXPECT_THAT(outline("Journée\n01. Ouverture 00:00\n02. 7e séance - (12:08 )\n"
                        "3. Débat (suite) ...... 20:00\n4. Fin. 1:31:33\n"),
                ElementsAre("0 Ouverture", "728 7e séance", "1200 Débat (suite)", "5493 Fin."));
}

TEST(DescriptionReader, KeepsTheTitleBehindASecondTime) {
    EXPECT_THAT(outline("0:00 Accueil\n1:00 12:30 midi pile\n2:00 Le 14:00\n"),
                ElementsAre("0 Accueil", "60 12:30 midi pile", "120 Le 14:00"));
}

TEST(DescriptionReader, TakesARangeForStartAndEnd) {
    const auto result = read("00:00 - 01:30 Ouverture\n[01:30 → 02:00] Débat\n2:00 à 3:00 : Fin\n");
    ASSERT_THAT(result.document.chapters, SizeIs(3));
    EXPECT_EQ(result.document.chapters[0].end, Time(90s));
    EXPECT_EQ(result.document.chapters[1].title, "Débat");
    EXPECT_EQ(result.document.chapters[2].end, Time(180s));
    EXPECT_EQ(result.document.chapters[2].title, "Fin");
}

TEST(DescriptionReader, GoesOnAfterHeadings) {
    EXPECT_THAT(outline("0:00 Accueil\n\nMATIN\n1:00 Débat\n\nAPRÈS-MIDI\nsalle 2\n2:00:00 Fin\n"),
                ElementsAre("0 Accueil", "60 Débat", "7200 Fin"));
}

TEST(DescriptionReader, LeavesOutALineThatGoesBackAndSaysSo) {
    const auto result =
        read("00:01:30 un\n00:01:35 deux\nsuite\n00:01:32 trois\n00:01:40 quatre\n");
    ASSERT_THAT(result.document.chapters, SizeIs(3));
    ASSERT_THAT(result.diagnostics, SizeIs(2));
    EXPECT_EQ(result.diagnostics[0].line, 4);
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("trois"));
    EXPECT_EQ(result.diagnostics[1].line, 3);
}

// The numbers of the lines that are told to have no time.
std::vector<int> untimed(std::string_view text) {
    std::vector<int> lines;
    for (const Diagnostic& diagnostic : read(text).diagnostics) lines.push_back(diagnostic.line);
    return lines;
}

TEST(DescriptionReader, SaysWhichLineHasNoTime) {
    EXPECT_THAT(untimed("0:00 Accueil\n1:00 Débat\nPause déjeuner\n2:00 Suite\n"), ElementsAre(3));
    EXPECT_THAT(untimed("0:00 Accueil\n1:2x – Débat\n2:00 Suite\n"), ElementsAre(2));
    EXPECT_THAT(untimed("0:00 Accueil\nCamille Aubrac, maire – Ouverture\n2:00 Suite\n"),
                ElementsAre(2));
    EXPECT_THAT(untimed("0:00 Accueil\n1:00 Débat\n1:2:3:4 Clôture\n"), ElementsAre(3));
}

TEST(DescriptionReader, TakesWordsBelowChaptersAndHeadingsForNoMistake) {
    EXPECT_THAT(untimed("0:00 Accueil\nLa salle s’installe.\n1:00 Débat\nOn parle.\n2:00 Fin\n"),
                IsEmpty());
    EXPECT_THAT(untimed("0:00 Accueil\n\nMATIN\n1:00 Débat\n\nAPRÈS-MIDI\nsalle 2\n2:00 Fin\n"),
                IsEmpty());
    EXPECT_THAT(untimed("0:00 Accueil\n1:00 Débat\nMerci à tous !\n"), IsEmpty());
}

TEST(DescriptionReader, BeginsAtZeroWhateverStandsBefore) {
    EXPECT_THAT(outline("12:30 Ouverture des portes\nmardi\n0:00 Accueil\n0:40 Débat\n"),
                ElementsAre("0 Accueil", "40 Débat"));
}

TEST(DescriptionReader, FindsNoChaptersInOrdinaryText) {
    for (const std::string_view text : {
             "Rendez-vous à 10:30 devant la mairie,\npuis à 14:00 dans la salle.",
             "1. Ouverture 3:45\n2. Valse 4:12\n3. Marche 2:58\n4. Finale 5:01",
             "3:45 Ouverture\n4:12 Valse\n2:58 Marche\n5:01 Finale",
             "3:45 Ouverture\n4:12 Valse",
             "00:00super\n00:10génial",
             "m00:00 titre\nn00:10 titre",
             "0:00 un seul",
             "Le site : https://exemple.test/v?t=0:00\nLe blog : https://exemple.test/10:30",
             "9:00 Accueil\n9:30 Ouverture\n10:15 Table ronde\n12:00 Repas",
             "18:30 Portes\n20:00 Concert\n00:00 Fin\n02:00 Nettoyage",
             "7:31 PM EST à New York\n4:31 PM PST\n8:32 pm ailleurs",
             "Jean 3:16\n\nMarc 4:20",
             "0:00\n1:00\n2:00",
             "-0:30 avant\n-0:10 presque",
             "0:75 faux\n1:99 faux",
         }) {
        EXPECT_THAT(outline(text), IsEmpty()) << text;
        EXPECT_FALSE(read(text).refused);
    }
}

TEST(DescriptionReader, SaysWhyATimeAloneIsNoList) {
    EXPECT_THAT(read("Texte\n0:00 Accueil").diagnostics, SizeIs(1));
    EXPECT_THAT(read("Texte").diagnostics, IsEmpty());
}

TEST(DescriptionWriter, WritesLinesThatSitesTake) {
    const auto text =
        written({chapter(0s, "Accueil"), chapter(90s, "Débat"), chapter(3723400ms, "Clôture")});
    EXPECT_EQ(text.text, "0:00 Accueil\n1:30 Débat\n1:02:03 Clôture\n");
    ASSERT_THAT(text.losses, SizeIs(1));
    EXPECT_EQ(text.losses[0].kind, LossKind::precision);
}

TEST(DescriptionWriter, PutsTheWholesTitleAtZeroAndSaysSo) {
    const auto text = written({chapter(30s, "Débat"), chapter(60s, "Fin")}, "La journée");
    EXPECT_EQ(text.text, "0:00 La journée\n0:30 Débat\n1:00 Fin\n");
    ASSERT_THAT(text.losses, SizeIs(1));
    EXPECT_EQ(text.losses[0].kind, LossKind::times);
    EXPECT_EQ(written({chapter(4s, "Débat"), chapter(60s, "Fin")}).text, "0:00 Débat\n1:00 Fin\n");
}

TEST(DescriptionWriter, JoinsChaptersOfLessThanTenSeconds) {
    const auto text = written({chapter(0s, "Accueil"), chapter(9s, "Mot"), chapter(19s, "Fin")});
    EXPECT_EQ(text.text, "0:00 Accueil – Mot\n0:19 Fin\n");
    EXPECT_THAT(text.losses, SizeIs(1));
}

TEST(DescriptionWriter, JoinsAShortLastChapterWhenTheLengthIsKnown) {
    Document document;
    document.chapters = {chapter(0s, "Accueil"), chapter(30s, "Débat"), chapter(60s, "Fin")};
    document.items.push_back({.title = {}, .address = {}, .media_type = {}, .duration = 65s});
    EXPECT_EQ(write_document(format_named("description"), document).text,
              "0:00 Accueil\n0:30 Débat – Fin\n");
}

TEST(DescriptionWriter, LeavesOutOneTimeAloneAndSaysSo) {
    const auto text = written({chapter(0s, "Accueil")});
    EXPECT_EQ(text.text, "\n");
    ASSERT_THAT(text.losses, SizeIs(1));
    EXPECT_EQ(text.losses[0].kind, LossKind::count);
}

TEST(DescriptionWriter, SetsApartTitlesThatLookLikeSomethingElse) {
    const std::vector<std::string> titles{"- 12:30", "–",       "-12:30 x", "PM Castex",
                                          "à 9:00",  ": début", "12:30",    "→ suite"};
    std::vector<Chapter> chapters;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        chapters.push_back(chapter(std::chrono::minutes(i), titles[i]));
    }
    EXPECT_EQ(read(written(chapters).text).document.chapters, chapters);
}

TEST(DescriptionWriter, ReplacesAngleBrackets) {
    const auto text = written({chapter(0s, "a <b>"), chapter(60s, "c")});
    EXPECT_EQ(text.text, "0:00 a ‹b›\n1:00 c\n");
    EXPECT_EQ(text.losses.at(0).kind, LossKind::characters);
}

}  // namespace
}  // namespace revivre::chapters
