#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/ogg_pages.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

using namespace std::string_literals;
using ogg::Page;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string sample(const std::string& name) {
    std::ifstream in(std::string(REVIVRE_TEST_DATA "/containers/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Page> pages(const std::string& media) {
    MemorySource source(media);
    ogg::PageReader reader(source);
    std::vector<Page> all;
    while (auto page = reader.next()) all.push_back(*page);
    return all;
}

std::string bytes_of(const std::string& media, const Page& page) {
    return media.substr(static_cast<std::size_t>(page.offset),
                        static_cast<std::size_t>(page.end() - page.offset));
}

std::string body_of(const std::string& media, const Page& page) {
    return media.substr(static_cast<std::size_t>(page.body()),
                        static_cast<std::size_t>(page.end() - page.body()));
}

Document chapters(int count, std::size_t title_bytes) {
    Document document;
    for (int i = 0; i < count; ++i) {
        document.chapters.emplace_back().start = Time(9'600 + i);
        document.chapters.back().title = std::string(title_bytes, 'x');
    }
    return document;
}

std::string written(const std::string& media, const Document& document) {
    MemorySource source(media);
    MemorySink sink;
    container_named("ogg")->write(source, document, sink);
    return sink.bytes();
}

ReadResult read(const std::string& media) {
    MemorySource source(media);
    return container_named("ogg")->read(source);
}

class OggSample : public testing::TestWithParam<std::string> {};

TEST_P(OggSample, HasRightPagesInARowWhateverItsCommentsGrowTo) {
    const std::string media = sample(GetParam());
    for (const std::size_t title : {1U, 250U, 4'000U}) {
        const std::string out = written(media, chapters(100, title));
        std::uint32_t sequence = 0;
        for (const Page& page : pages(out)) {
            EXPECT_EQ(page.sequence, sequence++);
            EXPECT_EQ(ogg::checksum_of(bytes_of(out, page)), page.checksum);
        }
        EXPECT_THAT(read(out).document.chapters, SizeIs(100));
        EXPECT_THAT(read(out).diagnostics, IsEmpty());
    }
}

TEST_P(OggSample, KeepsEveryPageOfSoundAndItsPosition) {
    const std::string media = sample(GetParam());
    const std::string out = written(media, chapters(100, 4'000));
    const std::vector<Page> before = pages(media);
    const std::vector<Page> after = pages(out);
    ASSERT_GT(after.size(), before.size());
    const std::size_t more = after.size() - before.size();
    for (std::size_t i = 2; i < before.size(); ++i) {
        EXPECT_EQ(after[i + more].granule, before[i].granule);
        EXPECT_EQ(after[i + more].last, before[i].last);
        EXPECT_EQ(body_of(out, after[i + more]), body_of(media, before[i]));
    }
}

TEST_P(OggSample, SaysSoWhenAChecksumIsWrongAndReadsOn) {
    std::string media = written(sample(GetParam()), chapters(3, 10));
    media[static_cast<std::size_t>(pages(media)[1].offset) + 22] ^= 1;
    const ReadResult result = read(media);
    EXPECT_THAT(result.document.chapters, SizeIs(3));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("checksum"));
}

// A fault in the sound must not be hidden by the new number.
TEST_P(OggSample, LeavesAWrongChecksumOfSoundWrong) {
    std::string media = sample(GetParam());
    media.back() ^= 1;
    const std::string out = written(media, chapters(100, 4'000));
    const Page last = pages(out).back();
    EXPECT_EQ(
        ogg::checksum_of(bytes_of(out, last)) ^ last.checksum,
        ogg::checksum_of(bytes_of(media, pages(media).back())) ^ pages(media).back().checksum);
    EXPECT_NE(ogg::checksum_of(bytes_of(out, last)), last.checksum);
}

TEST_P(OggSample, TouchesNothingThatFollowsInAChain) {
    const std::string media = sample(GetParam());
    const std::string other = sample(GetParam() == "sound.ogg" ? "sound.opus" : "sound.ogg");
    EXPECT_EQ(written(media + other, chapters(100, 4'000)),
              written(media, chapters(100, 4'000)) + other);
    EXPECT_EQ(written(media + media, chapters(100, 4'000)),
              written(media, chapters(100, 4'000)) + media);
}

TEST_P(OggSample, PassesOverJunkBetweenPages) {
    std::string media = written(sample(GetParam()), chapters(3, 10));
    media.insert(static_cast<std::size_t>(pages(media)[1].offset), "Ogg junk OggS\1");
    const ReadResult result = read(media);
    EXPECT_THAT(result.document.chapters, SizeIs(3));
    EXPECT_THAT(result.diagnostics, SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Ogg, OggSample, testing::Values("sound.ogg", "sound.opus"),
                         [](const auto& tested) {
                             return tested.param.substr(tested.param.find('.') + 1);
                         });

// A stream of one head page and one page of comments, with one of another kind around them.
std::string stream(std::uint32_t serial, const std::string& head, const std::string& comment) {
    Page like;
    like.serial = serial;
    std::string out = pages_of({ogg::lacing_of(head.size()), head}, like, 0).front();
    out[5] = 2;
    out.replace(22, 4, as_little_endian(0, 4));
    out.replace(22, 4, as_little_endian(ogg::checksum_of(out), 4));
    return out + pages_of({ogg::lacing_of(comment.size()), comment}, like, 1).front();
}

TEST(OggReader, TakesTheCommentsOfEachCodec) {
    const std::string line = "CHAPTER001=00:00:01.000";
    const std::string comment =
        std::string(4, '\0') + as_little_endian(1, 4) + as_little_endian(line.size(), 4) + line;
    const std::vector<std::pair<std::string, std::string>> codecs{
        {"\1vorbis", "\3vorbis" + comment + "\1"},
        {"OpusHead", "OpusTags" + comment},
        {"Speex   1.2", comment},
        {"\x80theora\3", "\x81theora" + comment},
        {"\x7F"
         "FLAC\1\0\0\1"s,
         "\x84\0\0\x23"s + comment}};
    for (const auto& [head, packet] : codecs) {
        EXPECT_THAT(read(stream(7, head, packet)).document.chapters, SizeIs(1)) << head;
        EXPECT_THAT(read(written(stream(7, head, packet), chapters(2, 5))).document.chapters,
                    SizeIs(2))
            << head;
    }
}

TEST(OggWriter, RefusesFilesWithoutACommentPacket) {
    EXPECT_THROW(written(stream(7, "fishead", "x"), chapters(1, 1)), Error);
    EXPECT_THROW(written("OggS", chapters(1, 1)), Error);
    EXPECT_THROW(written(sample("sound.ogg").substr(0, 1'000), chapters(1, 1)), Error);
    EXPECT_TRUE(read("RIFF").refused);
}

}  // namespace
}  // namespace revivre::chapters
