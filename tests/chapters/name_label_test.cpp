#include "chapters/text/name_label.hpp"

#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

TEST(PersonInLabel, KnowsNamesOfTwoWordsOrMore) {
    EXPECT_EQ(person_in_label("Maëlys_Kerzhéro"), "Maëlys Kerzhéro");
    EXPECT_EQ(person_in_label("Jean-Noël d'Estrévaux"), "Jean-Noël d'Estrévaux");
    EXPECT_EQ(person_in_label("É._van_der_Lœvenbrück"), "É. van der Lœvenbrück");
    EXPECT_EQ(person_in_label("李 小龍"), "李 小龍");
}

TEST(PersonInLabel, FindsNobodyInNumbersAndWords) {
    for (const char* label : {"SPEAKER_00", "spk1", "A", "Mary", "words", "", "_", "Table ronde",
                              "Échanges avec la salle", "de la", "Salle 2", "<Anne> Bob"}) {
        EXPECT_EQ(person_in_label(label), "") << label;
    }
}

TEST(PersonInLabel, GivesWhatItKnowsAgain) {
    const std::string once = person_in_label("__Zoé___Lœvenbrück_");
    EXPECT_EQ(once, "Zoé Lœvenbrück");
    EXPECT_EQ(person_in_label(once), once);
}

}  // namespace
}  // namespace revivre::chapters
