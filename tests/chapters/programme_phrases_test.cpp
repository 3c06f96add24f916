#include <string>

#include <gtest/gtest.h>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/descriptions.hpp"
#include "chapters/programme/names.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/prose_persons.hpp"
#include "chapters/programme/session_phrases.hpp"

namespace revivre::chapters::programmes {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::string date_in(std::string_view text) {
    const auto date = find_date(text);
    return date ? iso_text(*date) : "none";
}

std::string names_in(std::string_view text, Expectancy expectancy) {
    std::string names;
    for (const ProgrammePerson& person : persons_in(text, expectancy).persons) {
        names += (names.empty() ? "" : "; ") + person.name;
    }
    return names;
}

std::string names_in_sentence(std::string_view text) {
    std::string names;
    for (const ProgrammePerson& person : persons_in_sentence(text)) {
        names += (names.empty() ? "" : "; ") + person.name;
    }
    return names;
}

TEST(DatePhrases, AreReadInEveryFormOrganisersUse) {
    EXPECT_EQ(date_in("le jeudi 12 mai 2022 à Villarceau"), "2022-05-12");
    EXPECT_EQ(date_in("1er juin 2021"), "2021-06-01");
    EXPECT_EQ(date_in("12/05/2022"), "2022-05-12");
    EXPECT_EQ(date_in("12.05.2022"), "2022-05-12");
    EXPECT_EQ(date_in("2022-05-12"), "2022-05-12");
    EXPECT_EQ(date_in("May 12th, 2022"), "2022-05-12");
    EXPECT_EQ(date_in("les 12 et 13 mai 2022"), "2022-05-12");
    EXPECT_EQ(date_in("du 12 au 13 mai 2022"), "2022-05-12");
}

TEST(DatePhrases, ThatDoNotExistAreNone) {
    EXPECT_EQ(date_in("31 février 2022"), "none");
    EXPECT_EQ(date_in("45/05/2022"), "none");
    EXPECT_EQ(date_in("en mars 2019"), "none");
    EXPECT_EQ(date_in("12 mai"), "");
}

TEST(ClockPhrases, TakeTheirRangeAndNothingMore) {
    const auto range = leading_clock("9 h 30 - 10 h 15 Ouverture");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->start, hours(9) + minutes(30));
    EXPECT_EQ(range->end, hours(10) + minutes(15));
    EXPECT_EQ(range->length, 16U);
    EXPECT_EQ(leading_clock("9-10h Accueil")->end, hours(10));
    EXPECT_EQ(leading_clock("2:30 pm Closing")->start, hours(14) + minutes(30));
    EXPECT_EQ(leading_clock("de 9h à 12h")->end, hours(12));
}

TEST(ClockPhrases, AreNotSeenInNumbersAndDates) {
    EXPECT_FALSE(leading_clock("10 habitants"));
    EXPECT_FALSE(leading_clock("12.05.2022"));
    EXPECT_FALSE(leading_clock("25h00"));
    EXPECT_FALSE(leading_clock("9h75"));
    EXPECT_FALSE(leading_clock("72039 Le Mans"));
    EXPECT_FALSE(holds_clock("2022, 180 personnes"));
}

TEST(PersonNames, LoseCivilityAndCapitals) {
    EXPECT_EQ(clean_person_name("Mme Hélène Vauquelou"), "Hélène Vauquelou");
    EXPECT_EQ(clean_person_name("LE DROUMAGUET Gaëtan"), "Gaëtan Le Droumaguet");
    EXPECT_EQ(clean_person_name("GAËTAN LE DROUMAGUET"), "Gaëtan Le Droumaguet");
    EXPECT_EQ(clean_person_name("M. Bakary N’DIOUMÉ"), "Bakary N’Dioumé");
    EXPECT_EQ(clean_person_name("Aurélien DE LA MORINAIS"), "Aurélien de La Morinais");
    EXPECT_EQ(clean_person_name("Dr. SABLON-ROY Yaël"), "Yaël Sablon-Roy");
}

TEST(PersonNames, StayAsTheyAreWhenNothingSaysOtherwise) {
    EXPECT_EQ(clean_person_name("Aurélien d’Orval"), "Aurélien d’Orval");
    EXPECT_EQ(clean_person_name("Zoé Blin-Marchadour"), "Zoé Blin-Marchadour");
    EXPECT_EQ(clean_person_name(""), "");
    EXPECT_EQ(clean_person_name("«»"), "");
}

TEST(PersonPhrases, PartSeveralPersonsAndTheirFunctions) {
    const auto found = persons_in(
        "Mme Hélène Vauquelou, maire de Brême, M. Loïc Péchinard (Orvanne Habitat) et Zoé Blin, "
        "sociologue, CNRS",
        Expectancy::connected);
    ASSERT_EQ(found.persons.size(), 3U);
    EXPECT_EQ(found.persons[0].function, "maire de Brême");
    EXPECT_EQ(found.persons[1].organisation, "Orvanne Habitat");
    EXPECT_EQ(found.persons[2].function, "sociologue");
    EXPECT_EQ(found.persons[2].organisation, "CNRS");
}

TEST(PersonPhrases, KnowFunctionsBeforeTheName) {
    const auto found = persons_in(
        "la préfète de la Brême, Zoé Blin, a salué le sociologue Ysold "
        "Kerbrat (CNRS)",
        Expectancy::none);
    ASSERT_EQ(found.persons.size(), 2U);
    EXPECT_EQ(found.persons[0].name, "Zoé Blin");
    EXPECT_EQ(found.persons[0].function, "préfète de la Brême");
    EXPECT_EQ(found.persons[1].name, "Ysold Kerbrat");
    EXPECT_EQ(found.persons[1].function, "sociologue");
    EXPECT_EQ(found.persons[1].organisation, "CNRS");
}

TEST(PersonPhrases, TakeNoOrganisationForAPerson) {
    EXPECT_EQ(names_in("Orvanne Habitat et Bleu Horizon", Expectancy::connected), "");
    EXPECT_EQ(names_in("Mission locale Sud", Expectancy::entry), "");
    EXPECT_EQ(names_in("Bleu Horizon, association d'insertion", Expectancy::labelled), "");
    EXPECT_EQ(names_in("La Passerelle solidaire", Expectancy::labelled), "");
    EXPECT_EQ(names_in("Mme la Préfète de la Brême", Expectancy::labelled), "");
    EXPECT_EQ(names_in_sentence("Le centre social Louise Michel et la place Jean Jaurès."), "");
    EXPECT_EQ(names_in_sentence("Bleu Blanc Vert et Femmes en Marche ont animé le stand."), "");
}

TEST(PersonPhrases, TellOfNamesThatProveNothing) {
    const auto found = persons_in("Bleu Horizon", Expectancy::connected);
    EXPECT_TRUE(found.persons.empty());
    ASSERT_EQ(found.doubtful.size(), 1U);
    EXPECT_EQ(found.doubtful[0], "Bleu Horizon");
}

TEST(PersonPhrases, TakeACivilityAndOneWordForAName) {
    EXPECT_EQ(names_in("M. Durval et Mme Kerbrat", Expectancy::connected), "Durval; Kerbrat");
    EXPECT_EQ(names_in("MM. Durval et Oswald Kerbrat", Expectancy::labelled),
              "Durval; Oswald Kerbrat");
}

TEST(PersonPhrases, GiveAListOfNamesItsCommonFunction) {
    const auto persons = persons_in_sentence(
        "Une visite a réuni les maires de la vallée – Zoé Blin, Loïc Durval et Ysold Kerbrat – et "
        "l'Agence, représentée par Mme Odile Tranche, directrice.");
    ASSERT_EQ(persons.size(), 4U);
    EXPECT_EQ(persons[2].name, "Ysold Kerbrat");
    EXPECT_EQ(persons[2].function, "maire de la vallée");
    EXPECT_EQ(persons[3].organisation, "l'Agence");
}

TEST(PersonPhrases, GiveFunctionsRespectively) {
    const auto persons = persons_in_sentence(
        "Zoé Blin et Loïc Durval, respectivement maire de Brême et préfet de l'Orne, ont ouvert.");
    ASSERT_EQ(persons.size(), 2U);
    EXPECT_EQ(persons[0].function, "maire de Brême");
}

TEST(Descriptions, PartFunctionFromOrganisation) {
    const auto parted = description_of(", sociologue, Université de Brême");
    EXPECT_EQ(parted.function, "sociologue");
    EXPECT_EQ(parted.organisation, "Université de Brême");
    EXPECT_EQ(description_of("professeure de droit à l'Université de Brême").organisation,
              "Université de Brême");
    EXPECT_EQ(description_of(", maire de Brême").function, "maire de Brême");
    EXPECT_EQ(description_of(" (Orvanne Habitat)").organisation, "Orvanne Habitat");
    EXPECT_EQ(description_of(", adjoint à la Ville, au Logement").function,
              "adjoint à la Ville, au Logement");
    EXPECT_EQ(description_of(" – chargé(e) de mission – Scop Lin").function,
              "chargé(e) de mission");
}

TEST(Descriptions, TellARoleFromAFunction) {
    const auto description = description_of(", journaliste (modératrice)");
    EXPECT_EQ(description.function, "journaliste");
    EXPECT_EQ(description.role, Role::moderator);
}

TEST(SessionPhrases, KeepWithWithoutPersonsInTheTitle) {
    const auto phrase = session_phrase("Agir avec les habitants, par et pour les quartiers");
    EXPECT_EQ(phrase.title, "Agir avec les habitants, par et pour les quartiers");
    EXPECT_TRUE(phrase.persons.empty());
}

TEST(SessionPhrases, PartTitlePersonsAndRoles) {
    const auto phrase = session_phrase(
        "Table ronde « Habiter avec Zoé », animée par Loïc Péchinard, avec Mme Blin et M. Durval");
    EXPECT_EQ(phrase.title, "Table ronde « Habiter avec Zoé »");
    ASSERT_EQ(phrase.persons.size(), 3U);
    EXPECT_EQ(phrase.persons[0].role, Role::moderator);
    EXPECT_EQ(phrase.persons[2].name, "Durval");
    EXPECT_EQ(phrase.persons[2].role, Role::speaker);
}

TEST(SessionPhrases, FindPersonsBehindADashOrInBrackets) {
    EXPECT_EQ(session_phrase("Ouverture – Hélène Vauquelou, maire").title, "Ouverture");
    EXPECT_EQ(session_phrase("Ouverture (Mme Vauquelou)").title, "Ouverture");
    const auto late = session_phrase("Conférence de Zoé Blin, sociologue : « Habiter demain »");
    EXPECT_EQ(late.title, "Conférence : « Habiter demain »");
    ASSERT_EQ(late.persons.size(), 1U);
    EXPECT_EQ(late.persons[0].function, "sociologue");
}

TEST(SessionPhrases, TellTheKindByTheFirstTellingWord) {
    const auto kind = [](const char* title) {
        ProgrammeSession session;
        session.title = title;
        return kind_of(session);
    };
    EXPECT_EQ(kind("Table ronde de clôture"), SessionKind::panel);
    EXPECT_EQ(kind("Clôture de la table ronde"), SessionKind::closing);
    EXPECT_EQ(kind("Accueil café"), SessionKind::pause);
    EXPECT_EQ(kind("Accueil et ouverture"), SessionKind::opening);
    EXPECT_EQ(kind("Déjeuner"), SessionKind::pause);
    EXPECT_EQ(kind("Atelier 2"), SessionKind::talks);
    EXPECT_EQ(kind("Remise des clés"), SessionKind::other);
}

TEST(Prose, EndsNoSentenceAtACivility) {
    const auto sentences = sentences_of("Avec M. Petit et J. Roy. La suite demain. Merci");
    ASSERT_EQ(sentences.size(), 3U);
    EXPECT_EQ(sentences[0], "Avec M. Petit et J. Roy.");
}

}  // namespace
}  // namespace revivre::chapters::programmes
