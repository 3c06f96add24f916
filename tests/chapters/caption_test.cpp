#include "chapters/linking/caption.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/linking/caption_parts.hpp"
#include "chapters/linking/lookalike.hpp"

namespace revivre::chapters::linking {
namespace {

using testing::ElementsAre;

const std::vector<KnownPerson>& persons() {
    static const std::vector<KnownPerson> all{
        {"per_0", "Bakary N'Dioumé", {}, {{"", "Maire", "Ville de Saint-Aubrel"}}},
        {"per_1", "Hélène Benhallaz", {}, {{"", "Médecin généraliste", "Maison de santé"}}},
        {"per_2", "Patrick Delmache", {}, {{"", "Président", "Régie Bellevue"}}},
        {"per_3", "Patrice Delmache", {}, {{"", "Urbaniste", "Agence Trame"}}},
        {"per_4", "Marc Garnier", {}, {{"", "Sociologue", "Université de Haute-Brême"}}},
        {"per_5", "Aurélien Le Foll", {}, {{"", "Directeur adjoint", "Orvanne Habitat"}}},
        {"per_6", "Inès Brunschwillet", {}, {{"", "", "Centre Passerelle"}}}};
    return all;
}

std::string named(const std::string& text) {
    static const std::vector<KnownSession> sessions{
        {"ses_0", "Innover avec les habitants", SessionKind::talks, std::nullopt}};
    static const PersonIndex person_index(persons());
    static const SessionIndex session_index(sessions);
    static const CaptionReader reader(persons(), sessions, person_index, session_index);
    const Reading reading = reader.read(text, 0.9);
    if (reading.certain.empty()) return reading.by_words.empty() ? "" : "session";
    return persons()[reading.matches[reading.certain.front()].person].id;
}

struct Case {
    const char* text;
    const char* person;  // "": nobody may be named
};

class NamedByCaption : public testing::TestWithParam<Case> {};

TEST_P(NamedByCaption, IsFoundOrLeftOpen) {
    EXPECT_EQ(named(GetParam().text), GetParam().person) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    DesignsOfCaptions, NamedByCaption,
    testing::Values(Case{"Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel", "per_0"},
                    Case{"Hélène BENHALLAZ\nMédecin généraliste\nMaison de santé", "per_1"},
                    Case{"MAIRE\nBakary N'Dioumé", "per_0"},
                    Case{"Bakary\nN'DIOUMÉ\nMaire", "per_0"},
                    Case{"Bakary N'Dioumé – Maire | Mayor", "per_0"},
                    Case{"Bakary N'Dioumé", "per_0"},
                    Case{"Innover avec\nles habitants", "session"}));

INSTANTIATE_TEST_SUITE_P(MistakesOfReading, NamedByCaption,
                         testing::Values(Case{"| Bakary N'D1oumé :\nMa1re", "per_0"},
                                         Case{"BakaryNDioume\nMaire", "per_0"},
                                         Case{"Hé1ène 8enhaIIaz\nMedecin généra1iste", "per_1"},
                                         Case{"Hélène Benhailaz\nMaisondesanté", "per_1"},
                                         Case{"Marc Gamier\nSociologue", "per_4"},
                                         Case{"Bakany N'Diovmè\nMaire\nVille de Saint-Aubrel",
                                              "per_0"},
                                         Case{"lnès BRUNSCHUWILLET\nAnimatrice\n"
                                              "Cenrre Passerelle",
                                              "per_6"},
                                         Case{"lnnover avec Ieshabitants", "session"}));

INSTANTIATE_TEST_SUITE_P(
    SomebodyElse, NamedByCaption,
    testing::Values(Case{"Aurélie Le Foll\nDirecteur adjoint\nOrvanne Habitat", ""},
                    Case{"Bakari N'Dioumé\nMaire\nVille de Saint-Aubrel", ""},
                    Case{"Marc Garnie\nUrbaniste\nUniversité de Haute-Brême", ""},
                    Case{"Patrica Delmache\nJournaliste", ""},
                    Case{"lnès Brunschuwillet\nJournaliste\nRadio Orvanne", ""},
                    Case{"Bakary Diarramé\nMaire", ""},
                    Case{"Bakary N'Dioumé\nHélène Benhallaz", ""},
                    Case{"Zoé Kerzhéro\nBakary N'Dioumé", ""},
                    Case{"Adjoint de Bakary N'Dioumé", ""}, Case{"Bakary N'Dioumé\nSociologue", ""},
                    Case{"", ""}, Case{"|||\n--", ""}));

TEST(CaptionParts, LeaveOutWhatBordersAreTakenFor) {
    EXPECT_THAT(caption_parts("| l Zoé Kerzhéro :\n_Maire, Ville | Radio –"),
                ElementsAre("Zoé Kerzhéro", "Maire", "Ville", "Radio"));
    EXPECT_THAT(caption_parts("S. Kerzhéro"), ElementsAre("S. Kerzhéro"));
}

TEST(Print, IsOfOneShapeWhenLettersLookAlike) {
    EXPECT_EQ(print_of("Garnier").shape, print_of("GAMIER").shape);
    EXPECT_EQ(print_of("Müllerod 5").shape, print_of("Miil1er0d S").shape);
    EXPECT_EQ(edits(print_of("journée"), print_of("jouruée"), 1), 1U);
    EXPECT_EQ(edits("kitten", "sitting", 2), 3U);
}

TEST(Print, TellsMistakesOfReadingFromOtherNames) {
    EXPECT_TRUE(may_be_misread(print_of("Benhallaz"), print_of("8enhaIlaz"), 1));
    EXPECT_TRUE(may_be_misread(print_of("Noémie"), print_of("Noémic"), 1));
    EXPECT_FALSE(may_be_misread(print_of("Martin"), print_of("Martine"), 1));
    EXPECT_FALSE(may_be_misread(print_of("Durand"), print_of("Durant"), 1));
}

}  // namespace
}  // namespace revivre::chapters::linking
