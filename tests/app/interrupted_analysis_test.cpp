// An analysis that is ended half-way goes on where it stopped, and nobody sees that it was.

#include <algorithm>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>

#include "tests/app/program.hpp"
#include "tests/app/talk.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Kind, times and text of all that was found.
std::vector<std::string> sightings(const Program& program, const std::string& recording) {
    std::vector<std::string> all;
    const json shown = program.run({"--json", "show", recording}).json();
    for (const json& each : shown["evidence"]) {
        all.push_back(each["kind"].get<std::string>() + " " + each["start_ms"].dump() + "-" +
                      each.value("end_ms", json()).dump() + " " + each["text"].dump());
    }
    std::ranges::sort(all);
    return all;
}

std::vector<std::string> missing_in(const std::vector<std::string>& some,
                                    const std::vector<std::string>& all) {
    std::vector<std::string> missing;
    std::ranges::set_difference(all, some, std::back_inserter(missing));
    return missing;
}

std::vector<std::pair<std::string, std::uintmax_t>> files_in(const fs::path& folder) {
    std::vector<std::pair<std::string, std::uintmax_t>> all;
    for (const auto& each : fs::directory_iterator(folder))
        all.emplace_back(each.path().filename().string(), each.file_size());
    std::ranges::sort(all);
    return all;
}

// What is derived from an analysis that has not ended.
bool unfinished_has(const fs::path& library, const std::string& name) {
    std::error_code ignored;
    for (const auto& each : fs::directory_iterator(library / "derived", ignored)) {
        if (each.path().extension() == ".part" && fs::exists(each.path() / name)) return true;
    }
    return false;
}

struct Interruption {
    const char* name;
    int signal;
    std::vector<std::string> options;
};

class InterruptedAnalysis : public TalkTest, public testing::WithParamInterface<Interruption> {
  protected:
    // The second sheet of the storyboard is written when 500 s were seen; the place to go on from
    // that came with the first one is kept by then.
    int status_when_ended_half_way() {
        const pid_t process = program_.start(words(media("long.mkv"), GetParam().options));
        int status = 0;
        while (!unfinished_has(program_.folder() / "library", "storyboard-002.jpg")) {
            if (waitpid(process, &status, WNOHANG) != 0) return status;
        }
        ::kill(process, GetParam().signal);
        waitpid(process, &status, 0);
        return status;
    }
};

TEST_P(InterruptedAnalysis, GoesOnAndFindsWhatAnUninterruptedOneFinds) {
    const int status = status_when_ended_half_way();
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 130);
    const Finished resumed = index(media("long.mkv"), GetParam().options);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;

    const Program other;
    const Finished whole = other.run(words(media("long.mkv"), GetParam().options));
    const auto decoded = [](const Finished& run) {
        return result(run)["recordings"][0]["pictures"]["decoded"].get<int>();
    };
    EXPECT_LT(decoded(resumed), decoded(whole) * 3 / 4);
    const auto found = sightings(program_, recording());
    const auto due = sightings(other, recording(other));
    EXPECT_THAT(missing_in(found, due), testing::IsEmpty());
    EXPECT_THAT(missing_in(due, found), testing::IsEmpty());
    // A card that was shown before the break already has a still of its own behind it.
    EXPECT_THAT(
        files_in(program_.folder() / "library" / "derived" / recording()),
        testing::IsSupersetOf(files_in(other.folder() / "library" / "derived" / recording(other))));
    EXPECT_EQ(program_.run({"check"}).exit_code, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Signals, InterruptedAnalysis,
    testing::Values(Interruption{"Interrupted", SIGINT, {}}, Interruption{"Killed", SIGKILL, {}},
                    Interruption{"KilledAmongAllPictures", SIGKILL, {"--exhaustive"}}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace revivre::app
