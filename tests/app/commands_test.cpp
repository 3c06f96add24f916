#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using testing::HasSubstr;

class PublishedDay : public testing::Test {
  protected:
    void SetUp() override {
        const Finished indexed = program_.run(
            {"index", sample("day/morning.mp4"), sample("day/afternoon.mp4"), "--programme",
             sample("day/programme.json"), "--publish", "--analyse", "markers"});
        ASSERT_EQ(indexed.exit_code, 0) << indexed.err;
        morning_ = program_.run({"--json", "list"}).json()["recordings"][0]["id"];
    }

    Program program_;
    std::string morning_;
};

TEST_F(PublishedDay, IsShownWithItsSpeakersAndReasons) {
    const Finished shown = program_.run({"show", morning_});
    EXPECT_EQ(shown.exit_code, 0);
    EXPECT_THAT(shown.out, HasSubstr("Étienne L'Houmédec"));
    EXPECT_THAT(shown.out, HasSubstr("speaker not identified"));
    EXPECT_THAT(shown.out, HasSubstr("nobody else comes near"));
}

TEST_F(PublishedDay, ExportsJsonThatIsReadBack) {
    const std::string file = (program_.folder() / "list.json").string();
    ASSERT_EQ(program_.run({"export", morning_, "-o", file}).exit_code, 0);
    const auto read = program_.run({"chapters", "read", file}).json();
    EXPECT_EQ(read["chapters"],
              program_.run({"--json", "show", morning_}).json()["revision"]["chapters"]);
}

TEST_F(PublishedDay, ExportsWebVtt) {
    const Finished exported = program_.run({"export", morning_, "--format", "webvtt"});
    EXPECT_EQ(exported.exit_code, 0);
    EXPECT_THAT(exported.out, testing::StartsWith("WEBVTT\n\ncha_"));
    EXPECT_THAT(
        exported.out,
        HasSubstr("00:00:25.100 --> 00:00:57.800\nÉtienne L'Houmédec - Accueil et ouverture\n"));
}

TEST_F(PublishedDay, IsBackedUpAndTheBackupIsALibrary) {
    const std::string file = (program_.folder() / "restored" / "revivre.db").string();
    std::filesystem::create_directories(program_.folder() / "restored");
    ASSERT_EQ(program_.run({"backup", file}).exit_code, 0);
    EXPECT_EQ(program_.run({"backup", file}).exit_code, 5);
    const std::string restored = (program_.folder() / "restored").string();
    const bool same = program_.run({"--json", "show", morning_}).out ==
                      program_.run({"--library", restored, "--json", "show", morning_}).out;
    EXPECT_TRUE(same);
}

TEST_F(PublishedDay, GivesPeopleWithTheirFunctions) {
    const auto people = program_.run({"--json", "people"}).json()["people"];
    const auto found = std::find_if(people.begin(), people.end(), [](const auto& each) {
        return each["name"] == "Maëlys du Plessoir";
    });
    ASSERT_NE(found, people.end());
    EXPECT_EQ((*found)["announced"][0]["function"], "Enseignante");
    EXPECT_EQ((*found)["public_interventions"], 2);
    EXPECT_EQ((*found)["sort_name"], "du Plessoir, Maëlys");
}

TEST_F(PublishedDay, PublishesAgainWithoutANewRevision) {
    const auto again = program_.run({"--json", "publish", morning_}).json();
    EXPECT_EQ(again["revision"], 1);
    EXPECT_EQ(again["changed"], false);
}

TEST(Commands, SayWhatIsMissing) {
    const Program program;
    const Finished listed = program.run({"list"});
    EXPECT_EQ(listed.exit_code, 1);
    EXPECT_THAT(listed.err, HasSubstr("revivre index"));
    EXPECT_EQ(program.run({"nonsense"}).exit_code, 2);
    EXPECT_EQ(program.run({"--help"}).exit_code, 0);
}

TEST(Commands, RefuseADamagedLibraryAndLeaveItAlone) {
    const Program program;
    std::filesystem::create_directories(program.folder() / "library");
    static_cast<void>(
        program.file("library/revivre.db", "this is no database, but somebody's text"));
    const Finished refused = program.run({"list"});
    EXPECT_EQ(refused.exit_code, 6);
    std::ifstream stream(program.folder() / "library" / "revivre.db");
    std::string text;
    std::getline(stream, text);
    EXPECT_EQ(text, "this is no database, but somebody's text");
}

TEST(ChaptersRead, ReadsMediaAndFfmetadataByContent) {
    const Program program;
    const auto media = program.run({"chapters", "read", sample("day/morning.mp4")}).json();
    EXPECT_EQ(media["chapters"].size(), 5U);
    EXPECT_EQ(media["chapters"][1]["start_ms"], 25100);
    const std::string file = program.file("list.txt",
                                          "\xEF\xBB\xBF;FFMETADATA1\r\n[CHAPTER]\r\nTIMEBASE=1/"
                                          "1000\r\nSTART=0\r\nEND=5\r\ntitle=a\\=b\r\n");
    EXPECT_EQ(program.run({"chapters", "read", file}).json()["chapters"][0]["title"], "a=b");
}

TEST(Programme, IsShownBeforeItIsUsed) {
    const Program program;
    const auto read = program.run({"--json", "programme", sample("day/programme.json")}).json();
    EXPECT_EQ(read["title"], "Quartiers en commun");
    EXPECT_EQ(read["date"], "2024-03-14");
    EXPECT_GE(read["sessions"].size(), 5U);
}

TEST(Doctor, FindsTheSandboxClosed) {
    const Program program;
    const Finished examined = program.run({"--json", "doctor"});
    EXPECT_EQ(examined.exit_code, 0) << examined.out;
    EXPECT_EQ(examined.json()["healthy"], true);
}

std::string said_of_site(const Finished& examined) {
    const auto document = examined.json();
    for (const auto& finding : document["findings"]) {
        if (finding["subject"] == "site") return finding["text"];
    }
    return {};
}

TEST(Doctor, R40SaysWhatTheLawAsksOfTheSite) {
    const Program program;
    EXPECT_THAT(said_of_site(program.run({"--json", "doctor"})),
                HasSubstr("lacks: publisher, publisher-address, director, host-name, contact"));
    const std::string settings = program.file("revivre.toml",
                                              "[site]\n"
                                              "publisher = \"Val d'Orne\"\n"
                                              "publisher-address = \"1 place du Marché\"\n"
                                              "director = \"Maëlle Trévarin\"\n"
                                              "host-name = \"Hébergerie de l'Orne\"\n"
                                              "contact = \"accueil@val-d-orne.example\"\n"
                                              "accessibility-date = \"2026-11-01\"\n"
                                              "accessibility-plan = \"https://orne.example/s\"\n");
    EXPECT_EQ(said_of_site(program.run({"--config", settings, "--json", "doctor"})),
              "all that the law asks is said");
}

TEST(Settings, RefuseWhatTheSiteCannotSay) {
    const Program program;
    EXPECT_EQ(program.run({"serve", "--accessibility", "mostly"}).exit_code, 2);
    EXPECT_EQ(program.run({"serve", "--accessibility-rate", "101"}).exit_code, 2);
    EXPECT_EQ(program.run({"serve", "--content-language", "français"}).exit_code, 2);
    EXPECT_EQ(program.run({"serve", "--accessibility-plan", "javascript:x"}).exit_code, 2);
    const std::string mistyped = program.file("revivre.toml", "[site]\npublischer = \"x\"\n");
    EXPECT_EQ(program.run({"--config", mistyped, "doctor"}).exit_code, 2);
}

}  // namespace
}  // namespace revivre::app
