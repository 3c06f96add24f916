#include "chapters/revision/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "chapters/revision/merge_lists.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::revision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Trees = std::vector<Chapter>;

Chapter chapter(const std::string& id, int start_ms, int end_ms, Trees children = {}) {
    Chapter made;
    made.id = id;
    made.title = "titre " + id;
    made.start = Time(start_ms);
    made.end = Time(end_ms);
    made.children = std::move(children);
    return made;
}

Credit credit(const std::string& person, const std::string& name,
              const std::string& function = "") {
    Credit made;
    made.person = person;
    made.name = name;
    made.function = function;
    return made;
}

// "a[b c] d": ids as they nest.
std::string shape(const Trees& trees) {
    std::string text;
    for (const Chapter& each : trees) {
        if (!text.empty()) text += " ";
        text += each.id;
        if (!each.children.empty()) text += "[" + shape(each.children) + "]";
    }
    return text;
}

std::vector<std::string> told(const std::vector<Conflict>& conflicts) {
    std::vector<std::string> all;
    for (const Conflict& each : conflicts) {
        all.push_back(each.chapter + " " + std::string(name_of(each.field)) + " " +
                      dump_json(each.base) + " " + dump_json(each.mine) + " " +
                      dump_json(each.theirs));
    }
    return all;
}

std::vector<std::string> fields(const std::vector<Conflict>& conflicts) {
    std::vector<std::string> all;
    for (const Conflict& each : conflicts) {
        all.push_back(each.chapter + " " + std::string(name_of(each.field)));
    }
    return all;
}

TEST(Merge, TakesDifferentFieldsOfOneChapterFromBoth) {
    Trees base{chapter("a", 0, 50)};
    Trees mine = base;
    mine[0].title = "Accueil";
    mine[0].start = Time(5);
    Trees theirs = base;
    theirs[0].end = Time(60);
    theirs[0].summary = "Un mot";
    const Merged merged = merge(base, mine, theirs);
    EXPECT_THAT(merged.conflicts, IsEmpty());
    Chapter both = mine[0];
    both.end = Time(60);
    both.summary = "Un mot";
    EXPECT_THAT(merged.chapters, ElementsAre(both));
}

TEST(Merge, AsksWhereBothChangedTheSameFieldDifferently) {
    Trees base{chapter("a", 0, 50)};
    Trees mine = base;
    Trees theirs = base;
    mine[0].title = "Accueil";
    theirs[0].title = "Ouverture";
    mine[0].end = theirs[0].end = Time(60);
    const Merged merged = merge(base, mine, theirs);
    EXPECT_EQ(merged.chapters, mine);
    ASSERT_THAT(merged.conflicts, SizeIs(1));
    EXPECT_EQ(dump_json(to_json(merged.conflicts[0])),
              R"({"chapter":"a","title":"Accueil","field":"title","base":"titre a",)"
              R"("mine":"Accueil","theirs":"Ouverture"})");
}

TEST(Merge, KeepsWhatBothAddedAndWhatHasNoIdYet) {
    const Trees base{chapter("a", 0, 50)};
    const Trees mine{chapter("a", 0, 50, {chapter("", 10, 20)}), chapter("m", 60, 70)};
    const Trees theirs{chapter("a", 0, 50, {chapter("t", 0, 10)}), chapter("u", 55, 58)};
    const Merged merged = merge(base, mine, theirs);
    EXPECT_EQ(shape(merged.chapters), "a[t ] u m");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, RemovesWhatOneRemovedAndNobodyChanged) {
    const Trees base{chapter("a", 0, 50, {chapter("b", 0, 10)}), chapter("c", 50, 60)};
    const Merged merged = merge(base, {base[1]}, {base[0]});
    EXPECT_EQ(shape(merged.chapters), "");
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, KeepsAndAsksWhenOneRemovedWhatTheOtherChanged) {
    const Trees base{chapter("a", 0, 50), chapter("b", 50, 60)};
    Trees changed = base;
    changed[0].title = "Accueil";
    const Trees removed{base[1]};
    const Merged mine_removed = merge(base, removed, changed);
    EXPECT_EQ(mine_removed.chapters, changed);
    ASSERT_THAT(fields(mine_removed.conflicts), ElementsAre("a chapter"));
    EXPECT_EQ(mine_removed.conflicts[0].mine, nullptr);
    EXPECT_EQ(mine_removed.conflicts[0].theirs["title"], "Accueil");
    const Merged theirs_removed = merge(base, changed, removed);
    EXPECT_EQ(theirs_removed.chapters, changed);
    EXPECT_EQ(theirs_removed.conflicts[0].theirs, nullptr);
}

TEST(Merge, KeepsARemovedSessionThatTheOtherPutSomethingInto) {
    const Trees base{chapter("s", 0, 50, {chapter("a", 0, 10)})};
    const Trees theirs{chapter("s", 0, 50, {chapter("a", 0, 10), chapter("t", 10, 20)})};
    const Merged merged = merge(base, {}, theirs);
    EXPECT_EQ(shape(merged.chapters), "s[t]");
    EXPECT_THAT(fields(merged.conflicts), ElementsAre("s chapter"));
}

TEST(Merge, TakesPartsOutOfASessionThatOneDissolved) {
    const Trees base{chapter("s", 0, 50, {chapter("a", 0, 10)})};
    Trees theirs = base;
    theirs[0].children[0].title = "Accueil";
    const Merged merged = merge(base, {chapter("a", 0, 10)}, theirs);
    EXPECT_EQ(merged.chapters, theirs[0].children);
    EXPECT_THAT(merged.conflicts, IsEmpty());
}

TEST(Merge, UndoesThatTwoMovedChaptersIntoEachOther) {
    const Trees base{chapter("a", 0, 50), chapter("b", 0, 50)};
    const Trees mine{chapter("a", 0, 50, {base[1]})};
    const Trees theirs{chapter("b", 0, 50, {base[0]})};
    const Merged merged = merge(base, mine, theirs);
    EXPECT_EQ(merged.chapters, mine);
    EXPECT_THAT(told(merged.conflicts), ElementsAre("a parent null null \"b\""));
}

TEST(Merge, KeepsTimesOfOnePersonTogetherWhenTheyCross) {
    const Trees base{chapter("a", 10, 60)};
    const Merged merged = merge(base, {chapter("a", 50, 60)}, {chapter("a", 10, 40)});
    EXPECT_EQ(merged.chapters, Trees{chapter("a", 50, 60)});
    EXPECT_THAT(told(merged.conflicts), ElementsAre("a end_ms 60 60 40"));
}

TEST(Merge, KeepsPartsInsideWhatIsAroundThem) {
    const Trees base{chapter("s", 0, 60, {chapter("a", 10, 50)})};
    const Trees mine{chapter("s", 0, 60, {chapter("a", 10, 58)})};
    const Trees theirs{chapter("s", 0, 55, {chapter("a", 10, 50)})};
    const Merged merged = merge(base, mine, theirs);
    EXPECT_EQ(merged.chapters, mine);
    EXPECT_THAT(told(merged.conflicts), ElementsAre("s end_ms 60 60 55"));
    const Merged other = merge(base, theirs, mine);
    EXPECT_EQ(other.chapters, theirs);
    EXPECT_THAT(told(other.conflicts), ElementsAre("a end_ms 50 50 58"));
}

TEST(Merge, LiftsWhatTheyAddedOutOfWhatIMadeShorter) {
    const Trees base{chapter("s", 0, 60, {chapter("a", 0, 60)})};
    const Trees mine{chapter("s", 0, 60, {chapter("a", 0, 30)}), chapter("m", 30, 60)};
    const Trees theirs{chapter("s", 0, 60, {chapter("a", 0, 60, {chapter("t", 40, 50)})})};
    const Merged merged = merge(base, mine, theirs);
    EXPECT_EQ(shape(merged.chapters), "s[a t] m");
    EXPECT_THAT(told(merged.conflicts), ElementsAre("t parent null \"s\" \"a\""));
}

TEST(Merge, StaysWithinTheDepthThatMayBeStored) {
    const auto chain = [](const std::string& name, std::size_t levels, Trees inside) {
        for (std::size_t i = 0; i < levels; ++i) {
            inside = {chapter(name + std::to_string(i), 0, 50, std::move(inside))};
        }
        return inside;
    };
    const Trees base{chain("a", 9, {})[0], chain("b", 9, {})[0]};
    const Trees mine = chain("a", 9, {base[1].children[0].children[0]});
    Trees theirs = base;
    theirs[1].children[0].children[0].children = chain("t", 8, {});
    const Merged merged = merge(base, mine, theirs);
    EXPECT_THAT(check_chapters(merged.chapters, Time(50)), IsEmpty());
    EXPECT_NE(shape(merged.chapters).find("t0"), std::string::npos);
    EXPECT_FALSE(merged.conflicts.empty());
}

TEST(Merge, RefusesMoreThanMayBeStored) {
    Trees mine;
    Trees theirs;
    for (std::size_t i = 0; i <= kChapterLimit / 2; ++i) {
        mine.push_back(chapter("m" + std::to_string(i), 0, 1));
        theirs.push_back(chapter("t" + std::to_string(i), 0, 1));
    }
    EXPECT_THROW(merge({}, mine, theirs), Error);
}

TEST(Merge, TakesASummaryThatOnlyOneWroteForWhatBothAdded) {
    Trees mine{chapter("a", 0, 50)};
    Trees theirs = mine;
    theirs[0].summary = "Un mot";
    mine[0].title = "Accueil";
    const Merged merged = merge({}, mine, theirs);
    EXPECT_EQ(merged.chapters[0].summary, "Un mot");
    EXPECT_THAT(fields(merged.conflicts), ElementsAre("a title"));
}

using Credits = std::vector<Credit>;

TEST(MergeCredits, TakesEntriesAndFieldsFromBoth) {
    const Credits base{credit("per_1", "Anne Roy"), credit("", "Zoé Kerzhéro")};
    const Credits mine{credit("per_1", "Anne Roy", "maire"), credit("per_2", "Zoe Kerzhéro")};
    const Credits theirs{credit("", "Zoé Kerzhéro", "élue"), credit("per_1", "Anne Roy"),
                         credit("per_3", "Noël d'Estrévaux")};
    const auto merged = merge_credits(base, mine, theirs);
    EXPECT_FALSE(merged.contested);
    EXPECT_THAT(merged.list, ElementsAre(credit("per_2", "Zoe Kerzhéro", "élue"),
                                         credit("per_1", "Anne Roy", "maire"),
                                         credit("per_3", "Noël d'Estrévaux")));
}

TEST(MergeCredits, NeverConfirmANameForThePersonThatTheOtherChose) {
    const Credits base{credit("", "Anne Roy")};
    const Credits mine{credit("per_1", "Anne Roy")};
    Credits theirs = base;
    theirs[0].status = CreditStatus::confirmed;
    const auto merged = merge_credits(base, mine, theirs);
    EXPECT_TRUE(merged.contested);
    EXPECT_EQ(merged.list, mine);
}

TEST(MergeCredits, LeaveOutWhomIRemovedAndAskWhenTheOtherChangedThem) {
    const Credits base{credit("per_1", "Anne Roy"), credit("per_2", "Zoé Kerzhéro")};
    const Credits mine{base[1]};
    const Credits theirs{credit("per_1", "Anne Roy", "maire"), base[1]};
    EXPECT_EQ(merge_credits(base, mine, base).list, mine);
    const auto merged = merge_credits(base, mine, theirs);
    EXPECT_TRUE(merged.contested);
    EXPECT_EQ(merged.list, mine);
    EXPECT_EQ(merge_credits(base, theirs, mine).list, theirs);
}

TEST(Merge, OffersBothListsOfSpeakersWithAllThatIsNotContested) {
    Trees base{chapter("a", 0, 50)};
    base[0].credits = {credit("", "Anne Roy")};
    Trees mine = base;
    mine[0].credits = {credit("per_1", "Anne Roy")};
    Trees theirs = base;
    theirs[0].credits = {credit("per_9", "Anne Roy"), credit("per_3", "Noël d'Estrévaux")};
    const Merged merged = merge(base, mine, theirs);
    ASSERT_THAT(fields(merged.conflicts), ElementsAre("a speakers"));
    EXPECT_THAT(merged.chapters[0].credits, ElementsAre(mine[0].credits[0], theirs[0].credits[1]));
    EXPECT_EQ(merged.conflicts[0].mine[0]["person"], "per_1");
    EXPECT_EQ(merged.conflicts[0].theirs[0]["person"], "per_9");
    EXPECT_EQ(merged.conflicts[0].theirs.size(), 2U);
}

TEST(MergeTranslations, AreMergedByLanguage) {
    const std::vector<Translation> base{{"en", "Break"}};
    const auto merged =
        merge_translations(base, {{"en", "Coffee"}}, {{"de", "Pause"}, {"en", "Break"}});
    EXPECT_FALSE(merged.contested);
    EXPECT_THAT(merged.list, testing::UnorderedElementsAre(Translation{"en", "Coffee"},
                                                           Translation{"de", "Pause"}));
    EXPECT_TRUE(merge_translations(base, {{"en", "Coffee"}}, {{"en", "Rest"}}).contested);
}

}  // namespace
}  // namespace revivre::chapters::revision
