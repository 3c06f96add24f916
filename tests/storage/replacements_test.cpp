#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A public recording, and another one that replaces it, with one chapter of it moved.
class ReplacementTest : public StoreTest {
  protected:
    ReplacementTest() : event_(add_event()), old_(add_recording(event_)) {
        publish(old_, {chapter("Ouverture", 0, 10'000), chapter("Le port", 20'000, 90'000)});
        chapters::Recording made = store().recording(old_);
        made.id.clear();
        made.replaces = old_;
        new_ = store().save_recording(made);
        moved_ = store().public_revision(old_).chapters.at(1);
        moved_.start = Time(5'000);
        moved_.end = Time(75'000);
        number_ = store().add_revision(revision_of(new_, {moved_}), 0);
    }

    std::string event_;
    std::string old_;
    std::string new_;
    Chapter moved_;
    int number_ = 0;
};

TEST_F(ReplacementTest, LeavesTheOldRecordingPublicUntilTheNewOneIsPublished) {
    EXPECT_EQ(store().recording(new_).replaces, old_);
    EXPECT_EQ(store().published_revision(old_), 1);
    EXPECT_EQ(store().public_chapter(moved_.id).recording, old_);
    EXPECT_EQ(store().public_replacement(old_), std::nullopt);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(ReplacementTest, PublishesTheNewInPlaceOfTheOldWithItsChapters) {
    store().publish(new_, number_);
    EXPECT_EQ(store().published_revision(old_), 0);
    EXPECT_EQ(store().public_replacement(old_), new_);
    EXPECT_EQ(store().public_replacement(new_), std::nullopt);
    const PublishedChapter found = store().public_chapter(moved_.id);
    EXPECT_EQ(found.recording, new_);
    EXPECT_EQ(found.chapter.start, Time(5'000));
    EXPECT_THAT(this->found("port"), ElementsAre("Le port"));
    EXPECT_THAT(this->found("ouverture"), IsEmpty());
    EXPECT_THAT(store().publications(old_).at(0).summary, HasSubstr(new_));
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(ReplacementTest, TakesAReplacementBackWhenTheOldIsPublishedAgain) {
    store().publish(new_, number_);
    store().publish(old_, 1);
    EXPECT_EQ(store().published_revision(new_), 0);
    EXPECT_EQ(store().public_replacement(new_), std::nullopt);
    EXPECT_EQ(store().public_chapter(moved_.id).recording, old_);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(ReplacementTest, KnowsTheLastOfSeveralReplacements) {
    chapters::Recording third = store().recording(new_);
    third.id.clear();
    third.replaces = new_;
    const std::string last = store().save_recording(third);
    store().publish(new_, number_);
    store().publish(last, store().add_revision(revision_of(last, {moved_}), 0));
    EXPECT_EQ(store().public_replacement(old_), last);
    EXPECT_EQ(store().public_chapter(moved_.id).recording, last);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(ReplacementTest, RefusesItsChaptersToRecordingsOfNoConcern) {
    const std::string stranger = add_recording(event_);
    const auto code = error_of([&] { store().add_revision(revision_of(stranger, {moved_}), 0); });
    EXPECT_EQ(code, ErrorCode::invalid_input);
}

TEST_F(ReplacementTest, FindsTwoThatArePublicTogether) {
    store().publish(new_, number_);
    close();
    run_raw(file(), "UPDATE recordings SET published = 1 WHERE id = '" + old_ + "'");
    reopen();
    EXPECT_THAT(store().check(), testing::Contains(HasSubstr("is public beside")));
}

}  // namespace
}  // namespace revivre::storage
