// Work on drafts over the API: nothing is lost, nothing half done, nothing shown before it is
// published.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/server/studio_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

class DraftsTest : public StudioServer {
  protected:
    [[nodiscard]] Json draft() const {
        return chapters::parse_json(get(of_draft("/draft"), as("editor")).body);
    }
    [[nodiscard]] WireAnswer post(const std::string& what, const std::string& tag,
                                  const std::string& content = "{}",
                                  const std::string& role = "editor") const {
        return send("POST " + of_draft(what), as(role) + kJson + "If-Match: " + tag + "\r\n",
                    content);
    }
};

TEST_F(DraftsTest, EachSaveIsARevisionAndGivesItsTag) {
    const WireAnswer first = save("One", 0);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.field("ETag"), "\"r1\"");
    EXPECT_EQ(save("Two", 1).field("ETag"), "\"r2\"");
    EXPECT_EQ(draft()["chapters"][0]["title"], "Two");
    EXPECT_EQ(save("Two", 2).field("ETag"), "\"r2\"") << "the same is no revision";
}

TEST_F(DraftsTest, NothingIsSavedOnWhatIsNoLongerTheLatest) {
    ASSERT_EQ(save("One", 0).status, 200);
    const WireAnswer stale = save("Late", 0);
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(chapters::parse_json(stale.body)["revision"], 1);
    EXPECT_EQ(
        send("PUT " + of_draft("/chapters"), as("editor") + kJson, R"({"chapters":[]})").status,
        428);
    EXPECT_EQ(draft()["chapters"][0]["title"], "One");
}

TEST_F(DraftsTest, UndoAndRedoGoBackAsFarAsOneWent) {
    for (int number = 0; number < 5; ++number) {
        ASSERT_EQ(save("Title " + std::to_string(number), number).status, 200);
    }
    int latest = 5;
    const auto tag = [&] { return "\"r" + std::to_string(latest) + "\""; };
    for (int number = 3; number >= 0; --number, ++latest) {
        ASSERT_EQ(post("/undo", tag()).status, 200);
        ASSERT_EQ(draft()["chapters"][0]["title"], "Title " + std::to_string(number));
    }
    for (int number = 1; number <= 4; ++number, ++latest) {
        ASSERT_EQ(post("/redo", tag()).status, 200);
        ASSERT_EQ(draft()["chapters"][0]["title"], "Title " + std::to_string(number));
    }
    EXPECT_EQ(post("/redo", tag()).status, 409);
    EXPECT_EQ(draft()["undo"]["summary"], draft()["undo"]["summary"]);
    EXPECT_TRUE(draft()["redo"].is_null());
}

TEST_F(DraftsTest, UndoTakesBackOnesOwnAndKeepsWhatOthersDid) {
    ASSERT_EQ(save("Mine", 0).status, 200);
    ASSERT_EQ(save("Mine, later", 1).status, 200);
    const Json theirs{{"summary", "what it is about"}};
    ASSERT_EQ(send("PATCH /api/v1/chapters/cha_one",
                   as("archivist") + kJson + "If-Match: \"r2\"\r\n", chapters::dump_json(theirs))
                  .status,
              200);
    ASSERT_EQ(post("/undo", "\"r3\"").status, 200);
    EXPECT_EQ(draft()["chapters"][0]["title"], "Mine");
    EXPECT_EQ(draft()["chapters"][0]["summary"], "what it is about");
    EXPECT_EQ(post("/undo", "\"r4\"", "{}", "admin").status, 409) << "nothing of theirs";
}

TEST_F(DraftsTest, AMergeTellsWhatBothChanged) {
    ASSERT_EQ(save("Base", 0).status, 200);
    ASSERT_EQ(save("Theirs", 1, "archivist").status, 200);
    Json mine = chapters::parse_json(get(of_draft("/revisions/1"), as("editor")).body);
    mine = mine["revision"]["chapters"];
    mine[0]["title"] = "Mine";
    mine[0]["end_ms"] = 900;
    const WireAnswer answer = send("POST " + of_draft("/merge"), as("editor") + kJson,
                                   chapters::dump_json({{"base", 1}, {"chapters", mine}}));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json merged = chapters::parse_json(answer.body);
    EXPECT_EQ(merged["revision"], 2);
    ASSERT_EQ(merged["conflicts"].size(), 1);
    EXPECT_EQ(merged["conflicts"][0]["field"], "title");
    EXPECT_EQ(merged["conflicts"][0]["theirs"], "Theirs");
    EXPECT_EQ(merged["chapters"][0]["title"], "Mine");
    EXPECT_EQ(merged["chapters"][0]["end_ms"], 900);
    EXPECT_EQ(draft()["revision"], 2) << "it keeps nothing";
}

TEST_F(DraftsTest, HistoryTellsWhoDidWhatAndRestoreMakesANewRevision) {
    ASSERT_EQ(save("One", 0).status, 200);
    ASSERT_EQ(save("Two", 1, "archivist").status, 200);
    const Json history = chapters::parse_json(get(of_draft("/revisions"), as("editor")).body);
    ASSERT_EQ(history["revisions"].size(), 2);
    EXPECT_EQ(history["revisions"][0]["author"], "archivist");
    EXPECT_EQ(history["revisions"][1]["author"], "editor");
    const Json difference =
        chapters::parse_json(get(of_draft("/revisions/2/difference"), as("editor")).body);
    ASSERT_EQ(difference["changes"].size(), 1);
    EXPECT_EQ(difference["changes"][0]["before"], "One");
    EXPECT_EQ(difference["changes"][0]["after"], "Two");
    ASSERT_EQ(post("/restore", "\"r2\"", R"({"revision":1})").status, 200);
    EXPECT_EQ(draft()["revision"], 3);
    EXPECT_EQ(draft()["chapters"][0]["title"], "One");
    EXPECT_EQ(post("/restore", "\"r3\"", R"({"revision":9})").status, 404);
}

TEST_F(DraftsTest, TheDraftIsPublicOnlyOncePublishedAndNoLongerOnceWithdrawn) {
    ASSERT_EQ(save("Secret", 0).status, 200);
    const std::string list = of_draft("/chapters.json");
    EXPECT_EQ(get(list).status, 404);
    const auto publish = [&](const std::string& role) {
        return send("PUT " + of_draft("/publication"), as(role) + kJson + "If-Match: \"r1\"\r\n",
                    R"({"summary":"first list"})");
    };
    EXPECT_EQ(publish("editor").status, 403);
    EXPECT_EQ(publish("archivist").status, 200);
    EXPECT_NE(get(list).body.find("Secret"), std::string::npos);
    ASSERT_EQ(save("Not yet", 1).status, 200);
    EXPECT_EQ(get(list).body.find("Not yet"), std::string::npos);
    EXPECT_EQ(send("DELETE " + of_draft("/publication"), as("archivist")).status, 200);
    EXPECT_EQ(get(list).status, 404);
    const Json history = chapters::parse_json(get(of_draft("/revisions"), as("editor")).body);
    ASSERT_EQ(history["publications"].size(), 2);
    EXPECT_TRUE(history["publications"][0]["revision"].is_null());
    EXPECT_EQ(history["publications"][1]["summary"], "first list");
}

TEST_F(DraftsTest, WhatCannotBeKeptIsRefusedWithItsPlace) {
    struct Case {
        const char* content;
        const char* pointer;
    };
    const std::array cases{
        Case{R"({"chapters":[{"title":"a","start_ms":-1,"end_ms":5}]})", "/chapters/0/start_ms"},
        Case{R"({"chapters":[{"title":"a","start_ms":1e300,"end_ms":5}]})", "/chapters/0/start_ms"},
        Case{R"({"chapters":[{"title":"a","start_ms":"0"}]})", "/chapters/0/start_ms"},
        Case{R"({"chapters":[{"title":5}]})", "/chapters/0"},
        Case{R"({"chapters":[{"title":"a","kind":"poem"}]})", "/chapters/0"},
        Case{R"({"chapters":[{"title":"a","start_ms":0,"end_ms":9,"children":[5]}]})",
             "/chapters/0/children/0"},
        Case{R"({"chapters":{}})", "/chapters"},
        Case{R"([])", ""},
        Case{R"({"chapters":)", ""}};
    for (const Case& each : cases) {
        const WireAnswer answer = send("PUT " + of_draft("/chapters"),
                                       as("editor") + kJson + "If-Match: \"r0\"\r\n", each.content);
        EXPECT_EQ(answer.status, 400) << each.content;
        EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
        const Json problem = chapters::parse_json(answer.body);
        ASSERT_TRUE(problem.contains("errors")) << answer.body;
        EXPECT_EQ(problem["errors"][0]["pointer"], each.pointer) << each.content;
    }
    EXPECT_EQ(draft()["revision"], 0);
}

TEST_F(DraftsTest, HostileTextStaysText) {
    const std::string title = "<script>alert(1)</script>\" onload=\"x";
    ASSERT_EQ(save(title, 0).status, 200);
    EXPECT_EQ(draft()["chapters"][0]["title"], title);
    ASSERT_EQ(save("two\nlines\t\x01", 1).status, 200);
    EXPECT_EQ(draft()["chapters"][0]["title"], "two lines");
}

TEST_F(DraftsTest, TooMuchContentIsRefusedBeforeItIsRead) {
    const WireAnswer answer =
        send("PUT " + of_draft("/chapters"), as("editor") + kJson + "If-Match: \"r0\"\r\n",
             std::string((std::size_t{1} << 20U) + 1, ' '));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(draft()["revision"], 0);
}

// The bodies that other services choke on, where they are there.
TEST_F(DraftsTest, SharedHostileBodiesAreAnsweredAndKeepNothing) {
    const auto folder = std::filesystem::path(REVIVRE_SHARED) / "cases/bad/json";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared is not there";
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::stringstream content;
        content << file.rdbuf();
        const WireAnswer answer =
            send("PUT " + of_draft("/chapters"), as("editor") + kJson + "If-Match: \"r0\"\r\n",
                 content.str());
        EXPECT_TRUE(answer.status == 400 || answer.status == 413 || answer.status == 200)
            << entry.path() << " " << answer.status;
        EXPECT_EQ(get(of_draft("/draft"), as("editor")).status, 200) << entry.path();
        if (answer.status == 200) {
            EXPECT_EQ(draft()["revision"], 0) << entry.path();
        }
        ++count;
    }
    EXPECT_GT(count, 10);
}

class ImportsTest : public DraftsTest {
  protected:
    static constexpr const char* kRaw = "Content-Type: application/octet-stream\r\n";
    static constexpr const char* kList =
        "0:00 Début\n0:00.2 Suite\nune ligne sans heure\n0:00.4 Encore\n0:00.6 Fin\n";
};

TEST_F(ImportsTest, APreviewKeepsNothingAndSaysWhatIsWrongWhere) {
    const WireAnswer answer =
        send("POST " + of_draft("/imports/preview"), as("editor") + kRaw, kList);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json preview = chapters::parse_json(answer.body);
    EXPECT_EQ(preview["chapters"].size(), 4);
    ASSERT_EQ(preview["diagnostics"].size(), 1);
    EXPECT_EQ(preview["diagnostics"][0]["line"], 3);
    EXPECT_EQ(preview["changes"].size(), 4);
    EXPECT_EQ(draft()["revision"], 0);
}

TEST_F(ImportsTest, AnImportIsARevisionThatCanBeTakenBack) {
    ASSERT_EQ(save("Before", 0).status, 200);
    const WireAnswer answer =
        send("POST " + of_draft("/imports"), as("editor") + kRaw + "If-Match: \"r1\"\r\n", kList);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(draft()["chapters"].size(), 4);
    ASSERT_EQ(post("/undo", "\"r2\"").status, 200);
    EXPECT_EQ(draft()["chapters"][0]["title"], "Before");
    EXPECT_EQ(
        send("POST " + of_draft("/imports"), as("editor") + kRaw + "If-Match: \"r1\"\r\n", kList)
            .status,
        412);
}

TEST_F(ImportsTest, WhatIsNoListIsRefusedInWords) {
    for (const char* content : {"nothing here", "{", "\xFF\xFE\x00"}) {
        const WireAnswer answer =
            send("POST " + of_draft("/imports/preview"), as("editor") + kRaw, content);
        EXPECT_EQ(answer.status, 400) << content;
        EXPECT_FALSE(chapters::parse_json(answer.body)["detail"].get<std::string>().empty());
    }
}

}  // namespace
}  // namespace revivre::server
