#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/revision/difference.hpp"
#include "chapters/revision/merge.hpp"
#include "chapters/revision/outline.hpp"
#include "chapters/validate.hpp"
#include "tests/chapters/revision_trees.hpp"

namespace revivre::chapters::revision {
namespace {

using testing::IsEmpty;
using Trees = std::vector<Chapter>;
using Place = std::pair<std::string, Field>;

// Raise it after any change of the merge: 30,000 take two minutes in a debug build.
constexpr int kTrials = 500;

// What three people have: a state, and what two made of it.
struct Trial {
    explicit Trial(int seed) : generator(static_cast<std::uint32_t>(seed)) {
        base = generator.tree();
        const int most = seed % 3 == 0 ? 40 : 8;
        mine = generator.edited(base, generator.number(0, most), "mine");
        theirs = generator.edited(base, generator.number(0, most), "theirs");
    }
    TreeGenerator generator;
    Trees base, mine, theirs;
};

std::set<Place> places(const std::vector<Conflict>& conflicts) {
    std::set<Place> all;
    for (const Conflict& each : conflicts) all.insert({each.chapter, each.field});
    return all;
}

bool is_contested(const std::set<Place>& conflicts, const std::string& chapter, Field field) {
    return conflicts.contains({chapter, field}) || conflicts.contains({chapter, Field::whole});
}

std::string told(const Trees& trees) {
    std::string text;
    for (const Chapter& chapter : trees) text += "\n" + dump_json(to_json(chapter));
    return text;
}

std::string told(const Trial& trial) {
    return "base" + told(trial.base) + "\nmine" + told(trial.mine) + "\ntheirs" +
           told(trial.theirs);
}

std::set<Place> places(const std::vector<Difference>& differences) {
    std::set<Place> all;
    for (const Difference& each : differences) all.insert({each.chapter, each.field});
    return all;
}

// Whatever `who` changed alone, and nothing contests, is as `who` has it.
void expect_kept(const Trial& trial, const Trees& who, const Trees& other, const Merged& merged) {
    const auto conflicts = places(merged.conflicts);
    const auto others = places(differences(trial.base, other));
    const auto lost = places(differences(who, merged.chapters));
    for (const auto& [chapter, field] : places(differences(trial.base, who))) {
        if (chapter.empty() || is_contested(conflicts, chapter, field)) continue;
        if (others.contains({chapter, field})) continue;  // both, alike or entry by entry
        ASSERT_FALSE(lost.contains({chapter, field}))
            << chapter << " " << name_of(field) << told(trial) << "\nmerged"
            << told(merged.chapters);
    }
}

TEST(MergeProperty, GivesWhatOneMadeWhenTheOtherMadeNothing) {
    for (int seed = 0; seed < kTrials; ++seed) {
        const Trial trial(seed);
        const Merged theirs = merge(trial.base, trial.base, trial.theirs);
        ASSERT_EQ(theirs.chapters, trial.theirs) << told(trial);
        ASSERT_THAT(theirs.conflicts, IsEmpty()) << told(trial);
        const Merged mine = merge(trial.base, trial.mine, trial.base);
        ASSERT_EQ(mine.chapters, trial.mine) << told(trial);
        ASSERT_THAT(mine.conflicts, IsEmpty()) << told(trial);
        const Merged both = merge(trial.base, trial.mine, trial.mine);
        ASSERT_EQ(both.chapters, trial.mine) << told(trial);
        ASSERT_THAT(both.conflicts, IsEmpty()) << told(trial);
    }
}

TEST(MergeProperty, IsAlwaysAListThatMayBeStored) {
    for (int seed = 0; seed < kTrials; ++seed) {
        const Trial trial(seed);
        const Merged merged = merge(trial.base, trial.mine, trial.theirs);
        ASSERT_THAT(check_chapters(merged.chapters, TreeGenerator::kDuration), IsEmpty())
            << told(trial) << "\nmerged" << told(merged.chapters);
    }
}

TEST(MergeProperty, LosesNothingThatIsNotContested) {
    for (int seed = 0; seed < kTrials; ++seed) {
        const Trial trial(seed);
        const Merged merged = merge(trial.base, trial.mine, trial.theirs);
        expect_kept(trial, trial.mine, trial.theirs, merged);
        expect_kept(trial, trial.theirs, trial.mine, merged);
    }
}

TEST(MergeProperty, HoldsMineWhereverItIsContested) {
    int seen = 0;
    for (int seed = 0; seed < kTrials; ++seed) {
        const Trial trial(seed);
        const Merged merged = merge(trial.base, trial.mine, trial.theirs);
        const Outline mine(trial.mine);
        const Outline now(merged.chapters);
        for (const Conflict& each : merged.conflicts) {
            ASSERT_NE(each.mine, each.theirs) << each.chapter << name_of(each.field) << told(trial);
            if (each.field == Field::whole || each.field == Field::parent) continue;
            if (each.chapter.empty()) continue;
            ++seen;
            const Json held = value_of(now.find(each.chapter)->chapter, each.field);
            ASSERT_EQ(each.mine, held) << told(trial);
            if (each.field == Field::speakers || each.field == Field::translations) continue;
            ASSERT_EQ(held, value_of(mine.find(each.chapter)->chapter, each.field)) << told(trial);
        }
    }
    EXPECT_GT(seen, kTrials / 4);  // else the trees do not try anything
}

TEST(MergeProperty, IsTheSameFromBothSidesApartFromWhatIsContested) {
    const auto in_any_order = [](Json list) {
        if (list.is_array()) std::sort(list.begin(), list.end());
        return list;
    };
    for (int seed = 0; seed < kTrials; ++seed) {
        const Trial trial(seed);
        const Merged one = merge(trial.base, trial.mine, trial.theirs);
        const Merged other = merge(trial.base, trial.theirs, trial.mine);
        auto contested = places(one.conflicts);
        contested.merge(places(other.conflicts));
        for (const Difference& each : differences(one.chapters, other.chapters)) {
            if (each.chapter.empty() || is_contested(contested, each.chapter, each.field)) continue;
            ASSERT_EQ(in_any_order(each.before), in_any_order(each.after))
                << each.title << " " << name_of(each.field) << told(trial);
        }
    }
}

}  // namespace
}  // namespace revivre::chapters::revision
