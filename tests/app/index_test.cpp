#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using testing::HasSubstr;

std::vector<std::string> index_day(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{
        "index",       sample("day/morning.mp4"),    sample("day/afternoon.mp4"),
        "--programme", sample("day/programme.json"), "--analyse",
        "markers"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

nlohmann::json last_line(const Finished& finished) {
    const std::string text = finished.out.substr(0, finished.out.size() - 1);
    return nlohmann::json::parse(text.substr(text.rfind('\n') + 1));
}

TEST(Index, LinksTheSampleDayWithoutAWrongName) {
    const Program program;
    ASSERT_EQ(program.run(index_day()).exit_code, 0);
    const nlohmann::json list = program.run({"--json", "list"}).json();
    ASSERT_EQ(list["recordings"].size(), 2U);
    for (const auto& recording : list["recordings"]) {
        SCOPED_TRACE(recording["part"]);
        const std::string truth =
            sample("day-truth/" + recording["part"].get<std::string>() + ".truth.json");
        const nlohmann::json scores =
            program.run({"--json", "evaluate", "--truth", truth, recording["id"]}).json();
        EXPECT_EQ(scores["persons"]["wrong"], 0);
        EXPECT_EQ(scores["persons"]["missing"], 0);
        EXPECT_GE(scores["persons"]["right"], 3);
        EXPECT_EQ(scores["sessions"]["wrong"], 0);
        EXPECT_EQ(scores["sessions"]["missing"], 0);
        EXPECT_EQ(scores["chapters"]["expected"], scores["chapters"]["found"]);
    }
}

TEST(Index, LinksARecordingWithSessionChaptersOnly) {
    const Program program;
    const Finished indexed =
        program.run({"--json", "index", sample("sessions/morning.mkv"), "--programme",
                     sample("sessions/programme.json"), "--analyse", "markers"});
    ASSERT_EQ(indexed.exit_code, 0) << indexed.err;
    const auto recording = last_line(indexed)["recordings"][0];
    EXPECT_EQ(recording["in_sessions"], 3);
    EXPECT_EQ(recording["named"], 0);
}

TEST(Index, SaysThatASecondRunChangesNothing) {
    const Program program;
    ASSERT_EQ(program.run(index_day({"--publish"})).exit_code, 0);
    const std::string before = program.run({"--json", "list"}).out;
    const Finished again = program.run(index_day({"--publish"}));
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_EQ(again.out, "Nothing changed.\n");
    EXPECT_EQ(program.run({"--json", "list"}).out, before);
}

TEST(Index, KeepsChapterIdsWhenTheProgrammeComesLater) {
    const Program program;
    ASSERT_EQ(program
                  .run({"index", sample("day/morning.mp4"), sample("day/afternoon.mp4"),
                        "--publish", "--analyse", "markers"})
                  .exit_code,
              0);
    const auto ids = [&] {
        std::vector<std::string> all;
        const auto list = program.run({"--json", "list"}).json();
        const auto shown = program.run({"--json", "show", list["recordings"][0]["id"]}).json();
        for (const auto& chapter : shown["revision"]["chapters"]) all.push_back(chapter["id"]);
        return all;
    };
    const auto before = ids();
    ASSERT_EQ(program.run(index_day({"--publish"})).exit_code, 0);
    EXPECT_EQ(ids(), before);
}

TEST(Index, FindsAMovedFileAgain) {
    const Program program;
    const auto copy = program.folder() / "copy.mp4";
    std::filesystem::copy_file(sample("day/morning.mp4"), copy);
    ASSERT_EQ(program.run({"index", copy.string(), "--analyse", "markers"}).exit_code, 0);
    const auto moved = program.folder() / "renamed.mp4";
    std::filesystem::rename(copy, moved);
    EXPECT_THAT(program.run({"check"}).err, HasSubstr("is gone"));
    ASSERT_EQ(program.run({"index", moved.string(), "--analyse", "markers"}).exit_code, 0);
    const auto list = program.run({"--json", "list"}).json();
    ASSERT_EQ(list["recordings"].size(), 1U);
    EXPECT_EQ(list["recordings"][0]["file"], moved.string());
}

TEST(Index, RefusesAFileWhoseContentWasReplaced) {
    const Program program;
    const auto file = program.folder() / "day.mp4";
    std::filesystem::copy_file(sample("day/morning.mp4"), file);
    ASSERT_EQ(program.run({"index", file.string(), "--analyse", "markers"}).exit_code, 0);
    std::filesystem::copy_file(sample("day/afternoon.mp4"), file,
                               std::filesystem::copy_options::overwrite_existing);
    const Finished refused = program.run({"index", file.string(), "--analyse", "markers"});
    EXPECT_EQ(refused.exit_code, 5);
    EXPECT_THAT(refused.err, HasSubstr("no longer what was indexed"));
}

TEST(Index, PrefersTheListBesideTheFile) {
    const Program program;
    const auto file = program.folder() / "day.mp4";
    std::filesystem::copy_file(sample("day/morning.mp4"), file);
    static_cast<void>(program.file(
        "day.ffmeta",
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=Ouverture\n"));
    const Finished indexed =
        program.run({"--json", "index", file.string(), "--analyse", "markers"});
    ASSERT_EQ(indexed.exit_code, 0) << indexed.err;
    EXPECT_EQ(last_line(indexed)["recordings"][0]["markers"], 1);
}

TEST(Index, CopiesIntoTheLibraryWhenAsked) {
    const Program program;
    ASSERT_EQ(program.run({"index", sample("day/morning.mp4"), "--copy", "--analyse", "markers"})
                  .exit_code,
              0);
    const std::string file = program.run({"--json", "list"}).json()["recordings"][0]["file"];
    EXPECT_THAT(file, HasSubstr((program.folder() / "library" / "media").string()));
    EXPECT_EQ(std::filesystem::file_size(file),
              std::filesystem::file_size(sample("day/morning.mp4")));
}

struct BadInput {
    const char* name;
    const char* content;  // null: the file is not made
    const char* says;
};

class BadFile : public testing::TestWithParam<BadInput> {};

TEST_P(BadFile, IsRefusedInASentenceAndNothingIsRegistered) {
    const Program program;
    const BadInput& bad = GetParam();
    const std::string file = bad.content != nullptr ? program.file(bad.name, bad.content)
                                                    : (program.folder() / bad.name).string();
    const Finished refused = program.run({"index", sample("day/morning.mp4"), file});
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_THAT(refused.err, HasSubstr(bad.says));
    EXPECT_THAT(refused.err, HasSubstr(bad.name));
    EXPECT_EQ(program.run({"--json", "list"}).json()["recordings"].size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadFile,
    testing::Values(BadInput{"empty.mp4", "", "is empty"},
                    BadInput{"text.mp4", "Bonjour, ceci n'est pas un film.\n", "no recording"},
                    BadInput{"list.mp4",
                             "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n",
                             "no recording"},
                    BadInput{"missing.mp4", nullptr, "there is no"}));

TEST(Index, RefusesAFolder) {
    const Program program;
    const Finished refused = program.run({"index", program.folder().string()});
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_THAT(refused.err, HasSubstr("is a folder"));
}

TEST(Index, RefusesTheSameFileTwice) {
    const Program program;
    const Finished refused =
        program.run({"index", sample("day/morning.mp4"), sample("day/morning.mp4")});
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_THAT(refused.err, HasSubstr("given twice"));
}

TEST(Index, TellsWhichOptionIsWrong) {
    const Program program;
    EXPECT_EQ(program.run({"index"}).exit_code, 2);
    for (const char* date : {"14 mars", "2024-02-30"}) {
        const Finished wrong =
            program.run({"--json", "index", sample("day/morning.mp4"), "--date", date});
        EXPECT_EQ(wrong.exit_code, 2);
        EXPECT_THAT(wrong.err, HasSubstr("2019-03-14"));
        EXPECT_EQ(wrong.json()["exit_code"], 2);
    }
    EXPECT_EQ(
        program.run({"index", sample("day/morning.mp4"), "--part", "a", "--part", "b"}).exit_code,
        2);
}

TEST(Index, ReplacesTheProgrammeAndKeepsWhatARevisionNames) {
    const Program program;
    ASSERT_EQ(program.run(index_day({"--publish"})).exit_code, 0);
    const std::string other = program.file(
        "other.csv",
        "heure;session;intervenant;fonction\n09:00;Rencontre;Maëlys du Plessoir;Enseignante\n");
    const Finished again = program.run({"index", sample("day/morning.mp4"), "--programme", other,
                                        "--event", "Quartiers en commun", "--analyse", "markers"});
    ASSERT_EQ(again.exit_code, 0) << again.err;
    const auto event = program.run({"--json", "list"}).json()["events"][0]["id"];
    const auto sessions = program.run({"--json", "show", event}).json()["sessions"];
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_EQ(sessions[0]["title"], "Rencontre");
    EXPECT_EQ(program.run({"check"}).exit_code, 0);
}

TEST(Index, RefusesAProgrammeThatSaysNothingAndChangesNothing) {
    const Program program;
    ASSERT_EQ(program.run(index_day({"--publish"})).exit_code, 0);
    const std::string before = program.run({"--json", "list"}).out;
    for (const std::string& content :
         {std::string("{\"event\": 3"), std::string("a;b;c\nd;e\n"), std::string("\0\1\2", 3)}) {
        const std::string bad = program.file("bad.txt", content);
        const Finished refused =
            program.run({"index", sample("day/morning.mp4"), "--programme", bad, "--publish"});
        EXPECT_EQ(refused.exit_code, 4) << refused.err;
        EXPECT_EQ(program.run({"--json", "list"}).out, before);
    }
}

TEST(Index, MovesARecordingToTheEventThatIsNamed) {
    const Program program;
    ASSERT_EQ(program.run({"index", sample("day/morning.mp4"), "--analyse", "markers"}).exit_code,
              0);
    ASSERT_EQ(
        program
            .run({"index", sample("day/morning.mp4"), "--event", "Autre", "--analyse", "markers"})
            .exit_code,
        0);
    const auto list = program.run({"--json", "list"}).json();
    for (const auto& event : list["events"]) {
        if (event["id"] == list["recordings"][0]["event"]) {
            EXPECT_EQ(event["title"], "Autre");
        }
    }
}

TEST(Index, ListsWhatAProgrammeDidNotSayClearly) {
    const Program program;
    const std::string programme =
        program.file("programme.csv",
                     "heure;session;intervenant\n09:00;Ouverture;Maëlys Kerzhéro\n25:99;???;\n");
    const Finished indexed = program.run(
        {"index", sample("day/morning.mp4"), "--programme", programme, "--analyse", "markers"});
    EXPECT_EQ(indexed.exit_code, 3);
    EXPECT_THAT(indexed.err, HasSubstr("programme.csv:3"));
}

}  // namespace
}  // namespace revivre::app
