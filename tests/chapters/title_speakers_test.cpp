#include "chapters/persons/title_speakers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

Chapter taken(std::string title) {
    Document document;
    document.chapters = {chapter(0s, std::move(title))};
    propose_speakers_of_titles(document);
    return document.chapters.front();
}

// "name | function | title" of a title with one speaker; the title alone without.
std::string said(const std::string& title) {
    const Chapter chapter = taken(title);
    std::string out;
    for (const Credit& credit : chapter.credits) {
        const bool both = !credit.function.empty() && !credit.organisation.empty();
        out += credit.name + " | " + credit.function + (both ? ", " : "") + credit.organisation +
               " | ";
    }
    return out + chapter.title;
}

TEST(TitleSpeakers, AreBeforeTheDashWithTheirFunction) {
    EXPECT_EQ(said("Camille Aubrac, maire de Brézolles – La place du marché"),
              "Camille Aubrac | maire de Brézolles | La place du marché");
    EXPECT_EQ(said("Vasselin Tancrède, architecte - Habiter ici"),
              "Vasselin Tancrède | architecte | Habiter ici");
    EXPECT_EQ(said("Maïwenn Le Quintrec, sociologue - Habiter ici"),
              "Maïwenn Le Quintrec | sociologue | Habiter ici");
    EXPECT_EQ(said("Mme Hélène Vauquelou, vice-présidente du département — Mot d’accueil"),
              "Hélène Vauquelou | vice-présidente du département | Mot d’accueil");
    EXPECT_EQ(said("Jean-Loup d’Ambrelle, journaliste\u00A0: questions de la salle"),
              "Jean-Loup d’Ambrelle | journaliste | questions de la salle");
}

TEST(TitleSpeakers, NeedNoFunctionWhenTheNameIsPlainlyOne) {
    EXPECT_EQ(said("Mme Odile Carpentras – Conclusion"), "Odile Carpentras |  | Conclusion");
    EXPECT_EQ(said("Tancrède VASSELIN - Le commerce"), "Tancrède Vasselin |  | Le commerce");
}

TEST(TitleSpeakers, MayBeSeveral) {
    EXPECT_EQ(said("Camille Aubrac, maire, et Tancrède Vasselin, architecte – Regards croisés"),
              "Camille Aubrac | maire | Tancrède Vasselin | architecte | Regards croisés");
}

TEST(TitleSpeakers, AreOnlyProposedAndMakeAnIntervention) {
    const Chapter chapter = taken("Camille Aubrac, maire – Ouverture");
    ASSERT_EQ(chapter.credits.size(), 1U);
    EXPECT_EQ(chapter.credits[0].status, CreditStatus::proposed);
    EXPECT_EQ(chapter.credits[0].person, "");
    EXPECT_EQ(chapter.kind, ChapterKind::intervention);
}

TEST(TitleSpeakers, AreNotTakenFromOtherTitles) {
    for (const char* title :
         {"Ouverture", "Camille Aubrac", "Table ronde – Habiter ici", "Regards croisés : le débat",
          "Mot d’accueil de Camille Aubrac, maire – suite", "– Camille Aubrac",
          "Pause - 15 minutes", "Questions de la salle, réponses – fin",
          "Les centres-bourgs, un avenir – synthèse", "Atelier 1, salle B – Habiter",
          "Collège Jean Moulin, visite – retour", "A – B"}) {
        EXPECT_EQ(said(title), title);
    }
}

TEST(TitleSpeakers, LeaveWhatTheFileSaysOfSpeakers) {
    Document document;
    document.chapters = {chapter(0s, "Camille Aubrac, maire – Ouverture")};
    document.chapters[0].credits = credits({"Tancrède Vasselin"});
    const Chapter before = document.chapters[0];
    EXPECT_EQ(propose_speakers_of_titles(document), 0U);
    EXPECT_EQ(document.chapters[0], before);
}

TEST(TitleSpeakers, AreFoundAtEveryDepth) {
    Document document;
    document.chapters = {chapter(0s, "Ouverture")};
    document.chapters[0].children = {chapter(0s, "Camille Aubrac, maire – Accueil")};
    EXPECT_EQ(propose_speakers_of_titles(document), 1U);
    EXPECT_EQ(document.chapters[0].children[0].title, "Accueil");
}

}  // namespace
}  // namespace revivre::chapters
