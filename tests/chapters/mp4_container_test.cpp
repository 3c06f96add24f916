#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/containers/mp4_movie.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/text/encoding.hpp"
#include "tests/chapters/mp4_sample.hpp"

namespace revivre::chapters {
namespace {

using mp4::box_type;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Container& mp4_container() {
    return *container_named("mp4");
}

std::string sample_file(std::string_view name) {
    const std::ifstream file(REVIVRE_TEST_DATA "/containers/" + std::string(name),
                             std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string with_chapters(const std::string& media, const Document& document) {
    MemorySource source(media);
    MemorySink sink;
    write_chapters(mp4_container(), source, document, sink);
    return sink.bytes();
}

ReadResult read_bytes(const std::string& bytes) {
    MemorySource source(bytes);
    return mp4_container().read(source);
}

Chapter chapter(int start, int end, std::string title) {
    Chapter made;
    made.start = Time(start);
    made.end = Time(end);
    made.title = std::move(title);
    return made;
}

Document document_of(std::vector<Chapter> chapters) {
    Document document;
    document.chapters = std::move(chapters);
    return document;
}

Document two_chapters() {
    return document_of({chapter(200, 900, "Ouverture"), chapter(1200, 1900, "Les moulins")});
}

std::string types_in(const std::string& bytes) {
    MemorySource source(bytes);
    mp4::BoxReader boxes(source);
    std::string types;
    std::uint64_t at = 0;
    while (const auto box = boxes.top_box(at)) {
        types += bytes.substr(static_cast<std::size_t>(box->begin) + 4, 4) + " ";
        at = box->end;
    }
    return types;
}

mp4::Movie movie_in(mp4::BoxReader& boxes) {
    std::uint64_t at = 0;
    while (const auto box = boxes.top_box(at)) {
        if (box->type == box_type("moov")) return mp4::read_movie(boxes, *box);
        at = box->end;
    }
    return {};
}

// The samples of all tracks but chapters, one behind the other.
std::string streams_of(const std::string& bytes) {
    MemorySource source(bytes);
    mp4::BoxReader boxes(source);
    std::string streams;
    for (const mp4::Track& track : movie_in(boxes).tracks) {
        if (track.has_text()) continue;
        for (const mp4::Sample& sample : mp4::samples_of(boxes, track)) {
            streams += source.bytes(sample.offset, sample.size);
        }
    }
    return streams;
}

// The body of the only box of that type, wherever it is.
std::string body_of(const std::string& bytes, std::string_view type) {
    const std::size_t place = bytes.find(type);
    return place == std::string::npos ? "" : bytes.substr(place + 4);
}

class Mp4Files : public testing::TestWithParam<const char*> {};

TEST_P(Mp4Files, KeepTheirStreams) {
    const std::string media = sample_file(GetParam());
    EXPECT_TRUE(streams_of(with_chapters(media, two_chapters())) == streams_of(media));
}

TEST_P(Mp4Files, LoseAllThatTellsOfChaptersWithAnEmptyList) {
    const std::string emptied =
        with_chapters(with_chapters(sample_file(GetParam()), two_chapters()), {});
    EXPECT_THAT(read_bytes(emptied).document.chapters, IsEmpty());
    EXPECT_EQ(emptied.find("chpl"), std::string::npos);
    EXPECT_EQ(emptied.find("tref"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Samples, Mp4Files,
                         testing::Values("index-last.mp4", "index-first.mp4", "index-last.mov",
                                         "sound.m4a", "fragments.mp4", "ffmpeg-chapters.mp4"));

TEST(Mp4Reduction, CutsOverlapsAndSaysSo) {
    const Reduction reduction =
        reduce(document_of({chapter(0, 900, "a"), chapter(500, 600, "b"), chapter(500, 580, "c")}),
               mp4_container());
    EXPECT_THAT(lines_of(reduction.document.chapters),
                ElementsAre("00:00:00.000 - 00:00:00.500 a", "00:00:00.500 - 00:00:00.600 b",
                            "00:00:00.500 - 00:00:00.500 c"));
    ASSERT_THAT(reduction.losses, SizeIs(1));
    EXPECT_EQ(reduction.losses[0].kind, LossKind::ends);
    EXPECT_EQ(reduction.losses[0].chapters, 2U);
}

TEST(Mp4Reduction, SaysWhichLinksAreTooLong) {
    Document document = two_chapters();
    document.chapters[0].link = "https://exemple.test/" + std::string(300, 'x');
    document.chapters[1].link = "https://exemple.test/court";
    const Reduction reduction = reduce(document, mp4_container());
    EXPECT_EQ(reduction.document.chapters[0].link, "");
    EXPECT_EQ(reduction.document.chapters[1].link, "https://exemple.test/court");
    ASSERT_THAT(reduction.losses, SizeIs(1));
    EXPECT_EQ(reduction.losses[0].kind, LossKind::links);
}

TEST(Mp4Writer, KeepsTheGapsBetweenChapters) {
    const std::string written = with_chapters(sample_file("sound.m4a"), two_chapters());
    EXPECT_THAT(lines_of(read_bytes(written).document.chapters),
                ElementsAre("00:00:00.200 - 00:00:00.900 Ouverture",
                            "00:00:01.200 - 00:00:01.900 Les moulins"));
}

TEST(Mp4Writer, LeavesTheIndexBeforeOrBehindTheMedia) {
    EXPECT_EQ(types_in(with_chapters(sample_file("index-first.mp4"), two_chapters())),
              "ftyp moov mdat free mdat ");
    EXPECT_EQ(types_in(with_chapters(sample_file("index-last.mp4"), two_chapters())),
              "ftyp free mdat mdat moov ");
}

TEST(Mp4Writer, CutsTitlesOfTheListAtACharacter) {
    const std::string title = "a" + std::string(200, 'b') + "ééééééééééééééééééééééééééééé";
    const std::string written =
        with_chapters(sample_file("sound.m4a"), document_of({chapter(0, 900, title)}));
    const std::string list = body_of(written, "chpl");
    const auto size = static_cast<unsigned char>(list[17]);
    EXPECT_GE(size, 251);
    EXPECT_TRUE(is_utf8(list.substr(18, size)));
    EXPECT_EQ(read_bytes(written).document.chapters[0].title, title);
}

TEST(Mp4Writer, ListsTheFirst255AndHasAllInTheTrack) {
    std::vector<Chapter> chapters;
    chapters.reserve(300);
    for (int i = 0; i < 300; ++i) chapters.push_back(chapter(i * 5, i * 5 + 5, "x"));
    const std::string written = with_chapters(sample_file("sound.m4a"), document_of(chapters));
    EXPECT_EQ(body_of(written, "chpl")[8], '\xFF');
    EXPECT_THAT(read_bytes(written).document.chapters, SizeIs(300));
}

TEST(Mp4Writer, KeepsTracksOfPictures) {
    const std::string media =
        movie_with({{.samples = {text_sample("Un")}, .lengths = {5}}, {.handler = "vide"}});
    const std::string written = with_chapters(media, two_chapters());
    MemorySource source(written);
    mp4::BoxReader boxes(source);
    const mp4::Movie movie = movie_in(boxes);
    ASSERT_THAT(movie.tracks, SizeIs(3));
    EXPECT_THAT(movie.tracks[0].chapter_tracks, ElementsAre(4U, 3U));
    EXPECT_EQ(movie.tracks[1].handler, box_type("vide"));
    EXPECT_FALSE(movie.tracks[2].enabled);
}

TEST(Mp4Writer, LetsPicturesAndSoundNameTheChapters) {
    const std::string written = with_chapters(sample_file("index-last.mp4"), two_chapters());
    MemorySource source(written);
    mp4::BoxReader boxes(source);
    const mp4::Movie movie = movie_in(boxes);
    ASSERT_THAT(movie.tracks, SizeIs(3));
    EXPECT_THAT(movie.tracks[0].chapter_tracks, ElementsAre(3U));
    EXPECT_THAT(movie.tracks[1].chapter_tracks, ElementsAre(3U));
}

TEST(Mp4Writer, MovesThePlacesOfFragments) {
    const std::string media = sample_file("fragments.mp4");
    const std::string written = with_chapters(media, two_chapters());
    const std::string table = body_of(written, "tfra");
    mp4::Fields fields(table);
    const std::uint8_t version = fields.u8();
    fields.skip(15);
    fields.sized(version);
    const std::uint64_t place = fields.sized(version);
    EXPECT_EQ(written.substr(static_cast<std::size_t>(place) + 4, 4), "moof");
    EXPECT_EQ(body_of(written, "trun").substr(0, 28), body_of(media, "trun").substr(0, 28));
}

TEST(Mp4Writer, RefusesFilesWithoutWholeIndex) {
    const std::string media = sample_file("index-last.mp4");
    for (const std::size_t size : {std::size_t{0}, media.size() / 2, media.size() - 5}) {
        try {
            with_chapters(media.substr(0, size), two_chapters());
            FAIL() << size;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_input);
            EXPECT_THAT(error.what(), HasSubstr("moov"));
        }
    }
}

TEST(Mp4Writer, ThrowsNothingButErrorWhateverIsDamaged) {
    const std::string media =
        movie_with({{.samples = {text_sample("Un"), text_sample("Deux")}, .lengths = {5, 5}}});
    for (std::size_t at = 0; at < media.size(); ++at) {
        for (const char value : {'\0', '\1', '\x7F', '\xFF'}) {
            std::string damaged = media;
            damaged[at] = value;
            try {
                EXPECT_LT(with_chapters(damaged, two_chapters()).size(), 4'000U);
            } catch (const Error& error) {
                EXPECT_NE(error.code(), ErrorCode::internal) << error.what();
            }
        }
    }
}

// "index-first.mp4" with so many zeros in a box before the media that its offsets pass 4 GB.
class LargeSource final : public ByteSource {
  public:
    explicit LargeSource(std::string head, std::string end)
        : head_(std::move(head)), end_(std::move(end)) {}
    [[nodiscard]] std::uint64_t size() const override {
        return head_.size() + kZeros + end_.size();
    }
    std::size_t read(std::uint64_t offset, std::span<char> into) override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size()) {
            const std::uint64_t at = offset + done;
            std::size_t count = into.size() - done;
            if (at < head_.size()) {
                count = std::min(count, head_.size() - static_cast<std::size_t>(at));
                std::memcpy(into.data() + done, head_.data() + at, count);
            } else if (at < head_.size() + kZeros) {
                count = static_cast<std::size_t>(
                    std::min<std::uint64_t>(count, head_.size() + kZeros - at));
                std::memset(into.data() + done, 0, count);
            } else {
                const auto from = static_cast<std::size_t>(at - head_.size() - kZeros);
                count = std::min(count, end_.size() - from);
                std::memcpy(into.data() + done, end_.data() + from, count);
            }
            done += count;
        }
        return done;
    }
    static constexpr std::uint64_t kZeros = 0xFFFFF100;

  private:
    std::string head_;
    std::string end_;
};

// Keeps the beginning and the end of what it is given.
class EndsSink final : public ByteSink {
  public:
    void write(std::string_view bytes) override {
        if (head_.size() < 10'000) head_ += bytes.substr(0, 10'000);
        size_ += bytes.size();
        end_ = end_.substr(end_.size() - std::min<std::size_t>(end_.size(), 10'000));
        end_ += bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 10'000));
    }
    std::string head_;
    std::string end_;
    std::uint64_t size_ = 0;
};

TEST(Mp4Writer, WritesLargeOffsetsWhereFilesPassFourGigabytes) {
    std::string media = sample_file("index-first.mp4");
    const std::size_t free = media.find("free", media.find("udta")) - 4;
    std::string head =
        media.substr(0, free) +
        mp4::BoxWriter().u32(1).u32(box_type("free")).u64(LargeSource::kZeros + 16).bytes();
    for (std::size_t table = head.find("stco"); table != std::string::npos;
         table = head.find("stco", table + 4)) {
        mp4::Fields fields(std::string_view(head).substr(table + 8));
        const std::uint32_t count = fields.u32();
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t moved = fields.u32() + LargeSource::kZeros + 16;
            head.replace(table + 12 + std::size_t{i} * 4, 4, mp4::BoxWriter().u32(moved).bytes());
        }
    }
    LargeSource source(head, media.substr(free));
    EndsSink sink;
    write_chapters(mp4_container(), source, two_chapters(), sink);
    EXPECT_EQ(sink.head_.find("stco"), std::string::npos);
    const std::string old_table = body_of(media, "stco");
    const std::string table = body_of(sink.head_, "co64");
    mp4::Fields old_fields(old_table);
    mp4::Fields fields(table);
    old_fields.skip(4);
    fields.skip(4);
    const std::uint32_t count = old_fields.u32();
    ASSERT_EQ(fields.u32(), count);
    old_fields.skip((std::size_t{count} - 1) * 4);
    fields.skip((std::size_t{count} - 1) * 8);
    const std::uint64_t last = fields.u64();
    ASSERT_GT(last, 0xFFFFFFFFU);
    const auto from_end = static_cast<std::size_t>(sink.size_ - last);
    EXPECT_TRUE(sink.end_.substr(sink.end_.size() - from_end) == media.substr(old_fields.u32()));
}

}  // namespace
}  // namespace revivre::chapters
