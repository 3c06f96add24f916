#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using namespace std::string_literals;
using chapters::ClockTime;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

using Catalogue = StoreTest;

TEST_F(Catalogue, GivesAnEventBackAsItWasSaved) {
    chapters::Event event{.id = {},
                          .title = "Journée des quartiers",
                          .subtitle = "Deuxième édition",
                          .date = "2026-03-05",
                          .time_zone = "Europe/Brussels",
                          .place = "Salle \"B\"",
                          .organiser = "L'atelier; DROP TABLE events"};
    event.id = store().save_event(event);
    EXPECT_EQ(store().event(event.id), event);
    event.place = "Salle C";
    EXPECT_EQ(store().save_event(event), event.id);
    EXPECT_THAT(store().events(), ElementsAre(event));
}

TEST_F(Catalogue, ListsEventsByDateThenTitle) {
    add_event("Z", "2025-01-01");
    add_event("B", "2026-01-01");
    add_event("A", "2026-01-01");
    using chapters::Event;
    EXPECT_THAT(store().events(), ElementsAre(Field(&Event::title, "Z"), Field(&Event::title, "A"),
                                              Field(&Event::title, "B")));
}

TEST_F(Catalogue, RefusesADateThatCannotBeSorted) {
    EXPECT_EQ(error_of([&] { add_event("Journée", "5 mars"); }), ErrorCode::invalid_input);
    EXPECT_THAT(store().events(), IsEmpty());
}

TEST_F(Catalogue, SaysNotFoundForIdsThatNothingHas) {
    const auto not_found = ErrorCode::not_found;
    EXPECT_EQ(error_of([&] { store().event("evt_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().session("ses_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().sessions("evt_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().person("per_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().recording("rec_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().expectations("evt_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().remove_session("ses_0"); }), not_found);
    EXPECT_EQ(error_of([&] { add_session("evt_0", "Ouverture"); }), not_found);
    EXPECT_EQ(error_of([&] { add_recording("evt_0"); }), not_found);
}

TEST_F(Catalogue, RefusesIdsOfAnotherKind) {
    chapters::Event event;
    event.id = "rec_1";
    EXPECT_EQ(error_of([&] { store().save_event(event); }), ErrorCode::invalid_input);
}

TEST_F(Catalogue, KeepsAnIdThatComesWithANewObject) {
    chapters::Event event;
    event.id = "evt_01imported";
    EXPECT_EQ(store().save_event(event), event.id);
    EXPECT_EQ(store().event(event.id), event);
}

TEST_F(Catalogue, GivesASessionBackAsItWasSaved) {
    chapters::Session session{.id = {},
                              .event = add_event(),
                              .title = "Pause",
                              .kind = chapters::SessionKind::pause,
                              .order = 3,
                              .part = "matin",
                              .planned_start = ClockTime(545),
                              .planned_end = std::nullopt};
    session.id = store().save_session(session);
    EXPECT_EQ(store().session(session.id), session);
}

TEST_F(Catalogue, ListsSessionsInTheOrderOfTheProgramme) {
    const std::string event = add_event();
    add_session(add_event("Autre"), "Ailleurs");
    add_session(event, "Deuxième", 1);
    add_session(event, "Première", 0);
    using chapters::Session;
    EXPECT_THAT(store().sessions(event), ElementsAre(Field(&Session::title, "Première"),
                                                     Field(&Session::title, "Deuxième")));
}

TEST_F(Catalogue, RemovesASessionOnlyWhileNoRevisionNamesIt) {
    const std::string event = add_event();
    const std::string free = add_session(event, "Libre");
    Chapter named = chapter("Ouverture", 0, 10);
    named.session = add_session(event, "Nommée", 1);
    store().add_revision(revision_of(add_recording(event), {named}), 0);
    store().remove_session(free);
    EXPECT_EQ(error_of([&] { store().session(free); }), ErrorCode::not_found);
    EXPECT_EQ(error_of([&] { store().remove_session(named.session); }), ErrorCode::conflict);
    EXPECT_EQ(store().sessions(event).size(), 1U);
}

TEST_F(Catalogue, GivesAPersonBackWithVariantsInTheirOrder) {
    chapters::Person person{.id = {},
                            .name = "Élodie Marchais",
                            .sort_name = "Marchais, Élodie",
                            .variants = {"E. Marchais", "Elodie Marchet", "E. Marchais"}};
    person.id = store().save_person(person);
    EXPECT_EQ(store().person(person.id), person);
    person.variants = {"Marchais"};
    store().save_person(person);
    EXPECT_THAT(store().persons(), ElementsAre(person));
}

TEST_F(Catalogue, ListsPersonsBySortNameWithoutRegardToAccents) {
    add_person("Zoé Zola", "Zola, Zoé");
    add_person("Ève Étienne", "Étienne, Ève");
    add_person("Ada Faure", "Faure, Ada");
    add_person("édouard");
    using chapters::Person;
    EXPECT_THAT(store().persons(),
                ElementsAre(Field(&Person::name, "édouard"), Field(&Person::name, "Ève Étienne"),
                            Field(&Person::name, "Ada Faure"), Field(&Person::name, "Zoé Zola")));
}

TEST_F(Catalogue, GivesARecordingBackWithItsStreams) {
    chapters::Recording recording;
    recording.event = add_event();
    recording.part = "après-midi";
    recording.file = "/films/après midi.mp4";
    recording.content_hash = "s1:00";
    recording.size_bytes = 5'000'000'000;
    recording.duration = Time(10'800'001);
    recording.start_offset = Time(-40);
    recording.streams.resize(2);
    recording.streams[1].type = "audio";
    recording.streams[1].channels = 2;
    recording.streams[1].frames_per_second = 29.97;
    recording.id = store().save_recording(recording);
    EXPECT_EQ(store().recording(recording.id), recording);
    EXPECT_EQ(store().recording_with_hash("s1:00"), recording);
    EXPECT_EQ(store().recording_with_hash("s1:01"), std::nullopt);
    EXPECT_EQ(store().recording_with_hash(""), std::nullopt);
}

TEST_F(Catalogue, ListsRecordingsByDayThenOrder) {
    const std::string late = add_event("A", "2026-02-02");
    const std::string early = add_event("B", "2026-01-01");
    const std::string fourth = add_recording(late, 1);
    const std::string third = add_recording(late, 0);
    const std::string second = add_recording(early, 7);
    using chapters::Recording;
    EXPECT_THAT(store().recordings(),
                ElementsAre(Field(&Recording::id, second), Field(&Recording::id, third),
                            Field(&Recording::id, fourth)));
}

TEST_F(Catalogue, KeepsWhatIsPublishedWhenARecordingIsSavedAgain) {
    const std::string id = add_recording(add_event());
    publish(id, {chapter("Ouverture", 0, 10)});
    chapters::Recording moved = store().recording(id);
    moved.file = "/ailleurs.mp4";
    store().save_recording(moved);
    EXPECT_EQ(store().published_revision(id), 1);
}

TEST_F(Catalogue, ReplacesTheExpectationsOfOneEvent) {
    const std::string event = add_event();
    const std::string other = add_event("Autre");
    chapters::Expectation expectation{.event = event,
                                      .session = add_session(event, "Ouverture"),
                                      .person = add_person("Ada Faure"),
                                      .name = "Mme Faure",
                                      .function = "maire",
                                      .organisation = "Ville",
                                      .role = chapters::Role::chair,
                                      .quotations = {"« Oui »", "Non"}};
    chapters::Expectation of_the_day;
    of_the_day.event = event;
    of_the_day.name = "N. N.";
    store().replace_expectations(other, {of_the_day});
    store().replace_expectations(event, {expectation});
    store().replace_expectations(event, {of_the_day, expectation});
    EXPECT_THAT(store().expectations(event), ElementsAre(of_the_day, expectation));
    EXPECT_EQ(store().expectations(other).size(), 1U);
}

TEST_F(Catalogue, KeepsTextWithEveryByteItHas) {
    const std::string odd = "a\0b' \" \xF0\x9F\x8E\xAC %s"s;
    EXPECT_EQ(store().event(add_event(odd)).title, odd);
}

}  // namespace
}  // namespace revivre::storage
