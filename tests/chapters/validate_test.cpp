#include "chapters/validate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace revivre::chapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Chapter chapter(const std::string& title, int start_ms, int end_ms) {
    Chapter made;
    made.title = title;
    made.start = Time(start_ms);
    made.end = Time(end_ms);
    return made;
}

std::vector<std::string> faults(const std::vector<Chapter>& all) {
    return check_chapters(all, Time(1000));
}

TEST(CheckChapters, FindsNothingWrongInANestedList) {
    Chapter outer = chapter("Table ronde", 0, 500);
    outer.children = {chapter("Une", 0, 500), chapter("Deux", 0, 200), chapter("Trois", 500, 500)};
    EXPECT_THAT(faults({outer, chapter("Pause", 400, 1000)}), IsEmpty());
    EXPECT_THAT(faults({}), IsEmpty());
}

TEST(CheckChapters, NamesTheChapterAndItsPlace) {
    Chapter open = chapter("Ouverture", 61'000, 0);
    open.end.reset();
    EXPECT_THAT(check_chapters({open}, Time(100'000)),
                ElementsAre("the chapter 'Ouverture' at 1:01 has no end"));
}

TEST(CheckChapters, FindsTimesThatCannotBe) {
    EXPECT_THAT(faults({chapter("Une", 10, 9)}), ElementsAre(HasSubstr("ends before it starts")));
    EXPECT_THAT(faults({chapter("Une", -1, 9)}),
                ElementsAre(HasSubstr("starts before the recording")));
    EXPECT_THAT(faults({chapter("Une", 0, 1001)}), ElementsAre(HasSubstr("after the recording")));
}

TEST(CheckChapters, WantsTheEarlierFirstThenTheLonger) {
    EXPECT_THAT(faults({chapter("Deux", 5, 6), chapter("Une", 0, 5)}),
                ElementsAre(HasSubstr("comes after 'Deux'")));
    EXPECT_THAT(faults({chapter("Courte", 0, 5), chapter("Longue", 0, 6)}),
                ElementsAre(HasSubstr("comes after 'Courte'")));
}

TEST(CheckChapters, WantsChildrenInsideTheirParent) {
    Chapter outer = chapter("Table ronde", 10, 20);
    outer.children = {chapter("Avant", 9, 20), chapter("Après", 15, 21)};
    EXPECT_THAT(faults({outer}), ElementsAre(HasSubstr("'Avant'"), HasSubstr("'Après'")));
}

TEST(CheckChapters, WantsEachIdOnceAtAllLevels) {
    Chapter outer = chapter("Table ronde", 0, 20);
    outer.id = "cha_1";
    outer.children = {chapter("Dedans", 0, 20)};
    outer.children[0].id = "cha_1";
    EXPECT_THAT(faults({outer}), ElementsAre(HasSubstr("the id 'cha_1'")));
}

TEST(CheckChapters, WantsTitles) {
    EXPECT_THAT(faults({chapter(" ", 0, 1)}), ElementsAre(HasSubstr("has no title")));
}

TEST(CheckChapters, RefusesMoreThanAListMayHold) {
    const std::vector<Chapter> many(kChapterLimit + 1, chapter("Une", 0, 1));
    EXPECT_THAT(faults(many), ElementsAre(HasSubstr("more than 10000 chapters")));
}

TEST(CheckChapters, RefusesMoreLevelsThanWeRead) {
    Chapter nested = chapter("Le plus profond", 0, 1);
    for (int i = 0; i < 1000; ++i) {
        Chapter outer = chapter("Autour", 0, 1);
        outer.children.push_back(std::move(nested));
        nested = std::move(outer);
    }
    EXPECT_THAT(faults({nested}), ElementsAre(HasSubstr("below level 16")));
}

TEST(CheckChapters, StopsAfterAHundredSentences) {
    const std::vector<Chapter> bad(500, chapter("", 0, 1));
    EXPECT_EQ(faults(bad).size(), 100U);
}

TEST(CheckChapters, CutsLongTitlesBetweenCharacters) {
    std::string title = "x";
    for (int i = 0; i < 100; ++i) title += "é";
    std::string shown = "'x";
    for (int i = 0; i < 39; ++i) shown += "é";
    EXPECT_THAT(faults({chapter(title, 10, 9)}), ElementsAre(HasSubstr(shown + "'")));
}

TEST(SortChapters, PutsTheEarlierThenTheLongerFirstAtEveryLevel) {
    Chapter outer = chapter("Dehors", 0, 50);
    outer.children = {chapter("b", 5, 6), chapter("a", 5, 9)};
    std::vector<Chapter> all{chapter("Fin", 40, 50), chapter("Courte", 0, 40), outer};
    sort_chapters(all);
    EXPECT_THAT(faults(all), IsEmpty());
    EXPECT_EQ(all[0].title, "Dehors");
    EXPECT_EQ(all[0].children[0].title, "a");
    EXPECT_EQ(all[2].title, "Fin");
}

TEST(SortChapters, KeepsTheOrderOfChaptersThatAreEqual) {
    std::vector<Chapter> all{chapter("b", 0, 1), chapter("a", 0, 1)};
    sort_chapters(all);
    EXPECT_EQ(all[0].title, "b");
}

}  // namespace
}  // namespace revivre::chapters
