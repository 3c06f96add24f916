#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "tests/chapters/id3v2_samples.hpp"

namespace revivre::chapters {
namespace {

using namespace std::string_literals;
using samples::chap;
using samples::ctoc;
using samples::frame;
using samples::tag;
using samples::text;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

// Two frames of 32 kbit/s at 44.1 kHz, MPEG 1 Layer III: 144 x 32,000 / 44,100 bytes each.
const std::string kFrame = "\xFF\xFB\x10\xC4" + std::string(100, '\x55');
const std::string kSound = kFrame + kFrame;

Document two_chapters() {
    Chapter first;
    first.title = "Été";
    first.end = Time(9'600);
    first.link = "https://exemple.test/é";
    Chapter second;
    second.title = "Fin";
    second.start = Time(9'600);
    second.end = Time(10'000);
    return {.chapters = {first, second}};
}

std::string written(const std::string& media, const Document& document) {
    MemorySource source(media);
    MemorySink sink;
    write_chapters(*container_named("mp3"), source, document, sink);
    return sink.bytes();
}

ReadResult read(const std::string& media) {
    MemorySource source(media);
    return container_named("mp3")->read(source);
}

TEST(Mp3Writer, GivesATagOf23ToAFileWithout) {
    const std::string out = written(kSound, two_chapters());
    EXPECT_THAT(out, StartsWith("ID3\3\0\0"s));
    EXPECT_TRUE(out.ends_with(kSound));
    EXPECT_THAT(read(out).document.chapters, SizeIs(2));
}

TEST(Mp3Writer, LeavesAFileWithoutTagAloneWhenThereIsNothingToWrite) {
    EXPECT_EQ(written(kSound, {}), kSound);
}

TEST(Mp3Writer, KeepsTheVersionAndTheOtherFrames) {
    const std::string picture = frame("APIC", "\0image/png\0\3\0\x89PNG"s);
    for (const int version : {3, 4}) {
        const std::string out =
            written(tag(version, text("TPE1", "Maëlys") + chap("x", 0, 1, "Vieux") +
                                     ctoc("toc", 3, {"x"}) + picture + std::string(50, '\0')) +
                        kSound,
                    two_chapters());
        EXPECT_EQ(out[3], static_cast<char>(version));
        EXPECT_THAT(out, HasSubstr(text("TPE1", "Maëlys") + picture + "CTOC"));
        EXPECT_THAT(out, Not(HasSubstr("Vieux")));
        EXPECT_TRUE(out.ends_with(std::string(50, '\0') + kSound));
    }
}

TEST(Mp3Writer, WritesTitlesInWhatEachVersionKnows) {
    EXPECT_THAT(written(tag(3, "") + kSound, two_chapters()),
                HasSubstr("TIT2\0\0\0\t\0\0\1\xFF\xFE\xC9\0t\0\xE9\0"s));
    EXPECT_THAT(written(tag(4, "") + kSound, two_chapters()),
                HasSubstr("TIT2\0\0\0\6\0\0\3\xC3\x89t\xC3\xA9"s));
}

TEST(Mp3Writer, WritesAddressesInAsciiAndSaysSo) {
    MemorySource source(kSound);
    MemorySink sink;
    const auto losses = write_chapters(*container_named("mp3"), source, two_chapters(), sink);
    EXPECT_THAT(sink.bytes(), HasSubstr("https://exemple.test/%C3%A9"));
    ASSERT_THAT(losses, SizeIs(1));
    EXPECT_EQ(losses[0].kind, LossKind::characters);
}

TEST(Mp3Writer, BringsWrongSizesOf24IntoOrder) {
    const std::string body(300, 'y');
    const std::string out =
        written(tag(4, frame("PRIV", body) + text("TPE1", "x")) + kSound, two_chapters());
    EXPECT_THAT(out, HasSubstr("PRIV" + samples::seven_bits(300) + "\0\0"s + body + "TPE1"));
}

TEST(Mp3Writer, WritesTagsWithoutUnsynchronisation) {
    const std::string out23 =
        written(tag(3, frame("PRIV", "x\xFF"s) + "\0"s, 0x80) + kSound, two_chapters());
    EXPECT_EQ(out23[5], '\0');
    EXPECT_THAT(out23, HasSubstr(frame("PRIV", "x\xFF")));
    const std::string out24 =
        written(tag(4, frame("PRIV", "x\xFF\0"s), 0x80) + kSound, two_chapters());
    EXPECT_EQ(out24[5], '\0');
    EXPECT_THAT(out24, HasSubstr(frame("PRIV", "x\xFF\0"s, 0x02)));
}

TEST(Mp3Writer, LeavesPicturesToChaptersThatKeepStartAndTitle) {
    const std::string picture = frame("APIC", "\0image/png\0\3\0\x89PNG"s);
    const auto pictured = [&](std::uint32_t start) {
        return tag(3, frame("CHAP", samples::chap_body("z", start, start + 1,
                                                       picture + text("TIT2", "Fin")))) +
               kSound;
    };
    EXPECT_THAT(written(pictured(9'600), two_chapters()), HasSubstr(text("TIT2", "Fin") + picture));
    EXPECT_THAT(written(pictured(9'601), two_chapters()), Not(HasSubstr("PNG")));
}

TEST(Mp3Writer, TakesOldChaptersOutOfEveryTag) {
    std::string footed = tag(4, text("TPE1", "x") + chap("a", 0, 10, "Vieux"), 0x10);
    footed += "3DI" + footed.substr(3, 7);
    const std::string out =
        written(tag(3, "") + tag(4, chap("b", 0, 10, "Vieux")) + kSound + footed, two_chapters());
    EXPECT_THAT(out, Not(HasSubstr("Vieux")));
    EXPECT_THAT(out, HasSubstr(kSound + "ID3\4\0\x10"s + samples::seven_bits(12) +
                               text("TPE1", "x") + "3DI\4\0\x10"s));
    EXPECT_THAT(read(out).document.chapters, SizeIs(2));
}

TEST(Mp3Writer, KeepsWhatCannotBeReadBehindTheFrames) {
    const std::string out =
        written(tag(3, text("TPE1", "x") + "??? rest") + kSound, two_chapters());
    EXPECT_THAT(out, HasSubstr("??? rest" + kSound));
    EXPECT_THAT(read(out).document.chapters, SizeIs(2));
}

TEST(Mp3Writer, RefusesTagsOf22TagsThatBreakOffAndOtherFiles) {
    EXPECT_THROW(written("Un texte.\n", two_chapters()), Error);
    EXPECT_THROW(written(tag(2, "TT2\0\0\2\0x"s) + kSound, two_chapters()), Error);
    EXPECT_THROW(written(tag(3, text("TPE1", "x")).substr(0, 15), two_chapters()), Error);
}

TEST(Mp3Writer, SplitsTablesOfMoreThan255) {
    Document many;
    for (int i = 0; i < 600; ++i) {
        many.chapters.emplace_back().start = Time(i);
        many.chapters.back().end = Time(i + 1);
    }
    many.chapters[7].children.assign(many.chapters.begin(), many.chapters.begin() + 300);
    const std::string out = written(kSound, many);
    const ReadResult result = read(out);
    EXPECT_EQ(result.document.chapters, many.chapters);
    EXPECT_TRUE(result.diagnostics.empty());
}

}  // namespace
}  // namespace revivre::chapters
