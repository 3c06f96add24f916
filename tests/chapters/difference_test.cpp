#include "chapters/revision/difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace revivre::chapters::revision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Chapter chapter(const std::string& id, const std::string& title, int start_ms, int end_ms) {
    Chapter made;
    made.id = id;
    made.title = title;
    made.start = Time(start_ms);
    made.end = Time(end_ms);
    return made;
}

Credit credit(const std::string& person, const std::string& name, const std::string& function) {
    Credit made;
    made.person = person;
    made.name = name;
    made.function = function;
    return made;
}

std::vector<Chapter> morning() {
    Chapter opening = chapter("cha_1", "Ouverture", 0, 60'000);
    opening.kind = ChapterKind::session;
    opening.children = {chapter("cha_2", "Anne Roy", 5'000, 30'000)};
    return {opening, chapter("cha_3", "Pause", 60'000, 90'000)};
}

std::vector<Difference> from_morning(const std::vector<Chapter>& after) {
    return differences(morning(), after, {{"ses_1", "Accueil"}});
}

std::string told(const std::vector<Chapter>& after) {
    return summary_of(from_morning(after));
}

TEST(Differences, AreNoneBetweenEqualTrees) {
    EXPECT_THAT(from_morning(morning()), IsEmpty());
    EXPECT_EQ(told(morning()), "no change");
}

TEST(Differences, TellEachFieldWithWhatItWasAndIs) {
    std::vector<Chapter> after = morning();
    after[0].children[0].title = "Anne Roy et la ville";
    after[0].children[0].session = "ses_1";
    after[0].children[0].end = Time(31'250);
    after[0].children[0].credits = {credit("per_1", "Anne Roy", "maire")};
    const auto found = from_morning(after);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(dump_json(to_json(found[0])),
              R"({"what":"changed","chapter":"cha_2","title":"Anne Roy et la ville",)"
              R"("field":"title","before":"Anne Roy","before_text":"Anne Roy",)"
              R"("after":"Anne Roy et la ville","after_text":"Anne Roy et la ville"})");
    EXPECT_EQ(dump_json(to_json(found[1])),
              R"({"what":"moved","chapter":"cha_2","title":"Anne Roy et la ville",)"
              R"("field":"end_ms","before":30000,"before_text":"00:00:30.000","after":31250,)"
              R"("after_text":"00:00:31.250"})");
    EXPECT_EQ(found[2].field, Field::session);
    EXPECT_EQ(found[2].before, nullptr);
    EXPECT_EQ(found[2].after_text, "Accueil");
    EXPECT_EQ(found[3].after_text, "Anne Roy, maire (proposed)");
    EXPECT_EQ(found[3].after[0]["person"], "per_1");
}

TEST(Differences, TellEveryOtherFieldByItsJsonName) {
    std::vector<Chapter> after = morning();
    after[1].kind = ChapterKind::pause;
    after[1].language = "fr";
    after[1].translations = {{"en", "Break"}, {"de", "Pause"}};
    after[1].summary = "Café";
    after[1].link = "https://exemple.test/";
    after[1].image = "https://exemple.test/a.jpg";
    std::vector<std::string> told_fields;
    for (const Difference& each : from_morning(after)) {
        told_fields.push_back(std::string(name_of(each.field)) + "=" + each.after_text);
    }
    EXPECT_THAT(told_fields,
                ElementsAre("kind=break", "language=fr", "translations=en: Break; de: Pause",
                            "summary=Café", "href=https://exemple.test/",
                            "image=https://exemple.test/a.jpg"));
}

TEST(Differences, TellWhatWasAddedRemovedAndPutElsewhere) {
    std::vector<Chapter> after{morning()[0].children[0], chapter("cha_3", "Pause", 60'000, 90'000),
                               chapter("", "Débat", 90'000, 95'500)};
    const auto found = from_morning(after);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(dump_json(to_json(found[0])),
              R"({"what":"moved","chapter":"cha_2","title":"Anne Roy","field":"parent",)"
              R"("before":"cha_1","before_text":"Ouverture","after":null,"after_text":""})");
    EXPECT_EQ(found[1].what, Change::added);
    EXPECT_EQ(found[1].after_text, "Débat, 00:01:30.000 – 00:01:35.500");
    EXPECT_EQ(found[2].what, Change::removed);
    EXPECT_EQ(found[2].title, "Ouverture");
    EXPECT_FALSE(found[2].before.contains("children"));
    EXPECT_FALSE(to_json(found[2]).contains("after"));
}

TEST(Differences, KnowChaptersWithoutIdByTheirContent) {
    const std::vector<Chapter> twice{chapter("", "Une", 0, 10), chapter("", "Une", 0, 10)};
    EXPECT_THAT(differences(twice, twice), IsEmpty());
    EXPECT_EQ(differences({twice[0]}, twice).size(), 1U);
    EXPECT_EQ(differences(twice, {}).size(), 2U);
}

TEST(RevisionSummary, NamesWhatItCan) {
    std::vector<Chapter> after = morning();
    after[1].title = "Pause café";
    EXPECT_EQ(told(after), "title of “Pause café” changed");
    after[1].summary = "Café";
    after[1].start = Time(61'000);
    EXPECT_EQ(told(after), "title, start and summary of “Pause café” changed");
    after[1].link = "https://exemple.test/";
    EXPECT_EQ(told(after), "“Pause café” changed");
}

TEST(RevisionSummary, CountsWhatItCannotName) {
    std::vector<Chapter> after = morning();
    after[0].start = Time(1'000);
    EXPECT_EQ(told(after), "start of “Ouverture” moved");
    after[0].children[0].start = Time(6'000);
    EXPECT_EQ(told(after), "2 chapters moved");
    after[1].title = "Pause café";
    after.push_back(chapter("cha_4", "Débat", 90'000, 95'000));
    EXPECT_EQ(told(after), "title of “Pause café” changed; 2 chapters moved; “Débat” added");
    EXPECT_EQ(told({}), "3 chapters removed");
}

TEST(RevisionSummary, StaysShortWhateverTheTitles) {
    std::string title;
    while (title.size() < 4'000) title += "é😀";
    std::vector<Chapter> before{chapter("cha_1", title, 0, 1), chapter("cha_2", title, 0, 1),
                                chapter("cha_3", title, 0, 1)};
    std::vector<Chapter> after{before[0], before[1], chapter("cha_4", title, 0, 1)};
    after[0].translations = {{"en", "x"}};
    after[0].language = "fr";
    after[0].session = "ses_1";
    after[1].start = Time(1);
    const std::string summary = summary_of(differences(before, after));
    EXPECT_LE(summary.size(), kSummaryLimit);
    EXPECT_EQ(dump_json(Json(summary)).find("\uFFFD"), std::string::npos) << summary;
}

}  // namespace
}  // namespace revivre::chapters::revision
