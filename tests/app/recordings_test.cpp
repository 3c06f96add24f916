#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class RecordingsElsewhere : public testing::Test {
  protected:
    [[nodiscard]] Finished add(const std::string& part, const std::string& address,
                               const std::string& duration = "1:02:03") const {
        return program_.run({"--json", "recordings", "add", "--event", "Vivre en ville", "--date",
                             "2024-03-14", "--part", part, "--duration", duration, "--address",
                             address});
    }
    [[nodiscard]] std::string added() const {
        return add("matin", "https://video.example/w/1?t={seconds}s").json()["recording"];
    }

    Program program_;
};

TEST_F(RecordingsElsewhere, AreAddedWithoutAnyFile) {
    const Finished matin = add("matin", "https://video.example/w/1?t={seconds}s");
    ASSERT_EQ(matin.exit_code, 0) << matin.err;
    EXPECT_EQ(matin.json()["duration_ms"], 3723000);
    const Finished soir = add("soir", "https://media.example/soir.mp4");
    EXPECT_EQ(soir.json()["event"], matin.json()["event"]) << "the same day";
    const auto list = program_.run({"--json", "list"}).json();
    EXPECT_EQ(list["events"].size(), 1U);
    EXPECT_EQ(list["recordings"][1]["address"], "https://media.example/soir.mp4");
    EXPECT_EQ(program_.run({"check"}).exit_code, 0) << "no file is missed";
}

TEST_F(RecordingsElsewhere, TakeAListAndArePublished) {
    const std::string id = added();
    const std::string list =
        program_.file("liste.txt", "0:00 Accueil\n1:02 Habiter la ville\n5:00 Pause\n");
    EXPECT_EQ(program_.run({"import", id, list}).exit_code, 0);
    const Finished published = program_.run({"--json", "publish", id});
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_EQ(published.json()["chapters"], 3);
    const Finished shown = program_.run({"show", id});
    EXPECT_THAT(shown.out, HasSubstr("public at https://video.example/w/1?t={seconds}s"));
}

TEST_F(RecordingsElsewhere, SayWhereAJumpLeadsSoThatAWrongPatternIsSeen) {
    const Finished set = program_.run(
        {"recordings", "set", added(), "--address", "https://other.example/v?start={seconds}"});
    EXPECT_EQ(set.exit_code, 0);
    EXPECT_THAT(set.out, HasSubstr("https://other.example/v?start=62"));
}

TEST_F(RecordingsElsewhere, RefuseAddressesWithAFaultAndSayWhatToWrite) {
    const std::string id = added();
    for (const char* address :
         {"video.example/w/1", "javascript:alert(1)", "https://a b.example/",
          "https://v.example/{seconds}/{seconds}", "https://u:p@v.example/"}) {
        const Finished set = program_.run({"recordings", "set", id, "--address", address});
        EXPECT_EQ(set.exit_code, 4) << address;
        EXPECT_THAT(set.err, HasSubstr(address));
    }
    EXPECT_THAT(program_.run({"recordings", "set", id, "--address", "ftp://v.example"}).err,
                HasSubstr("begins with https://"));
}

TEST_F(RecordingsElsewhere, RefuseWhatCannotBeMeant) {
    EXPECT_EQ(add("matin", "https://v.example/1", "12,5").exit_code, 2);
    EXPECT_EQ(add("matin", "https://v.example/1", "0").exit_code, 2);
    const std::string id = added();
    EXPECT_EQ(program_.run({"recordings", "set", id}).exit_code, 2);
    EXPECT_EQ(
        program_.run({"recordings", "set", id, "--address", "https://v.example/", "--no-address"})
            .exit_code,
        2);
    const Finished again = add("Matin", "https://v.example/2");
    EXPECT_EQ(again.exit_code, 5);
    EXPECT_THAT(again.err, HasSubstr("recordings set " + id));
    const Finished nowhere = program_.run({"recordings", "set", id, "--no-address"});
    EXPECT_EQ(nowhere.exit_code, 5);
    EXPECT_THAT(nowhere.err, HasSubstr("no file here"));
    EXPECT_EQ(program_.run({"export", id, "--into", "copy.mp4"}).exit_code, 4);
}

TEST_F(RecordingsElsewhere, KeepTheirAddressWhenTheFileIsIndexedAgain) {
    const std::vector<std::string> index{"index", sample("day/morning.mp4"), "--analyse",
                                         "markers"};
    ASSERT_EQ(program_.run(index).exit_code, 0);
    const auto first = program_.run({"--json", "list"}).json()["recordings"][0];
    const std::string id = first["id"];
    ASSERT_EQ(
        program_.run({"recordings", "set", id, "--address", "https://media.example/matin.mp4"})
            .exit_code,
        0);
    ASSERT_EQ(program_.run(index).exit_code, 0);
    const auto kept = program_.run({"--json", "list"}).json()["recordings"][0];
    EXPECT_EQ(kept["address"], "https://media.example/matin.mp4");
    EXPECT_EQ(kept["file"], first["file"]);
    const Finished back = program_.run({"recordings", "set", id, "--no-address"});
    EXPECT_EQ(back.exit_code, 0);
    EXPECT_THAT(back.out, HasSubstr("served here"));
    EXPECT_THAT(back.out, Not(HasSubstr("how it was")));
}

}  // namespace
}  // namespace revivre::app
