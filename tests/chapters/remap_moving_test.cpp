#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/remap/moving.hpp"

namespace revivre::chapters::remap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Chapter chapter(const std::string& id, int start_s, int end_s,
                ChapterKind kind = ChapterKind::intervention) {
    Chapter made;
    made.id = "cha_" + id;
    made.kind = kind;
    made.title = "Titre de " + id;
    made.start = std::chrono::seconds(start_s);
    made.end = std::chrono::seconds(end_s);
    return made;
}

Passage passage(int start_s, int end_s, int shift_s) {
    return {.start = std::chrono::seconds(start_s),
            .end = std::chrono::seconds(end_s),
            .knots = {{Time(0), std::chrono::seconds(shift_s)}}};
}

// Thirty seconds from 100 on are gone; the edges are not quite sure.
PassageMap cut() {
    return {{passage(0, 99, 0), passage(131, 300, -30)}, std::chrono::seconds(270)};
}

TEST(RemapMoving, KeepsIdsTextsAndCreditsOfWhatIsSure) {
    Chapter old = chapter("a", 150, 200);
    old.credits.resize(1);
    old.credits[0].name = "Odile Kermarec";
    old.credits[0].status = CreditStatus::confirmed;
    old.summary = "Le port";
    old.children = {chapter("b", 160, 170, ChapterKind::section)};
    const MovedChapters list = moved({old}, cut());
    ASSERT_THAT(list.chapters, SizeIs(1));
    Chapter expected = old;
    expected.start -= Time(30'000);
    *expected.end -= Time(30'000);
    expected.children[0].start -= Time(30'000);
    *expected.children[0].end -= Time(30'000);
    EXPECT_EQ(list.chapters[0], expected);
    EXPECT_EQ(list.moved, 2);
    EXPECT_THAT(list.unsure, IsEmpty());
}

TEST(RemapMoving, SaysWhatHappenedToAChapterThatItDoesNotMove) {
    const MovedChapters list = moved(
        {chapter("ends", 50, 110), chapter("gone", 105, 125), chapter("starts", 120, 180)}, cut());
    EXPECT_THAT(list.chapters, IsEmpty());
    ASSERT_THAT(list.unsure, SizeIs(3));
    EXPECT_THAT(list.unsure[0].reason, HasSubstr("around its end was not found again"));
    EXPECT_THAT(list.unsure[1].reason, HasSubstr("it seems to be cut out"));
    EXPECT_THAT(list.unsure[2].reason, HasSubstr("around its start was not found again"));
    EXPECT_EQ(list.unsure[2].chapter.end, std::chrono::seconds(150));
    EXPECT_LE(list.unsure[2].chapter.start, std::chrono::seconds(101));
    EXPECT_EQ(list.unsure[2].chapter.id, "cha_starts");
}

TEST(RemapMoving, LetsWhatIsInsideAnUnsureChapterMoveUp) {
    Chapter session = chapter("session", 50, 110, ChapterKind::session);
    session.children = {chapter("talk", 60, 90)};
    const MovedChapters list = moved({session}, cut());
    ASSERT_THAT(list.chapters, SizeIs(1));
    EXPECT_EQ(list.chapters[0].id, "cha_talk");
    ASSERT_THAT(list.unsure, SizeIs(1));
    EXPECT_THAT(list.unsure[0].chapter.children, IsEmpty());
}

TEST(RemapMoving, MovesAChapterOverACutInsideIt) {
    const MovedChapters list = moved({chapter("long", 50, 200)}, cut());
    ASSERT_THAT(list.chapters, SizeIs(1));
    EXPECT_EQ(list.chapters[0].end, std::chrono::seconds(170));
}

TEST(RemapMoving, DoesNotTrustPassagesThatChangedPlaces) {
    const PassageMap swapped({passage(0, 100, 100), passage(100, 200, -100)},
                             std::chrono::seconds(200));
    const MovedChapters list = moved({chapter("both", 50, 150), chapter("first", 10, 90)}, swapped);
    ASSERT_THAT(list.chapters, SizeIs(1));
    EXPECT_EQ(list.chapters[0].id, "cha_first");
    EXPECT_THAT(list.unsure.at(0).reason, HasSubstr("another order"));
    const PassageMap mixed({passage(0, 100, 0), passage(100, 200, 100), passage(200, 300, -100)},
                           std::chrono::seconds(300));
    EXPECT_THAT(moved({chapter("both", 50, 150)}, mixed).unsure.at(0).reason,
                HasSubstr("other passages"));
}

TEST(RemapMoving, MovesNothingWhenNothingWasFound) {
    const MovedChapters list =
        moved({chapter("a", 0, 10), chapter("b", 10, 20)}, PassageMap({}, Time(5'000)));
    EXPECT_EQ(list.moved, 0);
    ASSERT_THAT(list.unsure, SizeIs(2));
    EXPECT_THAT(list.unsure[0].reason, HasSubstr("nothing of the old recording"));
}

TEST(RemapMoving, LeavesOutCuesThatAreNotFoundWhole) {
    TextTrack track{.language = "fr"};
    for (const int start_s : {10, 97, 110, 140})
        track.cues.push_back({.start = std::chrono::seconds(start_s),
                              .end = std::chrono::seconds(start_s + 4),
                              .text = "mots"});
    track.cues.push_back(
        {.start = std::chrono::seconds(90), .end = std::chrono::seconds(140), .text = "trop"});
    const MovedTrack words = moved(track, cut());
    ASSERT_THAT(words.track.cues, SizeIs(2));
    EXPECT_EQ(words.track.cues[1].start, std::chrono::seconds(110));
    EXPECT_EQ(words.left_out, 3);
}

}  // namespace
}  // namespace revivre::chapters::remap
