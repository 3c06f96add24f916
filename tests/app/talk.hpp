#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace revivre::app {

/// Indexes the recordings that the build draws with tests/data/talk/make_talk.sh.
class TalkTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(talk()))
            GTEST_SKIP() << "ffmpeg and the font of fonts-dejavu-core were not found by CMake";
    }

    static std::string media(const std::string& name) { return REVIVRE_TEST_MEDIA "/" + name; }
    static std::string talk() { return media("talk.mp4"); }

    static std::vector<std::string> words(const std::string& file,
                                          const std::vector<std::string>& more = {}) {
        std::vector<std::string> all{"--json", "index", file, "--programme",
                                     sample("talk/programme.json")};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    [[nodiscard]] Finished index(const std::string& file,
                                 const std::vector<std::string>& more = {}) const {
        return program_.run(words(file, more));
    }

    /// What a run told, line by line.
    static std::vector<nlohmann::json> lines(const Finished& finished) {
        std::vector<nlohmann::json> all;
        std::size_t begin = 0;
        for (std::size_t end = finished.out.find('\n'); end != std::string::npos;
             end = finished.out.find('\n', begin)) {
            all.push_back(nlohmann::json::parse(finished.out.substr(begin, end - begin)));
            begin = end + 1;
        }
        return all;
    }

    static nlohmann::json result(const Finished& finished) {
        const auto all = lines(finished);
        return all.empty() ? nlohmann::json() : all.back();
    }

    /// The id of the only recording.
    static std::string recording(const Program& program) {
        return program.run({"--json", "list"}).json()["recordings"].at(0)["id"];
    }
    [[nodiscard]] std::string recording() const { return recording(program_); }

    [[nodiscard]] nlohmann::json shown() const {
        return program_.run({"--json", "show", recording()}).json();
    }

    Program program_;
};

}  // namespace revivre::app
