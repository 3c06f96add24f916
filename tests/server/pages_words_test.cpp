#include <gtest/gtest.h>

#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Time;

TEST(DateWords, SayTheDayInBothLanguages) {
    EXPECT_EQ(date_words(Language::french, "2019-03-14"), "14 mars 2019");
    EXPECT_EQ(date_words(Language::english, "2019-03-14"), "14 March 2019");
    EXPECT_EQ(date_words(Language::french, "2024-08-01"), "1er août 2024");
    EXPECT_EQ(date_words(Language::english, "2024-12-01"), "1 December 2024");
}

TEST(DateWords, SayLessWhenLessIsKnown) {
    EXPECT_EQ(date_words(Language::french, "2019-03"), "mars 2019");
    EXPECT_EQ(date_words(Language::french, "2019"), "2019");
    EXPECT_EQ(date_words(Language::french, ""), "");
}

TEST(DateWords, LeaveOtherTextAsItIs) {
    for (const char* other :
         {"2019-13-01", "2019-00-01", "2019-03-xx", "printemps", "14/03/2019"}) {
        EXPECT_EQ(date_words(Language::french, other), other);
    }
}

TEST(TimeWords, LeaveOutWhatIsZero) {
    EXPECT_EQ(time_words(Language::french, Time(3'720'000)), "1 heure 2 minutes");
    EXPECT_EQ(time_words(Language::french, Time(3'661'999)), "1 heure 1 minute 1 seconde");
    EXPECT_EQ(time_words(Language::french, Time(7'300)), "7 secondes");
    EXPECT_EQ(time_words(Language::french, Time(0)), "0 seconde");
    EXPECT_EQ(time_words(Language::english, Time(7'200'000)), "2 hours");
    EXPECT_EQ(time_words(Language::english, Time(-5)), "0 seconds");
}

TEST(EvidenceWords, SayWhereANameComesFrom) {
    EXPECT_EQ(evidence_words(Language::french, {"container_chapter", "programme"}),
              "nom lu dans les chapitres du fichier et confirmé par le programme");
    EXPECT_EQ(evidence_words(Language::french, {"programme"}), "nom annoncé par le programme");
    EXPECT_EQ(evidence_words(Language::english, {"ffmetadata"}), "name read in a chapter list");
    EXPECT_EQ(evidence_words(Language::french, {"of a later tool"}), "");
}

TEST(EvidenceWords, SayWhatWasReadInThePicture) {
    EXPECT_EQ(evidence_words(Language::french, {"caption", "programme"}),
              "nom lu dans un bandeau à l’image et confirmé par le programme");
    EXPECT_EQ(evidence_words(Language::french, {"container_chapter", "caption"}),
              "nom lu dans les chapitres du fichier, nom lu dans un bandeau à l’image");
    EXPECT_EQ(evidence_words(Language::english, {"card"}), "name read on a title card");
    EXPECT_EQ(evidence_words(Language::english, {"slide"}), "name read on a slide");
}

TEST(FunctionWords, JoinWhatIsKnown) {
    chapters::Credit credit;
    credit.organisation = "Val d’Orne";
    credit.role = chapters::Role::moderator;
    EXPECT_EQ(function_words(Language::french, credit), "Val d’Orne, animation");
    EXPECT_EQ(function_words(Language::english, {}), "");
}

}  // namespace
}  // namespace revivre::server::pages
