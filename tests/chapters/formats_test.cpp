#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(FormatRegistry, EveryFormatIsComplete) {
    std::vector<std::string_view> names;
    for (const Format& format : all_formats()) {
        SCOPED_TRACE(format.name);
        EXPECT_FALSE(format.extension.empty());
        EXPECT_FALSE(format.media_type.empty());
        EXPECT_FALSE(format.reference.empty());
        EXPECT_TRUE(format.read || format.write);
        names.push_back(format.name);
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(FormatRegistry, NamesTheOthersWhenItRefusesOne) {
    try {
        format_named("betamax");
        FAIL() << "no exception";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unsupported);
        EXPECT_THAT(error.what(), HasSubstr("webvtt"));
    }
}

TEST(WebVttWriter, WritesOneCueAChapterWithItsIdAndEscapesText) {
    Document document{{chapter(0ms, 61'500ms, "Q & R --> <suite>")}};
    document.chapters[0].id = "cha_1";
    document.chapters[0].children = {chapter(1s, 2s, "Dedans")};
    EXPECT_EQ(format_named("webvtt").write(document),
              "WEBVTT\n\ncha_1\n00:00:00.000 --> 00:01:01.500\nQ &amp; R --&gt; &lt;suite&gt;\n"
              "\n00:00:01.000 --> 00:00:02.000\nDedans\n");
}

TEST(FfmetadataReader, ReadsTimeBasesEscapesAndComments) {
    const ReadResult read =
        format_named("ffmetadata")
            .read(
                ";FFMETADATA1\ntitle=Jour\n# "
                "note\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=9000\ntitle=a\\=b\\;c\\\\\n"
                "[CHAPTER]\nTIMEBASE=1/"
                "44100\nSTART=441000\nEND=882000\ntitle=Deux\n[STREAM]\ntitle=no\n");
    ASSERT_THAT(read.document.chapters, SizeIs(2));
    EXPECT_EQ(read.document.chapters[0], chapter(1500ms, 9s, "a=b;c\\"));
    EXPECT_EQ(read.document.chapters[1], chapter(10s, 20s, "Deux"));
    EXPECT_THAT(read.diagnostics, IsEmpty());
}

TEST(FfmetadataReader, KeepsTheOthersWhenOneChapterIsWrong) {
    const ReadResult read = format_named("ffmetadata")
                                .read(
                                    ";FFMETADATA1\n[CHAPTER]\nSTART=x\ntitle=Un\n[CHAPTER]"
                                    "\nTIMEBASE=1/1\nSTART=5\nEND=3\ntitle=Deux\n"
                                    "[CHAPTER]\nTIMEBASE=0/0\nSTART=1000000000\ntitle=Trois\n");
    ASSERT_THAT(read.document.chapters, SizeIs(2));
    EXPECT_EQ(read.document.chapters[0], chapter(1s, std::nullopt, "Trois"));
    EXPECT_EQ(read.document.chapters[1], chapter(5s, std::nullopt, "Deux"));
    ASSERT_THAT(read.diagnostics, SizeIs(4));  // the last one: the list was not in order
    EXPECT_EQ(read.diagnostics[0].line, 2);
    EXPECT_EQ(read.diagnostics[1].line, 5);
}

TEST(FfmetadataReader, ReadsEveryPrefixOfAHostileFile) {
    const std::string text =
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=99999999999999999999\nEND=-5\ntitle=a\\";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const ReadResult read = format_named("ffmetadata").read(text.substr(0, length));
        for (const Chapter& each : read.document.chapters) EXPECT_GE(each.start, 0ms);
    }
    EXPECT_THAT(format_named("ffmetadata").read(text).document.chapters, IsEmpty());
}

TEST(JsonReader, LeavesOutWhatCannotBeAndSaysSo) {
    const ReadResult read = format_named("json").read(
        R"({"chapters":[{"start_ms":0,"title":"bon"},{"start_ms":"x"},{"start_ms":9,"end_ms":3,"title":"faux"},7]})");
    ASSERT_THAT(read.document.chapters, SizeIs(2));
    EXPECT_EQ(read.document.chapters[1].end, std::nullopt);
    EXPECT_THAT(read.diagnostics, SizeIs(3));
    EXPECT_THAT(format_named("json").read("[").diagnostics, SizeIs(1));
    EXPECT_THAT(format_named("json").read(std::string(100'000, '[')).diagnostics, SizeIs(1));
}

TEST(FormatOf, KnowsFormatsByTheirContent) {
    EXPECT_EQ(format_of(";FFMETADATA1\n")->name, "ffmetadata");
    EXPECT_EQ(format_of(R"({"chapters":[{"start_ms":1}]})")->name, "json");
    EXPECT_EQ(format_of("Bonjour"), nullptr);
}

}  // namespace
}  // namespace revivre::chapters
