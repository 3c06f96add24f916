#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "tests/chapters/id3v2_samples.hpp"

namespace revivre::chapters {
namespace {

using namespace std::string_literals;
using testing::EndsWith;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string kSound = "\xFF\xF8 the sound";

std::string block(int type, const std::string& body) {
    return static_cast<char>(type) + as_big_endian(body.size(), 3) + body;
}

std::string comment(const std::string& line) {
    return std::string(4, '\0') + as_little_endian(1, 4) + as_little_endian(line.size(), 4) + line;
}

const std::string kStream = block(0, std::string(34, 's'));
const std::string kWhole = "fLaC" + kStream + block(4, comment("CHAPTER001=00:00:01.000")) +
                           block(0x81, std::string(20, '\0')) + kSound;

Document one_chapter() {
    Document document;
    document.chapters.emplace_back().title = "Un";
    return document;
}

std::string written(const std::string& media, const Document& document,
                    std::string_view container = "flac") {
    MemorySource source(media);
    MemorySink sink;
    container_named(container)->write(source, document, sink);
    return sink.bytes();
}

ReadResult read(const std::string& media, std::string_view container = "flac") {
    MemorySource source(media);
    return container_named(container)->read(source);
}

TEST(FlacReader, TakesChaptersFromTheCommentBlock) {
    EXPECT_THAT(read(kWhole).document.chapters, SizeIs(1));
    EXPECT_THAT(read(kWhole).diagnostics, IsEmpty());
}

TEST(FlacReader, PassesOverAnId3Tag) {
    const std::string media = samples::tag(3, samples::text("TPE1", "x")) + kWhole;
    EXPECT_EQ(container_of(media)->name, "flac");
    EXPECT_THAT(read(media).document.chapters, SizeIs(1));
    EXPECT_THAT(read(media, "mp3").document.chapters, SizeIs(1))
        << "where the tag hides what it is";
}

// Two tracks and the end; the second begins 588 samples behind its pause.
std::string cue_sheet_block() {
    const auto track = [](std::uint64_t offset, int number, const std::string& indices) {
        return as_big_endian(offset, 8) + static_cast<char>(number) + std::string(26, '\0') +
               static_cast<char>(indices.size() / 12) + indices;
    };
    const auto index = [](std::uint64_t offset, int number) {
        return as_big_endian(offset, 8) + static_cast<char>(number) + std::string(3, '\0');
    };
    return block(5, std::string(395, '\0') + '\3' + track(0, 1, index(0, 1)) +
                        track(441'000, 2, index(0, 0) + index(588, 1)) + track(882'000, 170, {}));
}

const std::string k44100 = block(0, std::string(10, '\0') + "\x0A\xC4\x42" + std::string(21, '\0'));

TEST(FlacReader, TakesTracksOfACueSheetBlockWhenNoCommentHasChapters) {
    const auto chapters =
        read("fLaC" + k44100 + cue_sheet_block() + block(0x81, "") + kSound).document.chapters;
    ASSERT_THAT(chapters, SizeIs(2));
    EXPECT_EQ(chapters[0].start, Time(0));
    EXPECT_EQ(chapters[1].start, Time(10'013)) << "441588 / 44100 s";
    EXPECT_THAT(chapters[1].title, IsEmpty());
    const std::string both = "fLaC" + k44100 + cue_sheet_block() +
                             block(0x84, comment("CHAPTER001=00:00:01.000")) + kSound;
    EXPECT_THAT(read(both).document.chapters, SizeIs(1));
}

TEST(FlacReader, SaysWhereTheBlocksBreakOff) {
    EXPECT_TRUE(read("fLa").refused);
    for (std::size_t size = 4; size < kWhole.size() - kSound.size(); ++size) {
        EXPECT_THAT(read(kWhole.substr(0, size)).diagnostics, SizeIs(1)) << size;
    }
}

TEST(FlacWriter, ReplacesTheCommentBlockAndNothingElse) {
    const std::string out = written(kWhole, one_chapter());
    EXPECT_THAT(out, StartsWith("fLaC" + kStream + "\4"));
    EXPECT_THAT(out, EndsWith(block(0x81, std::string(20, '\0')) + kSound));
    EXPECT_EQ(read(out).document.chapters, one_chapter().chapters);
}

TEST(FlacWriter, AddsACommentBlockBehindTheFirst) {
    const std::string out =
        written("fLaC" + block(0x80, std::string(34, 's')) + kSound, one_chapter());
    EXPECT_THAT(out, StartsWith("fLaC" + kStream + "\x84"));
    EXPECT_THAT(out, EndsWith(kSound));
    EXPECT_EQ(read(out).document.chapters, one_chapter().chapters);
}

TEST(FlacWriter, TakesCueSheetsOutForTheyAreChapters) {
    const std::string media =
        "fLaC" + k44100 + cue_sheet_block() +
        block(0x84, comment("CueSheet=FILE \"x\" WAVE\n TRACK 01 AUDIO\n  INDEX 01 00:01:00\n")) +
        kSound;
    ASSERT_THAT(read(media).document.chapters, SizeIs(1));
    EXPECT_EQ(read(written(media, one_chapter())).document.chapters, one_chapter().chapters);
    const std::string emptied = written(media, {});
    EXPECT_THAT(read(emptied).document.chapters, IsEmpty());
    EXPECT_EQ(emptied, "fLaC" + k44100 + block(0x84, std::string(8, '\0')) + kSound);
}

TEST(FlacWriter, KeepsAnId3TagBefore) {
    const std::string tag = samples::tag(3, samples::text("TPE1", "x"));
    EXPECT_EQ(written(tag + kWhole, one_chapter()), tag + written(kWhole, one_chapter()));
    EXPECT_EQ(written(tag + kWhole, one_chapter(), "mp3"), tag + written(kWhole, one_chapter()));
}

TEST(FlacWriter, RefusesWhatItWouldHarm) {
    EXPECT_THROW(written("fLaC", one_chapter()), Error);
    EXPECT_THROW(written(kWhole.substr(0, 60), one_chapter()), Error);
    EXPECT_THROW(written("fLaC" + block(0x85, "") + kSound, one_chapter()), Error);
    EXPECT_THROW(written("fLaC" + kStream + block(0x84, "\xFF\0\0\0"s) + kSound, one_chapter()),
                 Error);
}

}  // namespace
}  // namespace revivre::chapters
