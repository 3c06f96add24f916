#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

class Revisions : public StoreTest {
  protected:
    int add(std::vector<Chapter> all, int based_on) {
        return store().add_revision(revision_of(recording_, std::move(all)), based_on);
    }

    std::string event_ = add_event();
    std::string recording_ = add_recording(event_);
};

TEST_F(Revisions, GivesBackTheTreeAsItWasStored) {
    Chapter session = chapter("Table ronde", 0, 1000);
    session.id = "cha_1";
    session.kind = ChapterKind::session;
    session.session = add_session(event_, "Table ronde");
    Chapter first = chapter("Première", 0, 400);
    first.id = "cha_2";
    first.credits = {credit(add_person("Ada Faure"), "Mme Faure"), credit("", "")};
    Chapter second = chapter("Seconde", 400, 1000);
    second.id = "cha_3";
    second.children = {first};
    second.children[0].start = Time(500);
    second.children[0].end = Time(600);
    second.children[0].id = "cha_4";
    session.children = {first, second};
    Chapter pause = chapter("Pause", 1000, 1000);
    pause.id = "cha_5";
    pause.kind = ChapterKind::pause;
    ASSERT_EQ(add({session, pause}, 0), 1);
    EXPECT_THAT(store().revision(recording_, 1).chapters, ElementsAre(session, pause));
}

TEST_F(Revisions, KeepsLanguagesSummariesAndAddresses) {
    Chapter one = chapter("Ouverture", 0, 1000);
    one.id = "cha_1";
    one.language = "fr";
    one.translations = {{"en", "Opening"}, {"de", "Eröffnung"}};
    one.summary = "Le maire ouvre la journée.";
    one.link = "https://exemple.test/?a=1&b=2";
    one.image = "https://exemple.test/1.jpg";
    add({one}, 0);
    EXPECT_THAT(store().revision(recording_, 1).chapters, ElementsAre(one));
    store().publish(recording_, 1);
    EXPECT_EQ(store().public_chapter("cha_1").chapter, one);
}

TEST_F(Revisions, SaysWhoMadeItAndWhen) {
    add({}, 0);
    const auto revision = store().revision(recording_, 1);
    EXPECT_EQ(revision.recording, recording_);
    EXPECT_EQ(revision.number, 1);
    EXPECT_EQ(revision.created_at, "2026-05-04T03:02:01.007Z");
    EXPECT_EQ(revision.author, "archive");
    EXPECT_EQ(revision.summary, "essai");
}

TEST_F(Revisions, GivesIdsToChaptersWithoutOne) {
    Chapter outer = chapter("Table ronde", 0, 1000);
    outer.children = {chapter("Première", 0, 400)};
    add({outer}, 0);
    const auto stored = store().revision(recording_, 1).chapters;
    EXPECT_TRUE(is_id("cha_", stored[0].id));
    EXPECT_TRUE(is_id("cha_", stored[0].children[0].id));
    EXPECT_LT(stored[0].id, stored[0].children[0].id);
}

TEST_F(Revisions, RefusesAChangeToAnOlderState) {
    add({chapter("Une", 0, 10)}, 0);
    EXPECT_EQ(error_of([&] { add({}, 0); }), ErrorCode::conflict);
    EXPECT_EQ(error_of([&] { add({}, 2); }), ErrorCode::conflict);
    EXPECT_EQ(add({}, 1), 2);
    EXPECT_EQ(store().latest_revision(recording_), 2);
}

TEST_F(Revisions, RefusesChaptersThatCannotBe) {
    const auto late = [&] { add({chapter("Trop tard", 0, 3'600'001)}, 0); };
    EXPECT_EQ(error_of(late), ErrorCode::invalid_input);
    EXPECT_EQ(store().latest_revision(recording_), 0);
}

TEST_F(Revisions, RefusesAChapterIdOfAnotherRecording) {
    Chapter mine = chapter("À moi", 0, 10);
    mine.id = "cha_mine";
    add({mine}, 0);
    const std::string other = add_recording(event_, 1);
    const auto take = [&] { store().add_revision(revision_of(other, {mine}), 0); };
    EXPECT_EQ(error_of(take), ErrorCode::invalid_input);
}

TEST_F(Revisions, RefusesPersonsAndSessionsThatAreNotThere) {
    Chapter credited = chapter("Une", 0, 10);
    credited.credits = {credit("per_0", "Personne")};
    Chapter placed = chapter("Une", 0, 10);
    placed.session = "ses_0";
    EXPECT_EQ(error_of([&] { add({credited}, 0); }), ErrorCode::not_found);
    EXPECT_EQ(error_of([&] { add({placed}, 0); }), ErrorCode::not_found);
}

TEST_F(Revisions, ListsHeadsNewestFirst) {
    add({chapter("Une", 0, 10)}, 0);
    add({}, 1);
    using chapters::Revision;
    const auto history = store().history(recording_);
    EXPECT_THAT(history, ElementsAre(Field(&Revision::number, 2), Field(&Revision::number, 1)));
    EXPECT_THAT(history[1].chapters, IsEmpty());
}

TEST_F(Revisions, SaysNotFoundForWhatIsNotThere) {
    const auto not_found = ErrorCode::not_found;
    EXPECT_EQ(error_of([&] { store().revision(recording_, 1); }), not_found);
    EXPECT_EQ(error_of([&] { store().revision("rec_0", 1); }), not_found);
    EXPECT_EQ(error_of([&] { store().history("rec_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().latest_revision("rec_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().published_revision("rec_0"); }), not_found);
    EXPECT_EQ(error_of([&] { store().add_revision(revision_of("rec_0", {}), 0); }), not_found);
    EXPECT_EQ(error_of([&] { store().publish(recording_, 1); }), not_found);
    EXPECT_EQ(error_of([&] { store().publish("rec_0", 0); }), not_found);
}

TEST_F(Revisions, CannotBeChangedEvenBySql) {
    Chapter credited = chapter("Une", 0, 10);
    credited.credits = {credit("", "Quelqu'un")};
    add({credited}, 0);
    sqlite::Connection raw(file(), sqlite::Connection::Mode::existing);
    for (const char* sql : {"UPDATE revisions SET author = 'x'", "UPDATE chapters SET title = 'x'",
                            "UPDATE credits SET name = 'x'"}) {
        EXPECT_THROW(raw.execute(sql), Error) << sql;
    }
}

TEST_F(Revisions, GivesChapterIdsOfItsOwnKind) {
    EXPECT_TRUE(is_id("cha_", store().new_chapter_id()));
    EXPECT_NE(store().new_chapter_id(), store().new_chapter_id());
}

}  // namespace
}  // namespace revivre::storage
