// Days made at random from invented names, with markers written as editors write them: nobody is
// named wrongly, and nearly everybody who can be known is named.

#include <array>
#include <random>

#include <gtest/gtest.h>

#include "chapters/linking/linker.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr std::array kGiven{"Maëlys", "Théophile", "Jean-Côme",   "Aïssatou",
                            "Zoé",    "Étienne",   "Anne-Solène", "Loïc",
                            "Inès",   "Bakary",    "Noémie",      "Gaël"};
constexpr std::array kFamily{"Le Guennoc",     "d'Estrévaux", "Vauquelou-Brémond", "Kerzhéro",
                             "de La Morinais", "Diarramé",    "L'Houmédec",        "Van Oostenryck",
                             "Péchinard",      "N'Dioumé",    "Müllerod",          "Çabrelle",
                             "Tréguérou",      "du Plessoir"};
constexpr std::array kFunctions{"Maire",      "Sociologue",        "Directrice", "Urbaniste",
                                "Présidente", "Chargé de mission", "Journaliste"};
constexpr std::array kOrganisations{"Ville de Saint-Aubrel", "Université de Haute-Brême",
                                    "Orvanne Habitat", "Régie Bellevue"};

struct Day {
    LinkInput input;
    std::vector<int> speaker;  // of each marker; -1: nobody announced
};

std::string upper(std::string text) {
    // What a keyboard's capitals do to plain letters; accents stay, as editors leave them.
    for (char& byte : text)
        byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    return text;
}

std::string exchanged(std::string name, std::mt19937& random) {
    for (int tries = 0; tries < 50; ++tries) {
        const std::size_t at = 2 + random() % (name.size() - 4);
        const bool plain = static_cast<unsigned char>(name[at]) < 0x80 &&
                           static_cast<unsigned char>(name[at + 1]) < 0x80;
        if (!plain) continue;
        std::swap(name[at], name[at + 1]);
        return name;
    }
    return name;
}

struct Names {
    std::string given;
    std::string family;
    [[nodiscard]] std::string whole() const { return given + " " + family; }
};

std::string written(const Names& names, const Affiliation& as, std::mt19937& random) {
    switch (random() % 8) {
        case 0:
            return names.whole();
        case 1:
            return upper(names.family) + " " + names.given;
        case 2:
            return "Intervention de " + names.whole() + ", " + as.function;
        case 3:
            return names.whole() + " - " + as.organisation;
        case 4:
            return "Mme " + names.family + " (" + as.function + ")";
        case 5:
            return fold(names.whole());
        case 6:
            return exchanged(names.whole(), random);
        default:
            return names.family + ", " + names.given;
    }
}

Day make_day(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<const char*> families(kFamily.begin(), kFamily.end());
    std::shuffle(families.begin(), families.end(), random);
    Day day;
    day.input.duration = std::chrono::hours(3);
    std::vector<Names> cast;
    for (std::size_t i = 0; i < families.size(); ++i)
        cast.push_back({kGiven[random() % kGiven.size()], families[i]});
    const std::size_t announced = families.size() - 3;
    for (std::size_t i = 0; i < cast.size(); ++i) {
        const Affiliation as{"", kFunctions[random() % kFunctions.size()],
                             kOrganisations[random() % kOrganisations.size()]};
        if (i < announced)
            day.input.persons.push_back({"per_" + std::to_string(i), cast[i].whole(), {}, {as}});
        day.input.markers.push_back(
            {std::chrono::minutes(5 * i), std::nullopt, written(cast[i], as, random)});
        day.speaker.push_back(i < announced ? static_cast<int>(i) : -1);
    }
    return day;
}

TEST(LinkedDays, NameNobodyWronglyAndNearlyEverybodyAnnounced) {
    int right = 0;
    int missing = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const Day day = make_day(seed);
        const auto links = link_markers(day.input);
        for (std::size_t i = 0; i < links.size(); ++i) {
            for (const std::size_t speaker : links[i].speakers) {
                ASSERT_EQ(static_cast<int>(speaker), day.speaker[i])
                    << "seed " << seed << ": " << day.input.markers[i].title;
            }
            if (day.speaker[i] < 0) continue;
            ++(links[i].speakers.empty() ? missing : right);
        }
    }
    EXPECT_GE(right, (right + missing) * 97 / 100) << right << " right, " << missing << " missing";
}

}  // namespace
}  // namespace revivre::chapters::linking
