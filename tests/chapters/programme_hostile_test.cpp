#include <random>
#include <string>

#include <gtest/gtest.h>

#include "chapters/programme/registry.hpp"
#include "tests/chapters/programme_outline.hpp"

namespace revivre::chapters {
namespace {

// Reading must come back; what it understood of noise does not matter.
void read_with_all(const std::string& bytes) {
    (void)read_programme(bytes);
    for (const ProgrammeReader& reader : all_programme_readers()) (void)reader.read(bytes);
}

class HostileProgramme : public testing::TestWithParam<const char*> {};

TEST_P(HostileProgramme, IsReadWhereverItIsCut) {
    const std::string bytes = tests::sample(GetParam());
    ASSERT_FALSE(bytes.empty());
    for (std::size_t length = 0; length < bytes.size(); length += 11) {
        (void)read_programme(std::string_view(bytes).substr(0, length));
    }
}

TEST_P(HostileProgramme, IsReadWithBytesChanged) {
    constexpr unsigned seed = 20260314;
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    std::string bytes = tests::sample(GetParam());
    ASSERT_FALSE(bytes.empty());
    for (int round = 0; round < 20; ++round) {
        bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        read_with_all(bytes);
    }
}

INSTANTIATE_TEST_SUITE_P(Samples, HostileProgramme,
                         testing::Values("schedule_day.txt", "schedule_markdown.md",
                                         "narrative_page.txt", "excel_french.csv",
                                         "tabs_without_header.tsv", "own_fields.json"));

TEST(ProgrammeReading, ComesBackFromRandomBytes) {
    constexpr unsigned seed = 7;
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        std::string bytes(random() % 400, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random() % 256);
        read_with_all(bytes);
    }
}

TEST(ProgrammeReading, ComesBackFromLongRepetitions) {
    for (const char* piece : {"(", "[", "{\"a\":", "\"", "«", "Mme ", "9h ", "|", "- \n", ";\"\"\"",
                              "par Mme Roy, ", "Jean Roy – ", "\n9h X, par "}) {
        std::string bytes;
        while (bytes.size() < 40'000) bytes += piece;
        SCOPED_TRACE(piece);
        read_with_all(bytes);
    }
}

TEST(ProgrammeReading, RefusesWhatIsTooLargeWithAReason) {
    const auto result = read_programme(std::string(4 * 1024 * 1024 + 1, 'a'));
    ASSERT_EQ(result.diagnostics.size(), 1U);
    EXPECT_NE(result.diagnostics[0].message.find("4194305 bytes"), std::string::npos);
    EXPECT_EQ(result.programme, Programme{});
}

TEST(ProgrammeReading, SaysThatNothingIsThere) {
    EXPECT_EQ(read_programme("").diagnostics.size(), 1U);
    EXPECT_EQ(read_programme(" \n\t\n").diagnostics.size(), 1U);
}

TEST(ProgrammeReading, ComposesLettersAndReadsWindows1252) {
    const auto composed =
        read_programme("9h00 Accueil, par Mme He\xCC\x81le\xCC\x80ne Roy\n10h Fin");
    ASSERT_EQ(composed.programme.sessions.size(), 2U);
    ASSERT_EQ(composed.programme.sessions[0].persons.size(), 1U);
    EXPECT_EQ(composed.programme.sessions[0].persons[0].name, "Hélène Roy");
    const auto latin = read_programme("9h00 Accueil, par Mme H\xE9l\xE8ne Roy\n10h Fin");
    EXPECT_EQ(latin.programme, composed.programme);
}

TEST(ProgrammeReaders, HaveNamesOfTheirOwn) {
    const auto readers = all_programme_readers();
    ASSERT_EQ(readers.size(), 3U);
    EXPECT_EQ(readers[0].name, "json");
    EXPECT_EQ(readers[1].name, "csv");
    EXPECT_EQ(readers[2].name, "text");
}

TEST(ProgrammeReaders, TellOfJsonThatBreaksOff) {
    const auto result = read_programme("{\"title\": \"A\", ");
    ASSERT_EQ(result.diagnostics.size(), 1U);
    EXPECT_NE(result.diagnostics[0].message.find("no JSON"), std::string::npos);
}

}  // namespace
}  // namespace revivre::chapters
