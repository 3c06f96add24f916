#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Publication : public StoreTest {
  protected:
    Chapter credited(const std::string& title, int start_ms) {
        Chapter made = chapter(title, start_ms, start_ms + 10);
        made.credits = {credit(person_, "Ada Faure")};
        return made;
    }

    std::vector<std::string> interventions() {
        std::vector<std::string> titles;
        for (const auto& each : store().public_interventions(person_)) {
            titles.push_back(each.chapter.title);
        }
        return titles;
    }

    std::string event_ = add_event("Journée", "2026-03-05");
    std::string recording_ = add_recording(event_);
    std::string person_ = add_person("Ada Faure");
};

TEST_F(Publication, ShowsNothingOfADraft) {
    Chapter draft = credited("Brouillon", 0);
    draft.id = "cha_draft";
    store().add_revision(revision_of(recording_, {draft}), 0);
    EXPECT_EQ(store().published_revision(recording_), 0);
    EXPECT_THAT(store().public_events(), IsEmpty());
    EXPECT_THAT(store().public_recordings(""), IsEmpty());
    EXPECT_THAT(store().public_recordings(event_), IsEmpty());
    EXPECT_THAT(store().public_persons(), IsEmpty());
    EXPECT_THAT(interventions(), IsEmpty());
    EXPECT_THAT(found("brouillon"), IsEmpty());
    EXPECT_EQ(error_of([&] { store().public_revision(recording_); }), ErrorCode::not_found);
    EXPECT_EQ(error_of([&] { store().public_chapter("cha_draft"); }), ErrorCode::not_found);
}

TEST_F(Publication, ShowsThePublishedRevisionAndNotTheDraftAfterIt) {
    publish(recording_, {credited("Publiée", 0)});
    Chapter draft = credited("Brouillon", 0);
    draft.id = "cha_draft";
    store().add_revision(revision_of(recording_, {draft}), 1);
    EXPECT_EQ(store().published_revision(recording_), 1);
    EXPECT_EQ(store().public_revision(recording_), store().revision(recording_, 1));
    EXPECT_THAT(interventions(), ElementsAre("Publiée"));
    EXPECT_THAT(found("publiée"), ElementsAre("Publiée"));
    EXPECT_THAT(found("brouillon"), IsEmpty());
    EXPECT_EQ(error_of([&] { store().public_chapter("cha_draft"); }), ErrorCode::not_found);
}

TEST_F(Publication, ShowsEventsRecordingsAndPersonsOncePublished) {
    publish(recording_, {credited("Une", 0), credited("Deux", 10)});
    add_recording(event_, 1);
    add_person("Personne encore");
    EXPECT_THAT(store().public_events(), ElementsAre(store().event(event_)));
    EXPECT_THAT(store().public_recordings(""), ElementsAre(store().recording(recording_)));
    EXPECT_THAT(store().public_recordings(event_), ElementsAre(store().recording(recording_)));
    EXPECT_THAT(store().public_recordings("evt_0"), IsEmpty());
    EXPECT_THAT(store().public_persons(), ElementsAre(store().person(person_)));
}

TEST_F(Publication, MovesFromOneRevisionToAnotherAndBack) {
    publish(recording_, {credited("Une", 0)});
    publish(recording_, {credited("Deux", 0)});
    EXPECT_THAT(found("une"), IsEmpty());
    EXPECT_THAT(found("deux"), ElementsAre("Deux"));
    store().publish(recording_, 1);
    EXPECT_THAT(found("une"), ElementsAre("Une"));
    EXPECT_THAT(interventions(), ElementsAre("Une"));
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(Publication, WithdrawsEverythingAtOnce) {
    publish(recording_, {credited("Une", 0)});
    store().publish(recording_, 0);
    EXPECT_EQ(store().published_revision(recording_), 0);
    EXPECT_THAT(store().public_events(), IsEmpty());
    EXPECT_THAT(store().public_persons(), IsEmpty());
    EXPECT_THAT(found("une"), IsEmpty());
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(Publication, KeepsTheOldStateWhenPublishingIsRolledBack) {
    publish(recording_, {credited("Une", 0)});
    EXPECT_ANY_THROW(store().transact([&] {
        publish(recording_, {credited("Deux", 0)});
        throw std::runtime_error("stop");
    }));
    EXPECT_EQ(store().latest_revision(recording_), 1);
    EXPECT_THAT(found("une"), ElementsAre("Une"));
    EXPECT_THAT(found("deux"), IsEmpty());
}

TEST_F(Publication, FindsAChapterWithItsSurroundings) {
    Chapter outer = chapter("Table ronde", 0, 1000);
    outer.id = "cha_outer";
    outer.children = {credited("Dedans", 20)};
    outer.children[0].id = "cha_inner";
    publish(recording_, {outer});
    const auto inner = store().public_chapter("cha_inner");
    EXPECT_EQ(inner.chapter, outer.children[0]);
    EXPECT_EQ(inner.parent, "cha_outer");
    EXPECT_EQ(inner.recording, recording_);
    EXPECT_EQ(inner.event, event_);
    EXPECT_THAT(store().public_chapter("cha_outer").chapter.children, IsEmpty());
    EXPECT_EQ(store().public_chapter("cha_outer").parent, "");
}

TEST_F(Publication, OrdersInterventionsByDayPartAndStart) {
    const std::string earlier = add_event("Avant", "2025-01-01");
    publish(add_recording(event_, 1), {credited("Quatre", 0)});
    publish(recording_, {credited("Deux", 5), credited("Trois", 30)});
    publish(add_recording(earlier, 9), {credited("Un", 50)});
    EXPECT_THAT(interventions(), ElementsAre("Un", "Deux", "Trois", "Quatre"));
    EXPECT_THAT(store().public_interventions("per_0"), IsEmpty());
}

TEST_F(Publication, ListsAnInterventionOnceWhenItsPersonIsCreditedTwice) {
    Chapter twice = credited("Une", 0);
    twice.credits.push_back(credit(person_, "A. Faure"));
    publish(recording_, {twice});
    ASSERT_EQ(store().public_interventions(person_).size(), 1U);
    EXPECT_EQ(store().public_interventions(person_)[0].chapter.credits, twice.credits);
}

}  // namespace
}  // namespace revivre::storage
