#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/pages/messages.hpp"

namespace revivre::server::pages {
namespace {

struct Named {
    Message message;
    std::string_view name;
};

#define MESSAGE(name, french, english) Named{Message::name, #name},
constexpr std::array kAll{
#include "server/pages/messages/all.def"
};

// "{0}{1}" of "{1} and {0}": what a wording wants filled in, in order of number.
std::string places(std::string_view wording) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i + 2 < wording.size(); ++i) {
        if (wording[i] == '{' && wording[i + 2] == '}') found.emplace_back(wording.substr(i, 3));
    }
    std::ranges::sort(found);
    std::string out;
    for (const std::string& each : found) out += each;
    return out;
}

std::string page_sources() {
    std::string all;
    const auto folder = std::filesystem::path(REVIVRE_TEST_DATA) / "../../server/pages";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp") continue;
        std::ifstream file(entry.path());
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

TEST(Messages, R62SpeakBothLanguagesCompletely) {
    for (const auto& [message, name] : kAll) {
        const std::string_view french = say(Language::french, message);
        const std::string_view english = say(Language::english, message);
        EXPECT_FALSE(french.empty()) << name;
        EXPECT_FALSE(english.empty()) << name;
        EXPECT_EQ(places(french), places(english)) << name;
    }
}

TEST(Messages, AreAllUsedByAPage) {
    const std::string sources = page_sources();
    for (const auto& [message, name] : kAll) {
        const std::string use = "Message::" + std::string(name);
        const auto ends_there = [&](std::size_t at) {
            const char next = sources[at + use.size()];
            return std::isalnum(static_cast<unsigned char>(next)) == 0 && next != '_';
        };
        std::size_t at = sources.find(use);
        while (at != std::string::npos && !ends_there(at)) at = sources.find(use, at + 1);
        EXPECT_NE(at, std::string::npos) << name << " is not used";
    }
}

TEST(Messages, FillTheirPlacesOnceAndNeverReadThemAgain) {
    EXPECT_EQ(say(Language::english, Message::status_chapter, {"{1}", "{0}"}), "Chapter: {1}, {0}");
}

TEST(Messages, CountNoneAsOneInFrenchOnly) {
    constexpr Counted kWords{Message::recording_one, Message::recording_many};
    EXPECT_EQ(say_count(Language::french, 0, kWords), "0 enregistrement");
    EXPECT_EQ(say_count(Language::french, 2, kWords), "2 enregistrements");
    EXPECT_EQ(say_count(Language::english, 0, kWords), "0 recordings");
    EXPECT_EQ(say_count(Language::english, 1, kWords), "1 recording");
}

TEST(PageLanguage, IsTheOneAskedInTheAddress) {
    EXPECT_EQ(language_for("en", "fr"), Language::english);
    EXPECT_EQ(language_for("fr", "en"), Language::french);
    EXPECT_EQ(language_for("xx", "en"), Language::english);
}

TEST(PageLanguage, IsElseTheHeaviestAccepted) {
    EXPECT_EQ(language_for("", "en-GB,en;q=0.9,fr;q=0.5"), Language::english);
    EXPECT_EQ(language_for("", "de, fr;q=0.3, en;q=0.4"), Language::english);
    EXPECT_EQ(language_for("", "EN;Q=0.4, FR-ca"), Language::french);
    EXPECT_EQ(language_for("", "en;q=0, fr;q=0.001"), Language::french);
}

TEST(PageLanguage, IsElseFrench) {
    for (const char* accepted : {"", "de", "*", ",,;", "en;q=0", "en;q=x", ";q=1,"}) {
        EXPECT_EQ(language_for("", accepted), Language::french) << accepted;
    }
}

}  // namespace
}  // namespace revivre::server::pages
