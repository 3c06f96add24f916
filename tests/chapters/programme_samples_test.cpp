#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/chapters/programme_outline.hpp"

namespace revivre::chapters {
namespace {

// Every sample "name" has its reading, checked by hand, in "name.expected".
class ProgrammeSample : public testing::TestWithParam<const char*> {};

TEST_P(ProgrammeSample, IsReadAsItsReaderWouldTellIt) {
    const std::string name = GetParam();
    EXPECT_EQ(tests::outline(read_programme(tests::sample(name))),
              tests::sample(name + ".expected"));
}

INSTANTIATE_TEST_SUITE_P(All, ProgrammeSample,
                         testing::Values("schedule_day.txt", "schedule_markdown.md",
                                         "schedule_untimed.txt", "schedule_english.txt",
                                         "schedule_letterhead.txt", "schedule_council.txt",
                                         "schedule_prevention.txt", "narrative_page.txt",
                                         "narrative_study_day.txt", "narrative_library_day.txt",
                                         "narrative_report.txt", "excel_french.csv",
                                         "comma_english.csv", "tabs_without_header.tsv",
                                         "organiser.json", "own_fields.json"));

class SeedProgramme : public testing::Test {
  protected:
    void SetUp() override {
        const auto path =
            std::filesystem::path(REVIVRE_SHARED) / "seed" / "nos-quartiers-notre-avenir.txt";
        std::ifstream file(path, std::ios::binary);
        if (!file) GTEST_SKIP() << "the real programme is not on this machine: " << path;
        const std::string bytes{std::istreambuf_iterator<char>(file),
                                std::istreambuf_iterator<char>()};
        programme_ = read_programme(bytes).programme;
    }

    static const ProgrammePerson* find(const std::vector<ProgrammePerson>& persons,
                                       const std::string& name) {
        for (const ProgrammePerson& person : persons) {
            if (person.name == name) return &person;
        }
        return nullptr;
    }

    Programme programme_;
};

TEST_F(SeedProgramme, HasItsTitleDateAndOrganiser) {
    EXPECT_EQ(programme_.title, "Nos quartiers, notre avenir");
    EXPECT_EQ(programme_.date, "2019-03-14");
    EXPECT_EQ(programme_.organiser, "service Politique de la ville");
    EXPECT_EQ(programme_.place, "Le Mans Métropole");
}

TEST_F(SeedProgramme, HasThreePartsAndTheClosingRoundTable) {
    ASSERT_EQ(programme_.sessions.size(), 4U);
    EXPECT_TRUE(programme_.sessions[0].title.starts_with("L’actualité de la politique"));
    EXPECT_TRUE(programme_.sessions[1].title.starts_with("La valorisation d’actions"));
    EXPECT_TRUE(programme_.sessions[2].title.starts_with("Les regards portés"));
    EXPECT_EQ(programme_.sessions[2].kind, SessionKind::talks);
    EXPECT_EQ(programme_.sessions[3].kind, SessionKind::panel);
}

TEST_F(SeedProgramme, GivesTheQuotedTheirFunctionsInOrder) {
    ASSERT_EQ(programme_.persons.size(), 3U);
    EXPECT_EQ(programme_.persons[0].name, "Stéphane Le Foll");
    EXPECT_EQ(programme_.persons[0].function, "président de Le Mans Métropole");
    EXPECT_EQ(programme_.persons[1].name, "Thierry Baron");
    EXPECT_EQ(programme_.persons[1].function, "secrétaire général de la préfecture de la Sarthe");
    EXPECT_EQ(programme_.persons[2].name, "François-Antoine Mariani");
    EXPECT_EQ(programme_.persons[2].function,
              "commissaire général délégué à l’Égalité des territoires, directeur de la Ville et "
              "de la Cohésion urbaine");
    for (const ProgrammePerson& person : programme_.persons) {
        ASSERT_EQ(person.quotations.size(), 1U) << person.name;
    }
    EXPECT_TRUE(programme_.persons[1].quotations[0].starts_with("Cette journée fait écho"));
}

TEST_F(SeedProgramme, PutsTheHistorianIntoThePartAboutRegards) {
    ASSERT_EQ(programme_.sessions.size(), 4U);
    const auto* tellier = find(programme_.sessions[2].persons, "Thibault Tellier");
    ASSERT_NE(tellier, nullptr);
    EXPECT_EQ(tellier->function, "professeur d’histoire contemporaine");
    EXPECT_EQ(tellier->organisation, "Institut d’études politiques de Rennes");
}

TEST_F(SeedProgramme, NamesTheRoundTableAndNobodyElse) {
    ASSERT_EQ(programme_.sessions.size(), 4U);
    const auto& persons = programme_.sessions[3].persons;
    ASSERT_EQ(persons.size(), 5U);
    for (const char* name :
         {"Gilles Leproust", "Sylvie Morin", "Claude Chatonnay", "Abdelatif Ammar"}) {
        const auto* person = find(persons, name);
        ASSERT_NE(person, nullptr) << name;
        EXPECT_EQ(person->function, "élu(e) à la Politique de la ville");
    }
    EXPECT_EQ(persons[4].name, "Patrick Donnadieu");
    EXPECT_EQ(persons[4].function, "directeur départemental de la Cohésion sociale");
    EXPECT_EQ(persons[4].organisation, "l'État");
    EXPECT_EQ(programme_.sessions[2].persons.size(), 1U);
    EXPECT_TRUE(programme_.sessions[0].persons.empty());
    EXPECT_TRUE(programme_.sessions[1].persons.empty());
}

}  // namespace
}  // namespace revivre::chapters
