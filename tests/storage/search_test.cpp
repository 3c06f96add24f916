#include <filesystem>
#include <fstream>
#include <set>

#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Search : public StoreTest {
  protected:
    Search() {
        Chapter opening = chapter("La mobilisation nationale pour l'École", 0, 10);
        opening.credits = {credit(ada_, "Mme Faure")};
        opening.credits[0].status = chapters::CreditStatus::confirmed;
        opening.credits[0].function = "préfète déléguée";
        opening.credits[0].organisation = "Agence des Mobilités";
        opening.session = session_;
        Chapter art = chapter("Œuvres et cœurs de ville", 10, 20);
        art.credits = {credit(zoe_, "Zoé Zola")};
        art.credits[0].status = chapters::CreditStatus::confirmed;
        publish(recording_, {opening, art});
    }

    SearchQuery filtered(const std::string& text, const std::string& person,
                         const std::string& session = "", const std::string& event = "") {
        SearchQuery query;
        query.text = text;
        query.person = person;
        query.session = session;
        query.event = event;
        return query;
    }

    std::string event_ = add_event("Journée", "2026-03-05");
    std::string session_ = add_session(event_, "Ouverture solennelle");
    std::string recording_ = add_recording(event_);
    std::string ada_ = store().save_person(
        {.id = {}, .name = "Ada Faure", .sort_name = {}, .variants = {"Adèle Fauré-Dupin"}});
    std::string zoe_ = add_person("Zoé Zola");
    const std::string first_ = "La mobilisation nationale pour l'École";
    const std::string second_ = "Œuvres et cœurs de ville";
};

TEST_F(Search, FindsWithoutRegardToAccentsAndCase) {
    for (const char* text : {"école", "ECOLE", "Éco", "mobilisation école", "l’école"}) {
        EXPECT_THAT(found(text), ElementsAre(first_)) << text;
    }
    for (const char* text : {"oeuvres", "ŒUVRES", "coeur", "cœur"}) {
        EXPECT_THAT(found(text), ElementsAre(second_)) << text;
    }
}

TEST_F(Search, TakesWordsAsBeginnings) {
    EXPECT_THAT(found("mobil nat"), ElementsAre(first_));
    EXPECT_THAT(found("obilisation"), IsEmpty());
}

TEST_F(Search, WantsAllWords) {
    EXPECT_THAT(found("mobilisation coeur"), IsEmpty());
}

TEST_F(Search, LooksAtNamesFunctionsOrganisationsAndSessions) {
    for (const char* text : {"faure", "ada", "dupin", "préfète", "agence", "solennelle"}) {
        EXPECT_THAT(found(text), ElementsAre(first_)) << text;
    }
}

TEST_F(Search, DoesNotLookAtIds) {
    EXPECT_THAT(found("per"), IsEmpty());
    EXPECT_THAT(found(ada_), IsEmpty());
    EXPECT_THAT(found("evt"), IsEmpty());
}

TEST_F(Search, PutsNamesBeforeTitles) {
    publish(add_recording(event_, 1), {chapter("Zola au théâtre", 0, 10)});
    EXPECT_THAT(found("zola"), ElementsAre(second_, "Zola au théâtre"));
}

TEST_F(Search, PutsTheShorterOfTwoTitlesFirst) {
    publish(add_recording(event_, 1), {chapter("Ville", 0, 10)});
    EXPECT_THAT(found("ville"), ElementsAre("Ville", second_));
}

TEST_F(Search, KeepsToThePersonSessionAndEventAskedFor) {
    const std::string other = add_event("Autre", "2026-04-01");
    publish(add_recording(other), {chapter("La ville ailleurs", 0, 10)});
    EXPECT_THAT(found("ville"), UnorderedElementsAre(second_, "La ville ailleurs"));
    EXPECT_THAT(found(filtered("ville", "", "", other)), ElementsAre("La ville ailleurs"));
    EXPECT_THAT(found(filtered("ville", zoe_)), ElementsAre(second_));
    EXPECT_THAT(found(filtered("ville", ada_)), IsEmpty());
    EXPECT_THAT(found(filtered("mobilisation", ada_, session_, event_)), ElementsAre(first_));
}

TEST_F(Search, GivesAllInOrderWhenThereIsAFilterAndNoWord) {
    EXPECT_THAT(found(filtered("", "", "", event_)), ElementsAre(first_, second_));
    EXPECT_THAT(found(filtered(" !? ", zoe_)), ElementsAre(second_));
    EXPECT_THAT(found(filtered("", "", session_)), ElementsAre(first_));
    EXPECT_THAT(found(filtered("", "per_0")), IsEmpty());
}

TEST_F(Search, GivesNothingForNothing) {
    EXPECT_THAT(found(""), IsEmpty());
    EXPECT_THAT(found(" \t\"*() "), IsEmpty());
}

TEST_F(Search, PassesOverSignsBetweenWords) {
    EXPECT_THAT(found("« mobilisation » … école !"), ElementsAre(first_));
}

TEST_F(Search, RefusesFiltersThatAreNoIds) {
    EXPECT_THAT(found(filtered("ville", "per_\" OR title : \"ville")), IsEmpty());
    EXPECT_THAT(found(filtered("", "", "*", "")), IsEmpty());
}

TEST_F(Search, GoesFromPageToPage) {
    std::vector<Chapter> all;
    all.reserve(25);
    for (int i = 0; i < 25; ++i) all.push_back(chapter("Numéro " + std::to_string(i), i, i + 1));
    publish(recording_, all);
    SearchQuery query;
    query.text = "numero";
    query.limit = 10;
    std::set<std::string> seen;
    for (query.offset = 0; query.offset < 30; query.offset += 10) {
        const auto page = store().public_search(query);
        EXPECT_EQ(page.more, query.offset < 20);
        for (const auto& each : page.hits) seen.insert(each.published.chapter.title);
    }
    EXPECT_EQ(seen.size(), 25U);
}

TEST_F(Search, KeepsLimitsWithinBounds) {
    SearchQuery query;
    query.text = "ville";
    query.limit = -5;
    query.offset = -1;
    EXPECT_EQ(store().public_search(query).hits.size(), 1U);
    query.offset = 2'000'000'000;
    EXPECT_THAT(store().public_search(query).hits, IsEmpty());
}

TEST_F(Search, FollowsTheNamesOfPersonsAndSessions) {
    store().save_person({.id = zoe_, .name = "Zoé Maréchal", .sort_name = {}, .variants = {}});
    chapters::Session session = store().session(session_);
    session.title = "Accueil";
    store().save_session(session);
    EXPECT_THAT(found("marechal"), ElementsAre(second_));
    EXPECT_THAT(found("accueil"), ElementsAre(first_));
    EXPECT_THAT(found("solennelle"), IsEmpty());
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(Search, FollowsARecordingToAnotherEvent) {
    chapters::Recording moved = store().recording(recording_);
    moved.event = add_event("Autre");
    store().save_recording(moved);
    EXPECT_THAT(found(filtered("ville", "", "", event_)), IsEmpty());
    EXPECT_THAT(found(filtered("ville", "", "", moved.event)), ElementsAre(second_));
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(Search, TakesOnlyTheFirstEightWords) {
    EXPECT_THAT(found("la la la la la la la ecole absent"), ElementsAre(first_));
}

TEST_F(Search, IsNeverConfusedByHostileText) {
    const std::string nul = "ecole\0\" OR 1"s;
    for (const std::string& text :
         {std::string("\""), std::string("\"\"\""), std::string("ecole\""), std::string("'; --"),
          std::string("NEAR(a b, 2)"), std::string("title:ecole OR *"), std::string("^ecole"),
          std::string("AND OR NOT"), std::string("{title} : x"), std::string("a + b - c"), nul,
          std::string(10'000, 'a'), std::string(10'000, '"'), std::string("\xff\xfe\xc3"),
          std::string("éé").substr(0, 3), std::string("中文 العربية 🎬 i̇ﬀ ①"), std::string("_")}) {
        EXPECT_EQ(error_of([&] { store().public_search(filtered(text, "")); }), std::nullopt);
        EXPECT_EQ(error_of([&] { store().public_search(filtered(text, text, text, text)); }),
                  std::nullopt);
    }
}

TEST_F(Search, TakesEveryLineOfTheHostileLists) {
    const std::filesystem::path folder = REVIVRE_SHARED "/cases/bad/text";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared hostile lists are not here";
    for (const auto& list : std::filesystem::directory_iterator(folder)) {
        std::ifstream lines(list.path());
        for (std::string line; std::getline(lines, line);) {
            EXPECT_EQ(error_of([&] { store().public_search(filtered(line, "")); }), std::nullopt)
                << line;
        }
    }
}

TEST_F(Search, FindsHostileTitlesAndGivesThemBackAsTheyAre) {
    const std::string title = "<script>alert(1)</script> \" OR '' ecole -- \xF0\x9F\x8E\xAC";
    publish(add_recording(event_, 1), {chapter(title, 0, 10)});
    EXPECT_THAT(found("script alert"), ElementsAre(title));
}

}  // namespace
}  // namespace revivre::storage
