#include "chapters/persons/near_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/persons/sound.hpp"

namespace revivre::chapters::persons {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Person> known(const std::vector<std::string>& names) {
    std::vector<Person> all;
    for (const std::string& name : names) {
        Person person;
        person.name = name;
        all.push_back(person);
    }
    return all;
}

// "sound", or nothing when they are not near.
std::string why(const std::string& a, const std::string& b) {
    const auto found = near_names(a, known({b}));
    return found.empty() ? "" : std::string(name_of(found.front().why));
}

TEST(NearNames, TellWhyTwoNamesCouldBeOne) {
    EXPECT_EQ(why("Maëlys Kerzhéro", "Maëlys Kerzhéro"), "same");
    EXPECT_EQ(why("MAELYS KERZHERO", "Maëlys Kerzhéro"), "accents");
    EXPECT_EQ(why("Jean Noël d’Estrévaux", "Jean-Noël d'Estrévaux"), "accents");
    EXPECT_EQ(why("Kerzhéro Maëlys", "Maëlys Kerzhéro"), "order");
    EXPECT_EQ(why("Siobhán de Corvaise", "Siobhan Corvaise"), "particle");
    EXPECT_EQ(why("Yann Corvesse", "Yann Corvaice"), "sound");
    EXPECT_EQ(why("Maëlys Kerzhéra", "Maëlys Kerzhéro"), "letters");
    EXPECT_EQ(why("M. Kerzhéro", "Maëlys Kerzhéro"), "initial");
    EXPECT_EQ(why("J.-N. d'Estrévaux", "Jean-Noël d'Estrévaux"), "initial");
    EXPECT_EQ(why("JN d'Estrévaux", "Jean-Noël d'Estrévaux"), "initial");
    EXPECT_EQ(why("Jean d'Estrévaux", "Jean-Noël d'Estrévaux"), "part");
    EXPECT_EQ(why("Maëlys Kerzhéro-Dauvin", "Maëlys Kerzhéro"), "part");
}

TEST(NearNames, AreFoundThoughBothPartsDiffer) {
    EXPECT_EQ(why("Patrick Delpech", "Patrice Delpêche"), "letters");
    EXPECT_EQ(why("Christelle Thibaud", "Kristel Thibault"), "sound");
    EXPECT_EQ(why("Delpesche Patrick", "Patrick Delpech"), "sound");
}

TEST(NearNames, LeaveOutWhoOnlySharesAPart) {
    EXPECT_EQ(why("Anne Kerzhéro", "Maëlys Kerzhéro"), "");
    EXPECT_EQ(why("Maëlys Dauvin", "Maëlys Kerzhéro"), "");
    EXPECT_EQ(why("Zoé Roy", "Léo Roy"), "");
    EXPECT_EQ(why("A. Kerzhéro", "Maëlys Kerzhéro"), "");
    EXPECT_EQ(why("", "Maëlys Kerzhéro"), "");
    EXPECT_EQ(why("李 小龍", "Maëlys Kerzhéro"), "");
    EXPECT_EQ(why("\xFF\xFE", "Maëlys Kerzhéro"), "");
}

TEST(NearNames, AreRankedAndFoundByVariants) {
    auto all = known({"M. Kerzhéra", "Anne Roy", "Maëlys Kerzhéro", "Maelys Kerzhero"});
    all[1].variants = {"Maëlys Kerzhero-Roy"};
    std::vector<std::size_t> order;
    for (const NearName& each : near_names("Maëlys Kerzhéro", all)) order.push_back(each.person);
    EXPECT_THAT(order, ElementsAre(2U, 3U, 0U, 1U));
    EXPECT_EQ(near_names("Maëlys Kerzhéro", all).back().name, "Maëlys Kerzhero-Roy");
    EXPECT_THAT(near_names("Noël Dauvin", all), IsEmpty());
}

TEST(Sound, IsOneForWhatIsSaidAlike) {
    const std::vector<std::pair<std::string, std::string>> alike{
        {"delpech", "delpeche"}, {"thibault", "thibaud"},    {"renaud", "reynaux"},
        {"philippe", "filip"},   {"catherine", "katherine"}, {"martin", "martins"},
        {"lemaitre", "lemetre"}, {"boyer", "boiez"},         {"gautier", "gauthiez"},
        {"jacques", "jacque"},   {"roussel", "roucel"},      {"moreau", "moraut"}};
    for (const auto& [a, b] : alike) EXPECT_EQ(sound_of(a), sound_of(b)) << a;
    const std::vector<std::pair<std::string, std::string>> other{
        {"martin", "marine"}, {"simon", "simone"}, {"leroy", "leroux"},
        {"denis", "denise"},  {"jean", "jeanne"},  {"roy", "roi2"}};
    for (const auto& [a, b] : other) EXPECT_NE(sound_of(a), sound_of(b)) << a;
    EXPECT_EQ(sound_of("李"), "李");
}

}  // namespace
}  // namespace revivre::chapters::persons
