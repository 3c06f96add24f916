#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// R18, J1: people as they are remembered and typed. Two whose names differ by a letter and an
// accent, one of whom speaks twice.
class R18SearchForPeople : public StoreTest {
  protected:
    R18SearchForPeople() {
        Chapter welcome = talk("Accueil", 0, hervick_, "Hervick Tanguel");
        welcome.credits[0].function = "directeur départemental";
        publish(recording_, {welcome, talk("Voirie", 10, hervice_, "Hervice Tanguële"),
                             talk("Bilan", 20, hervick_, "Hervick Tanguel"),
                             talk("Marchés", 30, jean_, "Jean-Loup d’Ambrelle"),
                             talk("Débat des habitants", 40, maiwenn_, "Maïwenn Le Quintrec")});
    }

    static Chapter talk(const std::string& title, int start_ms, const std::string& person,
                        const std::string& name) {
        Chapter made = chapter(title, start_ms, start_ms + 10);
        made.credits = {credit(person, name)};
        made.credits[0].status = chapters::CreditStatus::confirmed;
        return made;
    }

    std::string suggestion(const std::string& text) {
        SearchQuery query;
        query.text = text;
        return store().public_search(query).suggestion;
    }

    std::string recording_ = add_recording(add_event());
    std::string hervick_ = add_person("Hervick Tanguel");
    std::string hervice_ = add_person("Hervice Tanguële");
    std::string jean_ = store().save_person({.id = {},
                                             .name = "Jean-Loup d’Ambrelle",
                                             .sort_name = {},
                                             .variants = {"J.-L. Dambrelle-Roz"}});
    std::string maiwenn_ = add_person("Maïwenn Le Quintrec");
};

TEST_F(R18SearchForPeople, FindsInAnyOrderAndWithTheLastWordBegun) {
    for (const char* text : {"hervick t", "tanguel hervick", "Tang HERVICK", "hervick tanguel"}) {
        EXPECT_THAT(found(text), ElementsAre("Accueil", "Bilan")) << text;
    }
}

TEST_F(R18SearchForPeople, FoldsAccentsAndCapitals) {
    for (const char* text : {"TANGUËLE", "tanguele", "tanguële h"}) {
        EXPECT_THAT(found(text), ElementsAre("Voirie")) << text;
    }
}

TEST_F(R18SearchForPeople, PutsTheWholeNameBeforeOneThatBeginsSo) {
    EXPECT_THAT(found("tanguel"), ElementsAre("Accueil", "Bilan", "Voirie"));
}

TEST_F(R18SearchForPeople, TakesInitialsAsNames) {
    EXPECT_THAT(found("h. tanguel"), ElementsAre("Accueil", "Bilan", "Voirie"));
    EXPECT_THAT(found("m. le quintrec"), ElementsAre("Débat des habitants"));
    // "d" begins a word of a function and of a title too.
    EXPECT_THAT(found("loup d"), ElementsAre("Marchés"));
}

TEST_F(R18SearchForPeople, TakesHyphensAndApostrophesAsTheyCome) {
    for (const char* text :
         {"jean-loup", "jean loup", "jeanloup", "d'ambrelle", "d’ambrelle", "dambrelle",
          "ambrelle jean-l", "dambrelle roz", "JEAN‑LOUP D’AMBRELLE"}) {
        EXPECT_THAT(found(text), ElementsAre("Marchés")) << text;
    }
    EXPECT_THAT(found("lequintrec"), ElementsAre("Débat des habitants"));
}

TEST_F(R18SearchForPeople, WantsAllWordsOfOnePerson) {
    Chapter both = talk("Échange", 50, hervick_, "Hervick Tanguel");
    both.credits.push_back(credit(maiwenn_, "Maïwenn Le Quintrec"));
    both.credits[1].status = chapters::CreditStatus::confirmed;
    publish(add_recording(add_event(), 1), {both});
    EXPECT_THAT(found("hervick q"), ElementsAre("Échange"));
    SearchQuery query;
    query.text = "hervick tanguel";
    for (const SearchHit& hit : store().public_search(query).hits) {
        EXPECT_EQ(hit.found_in, FoundIn::name);
        EXPECT_EQ(hit.published.chapter.credits.at(static_cast<std::size_t>(hit.credit)).person,
                  hervick_);
    }
}

TEST_F(R18SearchForPeople, FindsWhoIsNoPersonOfTheRecords) {
    Chapter other = talk("Salle", 0, "", "Gwenaëlle Pors");
    publish(add_recording(add_event(), 1), {other});
    EXPECT_THAT(found("pors gwen"), ElementsAre("Salle"));
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(R18SearchForPeople, NeverFindsANameThatNobodyConfirmed) {
    Chapter other = talk("Salle", 0, add_person("Gwenaëlle Pors"), "Gwenaëlle Pors");
    other.credits[0].status = chapters::CreditStatus::proposed;
    publish(add_recording(add_event(), 1), {other});
    EXPECT_THAT(found("gwenaelle"), IsEmpty());
    EXPECT_EQ(suggestion("gwenaele"), "");
}

TEST_F(R18SearchForPeople, SuggestsWhatWasProbablyMeant) {
    EXPECT_EQ(suggestion("hervik"), "Hervick");
    EXPECT_EQ(suggestion("hervik tanguel"), "Hervick Tanguel");
    EXPECT_EQ(suggestion("quintrecq maiwenn"), "Quintrec Maïwenn");
    EXPECT_EQ(suggestion("habitnats"), "habitants");
    EXPECT_EQ(suggestion("hervick"), "");
}

TEST_F(R18SearchForPeople, SuggestsAnotherKnownWordWhenTogetherTheyFindNothing) {
    EXPECT_EQ(suggestion("hervick tanguele"), "Hervice Tanguële");
}

TEST_F(R18SearchForPeople, NeverSuggestsWhatFindsNothing) {
    SearchQuery query;
    query.text = "hervik";
    query.person = maiwenn_;
    EXPECT_EQ(store().public_search(query).suggestion, "");
    store().publish(recording_, 0);
    EXPECT_EQ(suggestion("hervik"), "");
}

TEST_F(R18SearchForPeople, ForgetsNamesThatAreNoLongerPublic) {
    store().save_person(
        {.id = maiwenn_, .name = "Maïwenn Kerdrel", .sort_name = {}, .variants = {}});
    publish(recording_, {talk("Bilan", 0, maiwenn_, "Maïwenn Kerdrel")});
    EXPECT_THAT(found("quintrec"), IsEmpty());
    EXPECT_THAT(found("kerdrel"), ElementsAre("Bilan"));
    EXPECT_THAT(found("hervick"), IsEmpty());
    EXPECT_EQ(suggestion("hervik"), "");
    EXPECT_THAT(store().check(), IsEmpty());
}

}  // namespace
}  // namespace revivre::storage
