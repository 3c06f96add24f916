// Chapter files through the program: read, convert, import, export, as people do it.

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTree =
    R"({"title":"Matin","chapters":[{"kind":"session","title":"Ouverture","start_ms":0,"end_ms":60000,
"speakers":[],"children":[{"kind":"intervention","title":"Accueil","start_ms":1500,"end_ms":30000,
"speakers":[{"name":"Maëlys Kerzhéro","function":"Maire","status":"confirmed"}]}]}]})";

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

class IndexedDay : public testing::Test {
  protected:
    void SetUp() override {
        const Finished indexed = program_.run(
            {"index", sample("day/morning.mp4"), sample("day/afternoon.mp4"), "--programme",
             sample("day/programme.json"), "--publish", "--analyse", "markers"});
        ASSERT_EQ(indexed.exit_code, 0) << indexed.err;
        const auto list = program_.run({"--json", "list"}).json();
        morning_ = list["recordings"][0]["id"];
        event_ = list["events"][0]["id"];
    }

    nlohmann::json chapters_of(const std::string& recording) {
        return program_.run({"--json", "show", recording}).json()["revision"]["chapters"];
    }

    Program program_;
    std::string morning_;
    std::string event_;
};

TEST(ChaptersConvert, WritesTheTargetAndNamesEveryLoss) {
    const Program program;
    const std::string list = program.file("list.json", kTree);
    const std::string target = (program.folder() / "list.vtt").string();
    const Finished done = program.run({"chapters", "convert", list, target});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_THAT(content(target), HasSubstr("00:00:01.500 --> 00:00:30.000\nAccueil\n"));
    EXPECT_THAT(done.err, HasSubstr("lost: speakers of 1 chapter"));
    EXPECT_THAT(done.err, HasSubstr("lost: kind"));
}

TEST(ChaptersConvert, GivesLossesAsJsonToPrograms) {
    const Program program;
    const std::string list = program.file("list.json", kTree);
    const auto json =
        program.run({"--json", "chapters", "convert", "--to", "ffmetadata", list}).json();
    EXPECT_EQ(json["from"], "json");
    EXPECT_THAT(json["content"].get<std::string>(), testing::StartsWith(";FFMETADATA1\n"));
    EXPECT_EQ(json["losses"][0]["what"], "nesting");
    EXPECT_EQ(json["losses"][0]["chapters"], 1);
}

TEST(ChaptersConvert, AsksForTheFormatWhenTheNameDoesNotSay) {
    const Program program;
    const std::string list = program.file("list.json", kTree);
    const Finished done = program.run({"chapters", "convert", list, "list.unknown"});
    EXPECT_EQ(done.exit_code, 2);
    EXPECT_THAT(done.err, HasSubstr("--to"));
    EXPECT_EQ(program.run({"chapters", "convert", "--to", "betamax", list}).exit_code, 4);
}

TEST(ChaptersRead, RefusesWhatIsNotOfTheFormatAndSaysWhy) {
    const Program program;
    const std::string text = program.file("a.vtt", "Bonjour\n");
    const Finished refused = program.run({"chapters", "read", "--format", "webvtt", text});
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("a.vtt"));
    const Finished container = program.run({"chapters", "read", "--format", "mp4", text});
    EXPECT_EQ(container.exit_code, 4);
    EXPECT_EQ(container.out, "");
    const Finished unseen = program.run({"chapters", "read", text});
    EXPECT_EQ(unseen.exit_code, 4);
    EXPECT_THAT(unseen.err, HasSubstr("no chapters are seen"));
}

TEST(ChaptersFormats, ListsWhatEachHoldsAndItsSpecification) {
    const Program program;
    const auto formats = program.run({"--json", "chapters", "formats"}).json()["formats"];
    EXPECT_GE(formats.size(), 30U);
    for (const auto& format : formats) {
        SCOPED_TRACE(format["name"]);
        for (const char* field : {"extension", "media_type", "holds", "reference", "title"})
            EXPECT_NE(format[field], "");
    }
    EXPECT_THAT(program.run({"chapters", "formats"}).out, HasSubstr("webvtt"));
}

TEST_F(IndexedDay, ImportsAListAsARevisionThatIsNotPublic) {
    const std::string list = program_.file("list.json", kTree);
    const Finished done = program_.run({"--json", "import", morning_, list});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(done.json()["revision"], 2);
    const auto chapters = chapters_of(morning_);
    ASSERT_EQ(chapters.size(), 1U);
    EXPECT_EQ(chapters[0]["children"][0]["speakers"][0]["function"], "Maire");
    EXPECT_THAT(chapters[0]["id"].get<std::string>(), testing::StartsWith("cha_"));
    const auto shown = program_.run({"--json", "show", morning_}).json();
    EXPECT_EQ(shown["published_revision"], 1);
    EXPECT_EQ(program_.run({"--json", "publish", morning_}).json()["revision"], 2);
}

TEST_F(IndexedDay, ImportsItsOwnExportWithoutANewRevision) {
    const std::string file = (program_.folder() / "list.json").string();
    ASSERT_EQ(program_.run({"export", morning_, "-o", file}).exit_code, 0);
    const auto again = program_.run({"--json", "import", morning_, file}).json();
    EXPECT_EQ(again["changed"], false);
    EXPECT_EQ(again["revision"], 1);
}

TEST_F(IndexedDay, KeepsTheIdsOfAListThatCameBackChanged) {
    const auto before = chapters_of(morning_);
    auto list = nlohmann::json{{"chapters", before}};
    list["chapters"][1]["title"] = "Un autre titre";
    list["chapters"][2]["id"] = "cha_unknown";
    const std::string file = program_.file("list.json", list.dump());
    ASSERT_EQ(program_.run({"import", morning_, file}).exit_code, 0);
    const auto after = chapters_of(morning_);
    EXPECT_EQ(after[1]["id"], before[1]["id"]);
    EXPECT_EQ(after[1]["title"], "Un autre titre");
    EXPECT_NE(after[2]["id"], "cha_unknown");
}

TEST_F(IndexedDay, SaysWhatAnImportHadToChange) {
    const std::string list = program_.file(
        "list.ffmeta",
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=2\ntitle=\n[CHAPTER]\nTIMEBASE=1/"
        "1\nSTART=5000\ntitle=Trop tard\n");
    const Finished done = program_.run({"import", morning_, list});
    EXPECT_EQ(done.exit_code, 3);
    EXPECT_THAT(done.err, HasSubstr("left out: 1 chapter after the end"));
    EXPECT_THAT(done.err, HasSubstr("missing titles of 1 chapter"));
}

TEST_F(IndexedDay, TakesSpeakersFromTitlesWhereAListHasNoOtherPlaceForThem) {
    const std::string text = "0:00 Accueil\n0:09 - Camille Aubrac, maire - La place du marché\n";
    const std::string list = program_.file("list.txt", text);
    const Finished done = program_.run({"import", morning_, list, "--format", "description"});
    EXPECT_EQ(done.exit_code, 3) << done.err;
    EXPECT_THAT(done.err, HasSubstr("speakers of 1 chapter: taken from their titles"));
    const auto chapter = chapters_of(morning_)[1];
    EXPECT_EQ(chapter["title"], "La place du marché");
    EXPECT_EQ(chapter["kind"], "intervention");
    EXPECT_EQ(chapter["speakers"][0]["name"], "Camille Aubrac");
    EXPECT_EQ(chapter["speakers"][0]["status"], "proposed");
}

TEST_F(IndexedDay, RefusesAnImportThatLeavesNothing) {
    const std::string list =
        program_.file("list.json", R"({"chapters":[{"start_ms":9000000,"title":"Tard"}]})");
    const Finished done = program_.run({"import", morning_, list});
    EXPECT_EQ(done.exit_code, 4);
    EXPECT_THAT(done.err, HasSubstr("no chapter within"));
    EXPECT_EQ(chapters_of(morning_).size(), 5U);
}

TEST_F(IndexedDay, NamesNobodyInAnExportWhomNobodyConfirmed) {
    auto list = nlohmann::json::parse(kTree);
    list["chapters"][0]["children"][0]["speakers"][0]["status"] = "proposed";
    const std::string file = program_.file("list.json", list.dump());
    ASSERT_EQ(program_.run({"import", morning_, file}).exit_code, 0);
    ASSERT_EQ(program_.run({"publish", morning_}).exit_code, 0);
    const Finished exported = program_.run({"export", morning_, "--format", "webvtt-transcript"});
    EXPECT_THAT(exported.out, Not(HasSubstr("Kerzhéro")));
    EXPECT_THAT(exported.err, HasSubstr("names that nobody confirmed, in 1 chapter"));
}

TEST_F(IndexedDay, LinksConfirmedNamesOfAnImportToThePersonWhoHasThemOrMakesOne) {
    const std::string file = program_.file(
        "list.json",
        R"({"chapters":[{"kind":"intervention","start_ms":0,"title":"A","speakers":[{"name":"maelys DU plessoir"}]},
            {"start_ms":9000,"title":"B","speakers":[{"name":"Inconnue Totale"}]},
            {"start_ms":19000,"title":"C","speakers":[{"name":"inconnue TOTALE"}]}]})");
    const Finished done = program_.run({"import", morning_, file, "--confirm-names"});
    EXPECT_EQ(done.exit_code, 3) << done.err;
    const auto chapters = chapters_of(morning_);
    EXPECT_THAT(chapters[0]["speakers"][0]["person"].get<std::string>(),
                testing::StartsWith("per_"));
    const auto newcomer = chapters[1]["speakers"][0]["person"];
    EXPECT_THAT(newcomer.get<std::string>(), testing::StartsWith("per_"));
    EXPECT_NE(newcomer, chapters[0]["speakers"][0]["person"]);
    EXPECT_EQ(chapters[2]["speakers"][0]["person"], newcomer);
    EXPECT_EQ(chapters[1]["speakers"][0]["status"], "confirmed");
    EXPECT_EQ(chapters[1]["kind"], "intervention");
}

TEST_F(IndexedDay, ExportsIntoACopyOfTheRecordingThatIsReadBack) {
    const std::string copy = (program_.folder() / "copie.mp4").string();
    const Finished done = program_.run({"export", morning_, "--into", copy});
    ASSERT_EQ(done.exit_code, 0) << done.err;
    const auto read = program_.run({"chapters", "read", copy}).json()["chapters"];
    ASSERT_EQ(read.size(), 5U);
    EXPECT_EQ(read[1]["start_ms"], 25'100);
    EXPECT_EQ(program_.run({"export", morning_, "--into", copy}).exit_code, 5)
        << "a file that is there is not written over";
}

TEST_F(IndexedDay, ExportsAnEventAsOneManifestWithACanvasARecording) {
    const Finished done = program_.run({"export", event_, "--format", "iiif"});
    ASSERT_EQ(done.exit_code, 0) << done.err;
    const auto manifest = done.json();
    EXPECT_EQ(manifest["type"], "Manifest");
    EXPECT_EQ(manifest["items"].size(), 2U);
    EXPECT_FALSE(manifest["structures"].empty());
}

}  // namespace
}  // namespace revivre::app
