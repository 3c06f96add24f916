#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/containers/ebml.hpp"
#include "chapters/containers/matroska_atoms.hpp"
#include "chapters/containers/matroska_ids.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kUnknownSize = "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF";

std::string chapters_of(std::vector<Chapter> chapters) {
    return chapters_element(edition_of({std::move(chapters)}));
}

std::string head(std::uint64_t version = 4) {
    return ebml_element(matroska::kEbml, ebml_uint_element(matroska::kDocTypeVersion, version) +
                                             ebml_element(matroska::kDocType, "matroska"));
}

std::string file_of(std::string_view inside) {
    return head() + ebml_head(matroska::kSegment, inside.size(), 8).append(inside);
}

std::string block(std::size_t size, char fill = 'x') {
    return ebml_element(matroska::kSimpleBlock, std::string(size, fill));
}

std::string cluster(std::string_view first, std::size_t size = 1'000) {
    return ebml_element(matroska::kCluster, std::string(first) + block(size));
}

std::string seek_to(std::uint32_t id, std::uint64_t position) {
    return ebml_element(
        matroska::kSeekHead,
        ebml_element(matroska::kSeek, ebml_element(matroska::kSeekId, ebml_bytes(id, 4)) +
                                          ebml_uint_element(matroska::kSeekPosition, position)));
}

// Counts what is asked for.
class CountedSource final : public ByteSource {
  public:
    explicit CountedSource(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    std::size_t read(std::uint64_t offset, std::span<char> into) override {
        MemorySource source(bytes_);
        const std::size_t got = source.read(offset, into);
        count += got;
        return got;
    }
    std::size_t count = 0;

  private:
    std::string_view bytes_;
};

ReadResult read(std::string_view media) {
    MemorySource source(media);
    return container_named("mkv")->read(source);
}

std::vector<std::string> titles(const ReadResult& result) {
    std::vector<std::string> all;
    for (const Chapter& each : result.document.chapters) all.push_back(each.title);
    return all;
}

std::string written(std::string_view media, std::vector<Chapter> chapters) {
    MemorySource source(media);
    MemorySink sink;
    write_chapters(*container_named("webm"), source, {std::move(chapters)}, sink);
    return sink.bytes();
}

// The elements below the first Segment of a sound file, and where its content begins.
std::vector<EbmlElement> parts_of(const std::string& media, std::uint64_t& content) {
    MemorySource source(media);
    EbmlFile file(source);
    const auto segment = file.element_at(file.element_at(0)->end());
    content = segment->content;
    std::vector<EbmlElement> parts;
    for (std::uint64_t at = content; at < segment->end(); at = parts.back().end())
        parts.push_back(file.element_at(at).value());
    return parts;
}

std::string bytes_of(const std::string& media, const EbmlElement& element) {
    return media.substr(element.offset, element.end() - element.offset);
}

const EbmlElement& part(const std::vector<EbmlElement>& parts, std::uint32_t id) {
    return *std::ranges::find(parts, id, &EbmlElement::id);
}

TEST(MatroskaReader, FollowsTheSeekHeadAndReadsNoCluster) {
    const std::string clusters = cluster("", 3'000'000);
    // A position of three bytes, as long as that of the finished index.
    const std::size_t place = seek_to(matroska::kChapters, 0x100'000).size() + clusters.size();
    const std::string media =
        file_of(seek_to(matroska::kChapters, place) + clusters + chapters_of({chapter(5s, "Fin")}));
    CountedSource source(media);
    const ReadResult result = container_named("matroska")->read(source);
    EXPECT_THAT(titles(result), ElementsAre("Fin"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
    EXPECT_LT(source.count, 20'000U);
}

TEST(MatroskaReader, PassesClustersByTheirHeadsWhenNoIndexNamesTheChapters) {
    std::string inside;
    for (int i = 0; i < 500; ++i) inside += cluster("", 20'000);
    const std::string media = file_of(inside + chapters_of({chapter(5s, "Fin")}));
    CountedSource source(media);
    EXPECT_THAT(titles(container_named("mkv")->read(source)), ElementsAre("Fin"));
    EXPECT_LT(source.count, 100'000U);
}

TEST(MatroskaReader, FindsChaptersInsideALiveStreamWithoutSizes) {
    const std::string live =
        ebml_bytes(matroska::kCluster, 4).append(kUnknownSize) + block(50) + block(60);
    const std::string media = head() + ebml_bytes(matroska::kSegment, 4).append(kUnknownSize) +
                              live + chapters_of({chapter(1s, "En direct")}) + live;
    const ReadResult result = read(media);
    EXPECT_THAT(titles(result), ElementsAre("En direct"));
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(MatroskaReader, GivesTitleAndDurationOfTheFile) {
    const std::string info = ebml_element(
        matroska::kInfo, ebml_uint_element(matroska::kTimestampScale, 1'000'000) +
                             ebml_element(matroska::kDuration, ebml_bytes(0x40C3880000000000, 8)) +
                             ebml_element(matroska::kTitle, "Journée d'étude"));
    const ReadResult result = read(file_of(info + chapters_of({chapter(1s, "a")}) + cluster("")));
    EXPECT_EQ(result.document.title, "Journée d'étude");
    EXPECT_EQ(result.document.duration(), 10s);
}

TEST(MatroskaReader, GoesOnBehindADamagedPlace) {
    const std::string media =
        file_of(cluster("") + std::string(300, '\0') + chapters_of({chapter(1s, "Après")}));
    const ReadResult result = read(media);
    EXPECT_THAT(titles(result), ElementsAre("Après"));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("damaged at byte"));
}

TEST(MatroskaReader, KeepsWhatACutFileStillHas) {
    const std::string media = file_of(chapters_of({chapter(1s, "Un"), chapter(2s, "Deux")}));
    const ReadResult result = read(std::string_view(media).substr(0, media.size() - 30));
    EXPECT_THAT(titles(result), testing::Contains("Un"));
    EXPECT_THAT(result.diagnostics, testing::Not(IsEmpty()));
}

TEST(MatroskaReader, SaysThatASecondFilmFollows) {
    const std::string one = file_of(chapters_of({chapter(1s, "Un")}) + cluster(""));
    const ReadResult result = read(one + one);
    EXPECT_THAT(titles(result), ElementsAre("Un"));
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_THAT(result.diagnostics[0].message, HasSubstr("only the first is read"));
}

TEST(MatroskaReader, TakesEmptyFlagsForTheirDefaultsAndTextsUpToTheirNul) {
    const std::string display =
        ebml_element(matroska::kChapterDisplay,
                     ebml_element(matroska::kChapString, std::string("Accueil\0\0", 9)) +
                         ebml_element(matroska::kChapLanguage, std::string("fre\0", 4)));
    const std::string atom = ebml_element(
        matroska::kChapterAtom, ebml_element(matroska::kChapterTimeStart, "") +
                                    ebml_element(matroska::kChapterFlagEnabled, "") + display);
    const ReadResult result = read(
        file_of(ebml_element(matroska::kChapters, ebml_element(matroska::kEditionEntry, atom))));
    EXPECT_THAT(titles(result), ElementsAre("Accueil"));
    EXPECT_EQ(result.document.chapters[0].language, "fr");
    EXPECT_EQ(result.document.chapters[0].start, 0ms);
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(MatroskaReader, BoundsDepthAndCount) {
    std::string deep = ebml_uint_element(matroska::kChapterTimeStart, 0);
    for (int i = 0; i < 2'000; ++i) deep = ebml_element(matroska::kChapterAtom, deep);
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += ebml_element(matroska::kChapterAtom, "");
    const ReadResult result = read(file_of(
        ebml_element(matroska::kChapters, ebml_element(matroska::kEditionEntry, deep + many))));
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_LT(result.diagnostics.size(), 1'100U);
}

TEST(MatroskaReader, RefusesWhatHasNoSegment) {
    EXPECT_TRUE(read("").refused);
    EXPECT_TRUE(read("RIFF....WAVE").refused);
    EXPECT_TRUE(read(head()).refused);
}

TEST(MatroskaReader, AnswersSharedHostileMedia) {
    const std::filesystem::path folder = std::filesystem::path(REVIVRE_SHARED) / "cases/bad/media";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared hostile media are not here";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const ReadResult result = read(std::string(std::istreambuf_iterator<char>(in), {}));
        EXPECT_LE(result.document.chapters.size(), 10'000U) << entry.path();
    }
}

class MatroskaWriter : public testing::Test {
  protected:
    // Tracks, two clusters, their Cues, and an element of a later specification.
    [[nodiscard]] std::string media(std::string_view first = "",
                                    std::string_view second = "") const {
        const std::string one = cluster(first);
        const std::string two = cluster(second, 2'000);
        const std::string tracks = ebml_element(matroska::kTracks, "pistes");
        std::string cues;
        for (const std::uint64_t position : {tracks.size(), tracks.size() + one.size()})
            cues += ebml_element(
                matroska::kCuePoint,
                ebml_element(matroska::kCueTrackPositions,
                             ebml_uint_element(matroska::kCueClusterPosition, position)));
        return file_of(tracks + one + two + ebml_element(matroska::kCues, cues) +
                       ebml_element(0x1ABCDEF0, "futur"));
    }
};

TEST_F(MatroskaWriter, PutsChaptersBeforeTheFirstClusterAndKeepsTheRestInOrder) {
    std::uint64_t content = 0;
    const std::string old = media();
    const std::string out = written(old, {chapter(1s, "Un")});
    std::vector<std::uint32_t> ids;
    for (const EbmlElement& each : parts_of(out, content)) ids.push_back(each.id);
    EXPECT_THAT(ids,
                ElementsAre(matroska::kSeekHead, matroska::kTracks, matroska::kChapters,
                            matroska::kCluster, matroska::kCluster, matroska::kCues, 0x1ABCDEF0U));
    const auto before = parts_of(old, content);
    const auto after = parts_of(out, content);
    EXPECT_EQ(bytes_of(out, after[3]), bytes_of(old, before[1]));
    EXPECT_EQ(bytes_of(out, after[4]), bytes_of(old, before[2]));
    EXPECT_EQ(bytes_of(out, after[6]), bytes_of(old, before[4]));
}

TEST_F(MatroskaWriter, MovesCuesAlongWithTheirClusters) {
    std::uint64_t content = 0;
    const std::string out = written(media(), {chapter(1s, "Un"), chapter(2s, "Deux")});
    const auto parts = parts_of(out, content);
    std::string_view cues = std::string_view(out).substr(part(parts, matroska::kCues).content,
                                                         part(parts, matroska::kCues).size);
    for (const std::size_t which : {3U, 4U}) {
        std::string_view point = take_ebml_child(cues)->content;
        std::string_view positions = take_ebml_child(point)->content;
        EXPECT_EQ(ebml_uint(take_ebml_child(positions)->content), parts[which].offset - content);
    }
}

TEST_F(MatroskaWriter, NamesEachElementInTheSeekHead) {
    std::uint64_t content = 0;
    const std::string out = written(media(), {chapter(1s, "Un")});
    const auto parts = parts_of(out, content);
    std::string_view seeks = std::string_view(out).substr(parts[0].content, parts[0].size);
    std::vector<std::uint64_t> named;
    while (const auto seek = take_ebml_child(seeks)) {
        std::string_view entry = seek->content;
        const auto id = ebml_uint(take_ebml_child(entry)->content);
        const auto position = ebml_uint(take_ebml_child(entry)->content).value_or(0);
        EXPECT_EQ(ebml_uint(out.substr(content + position, 4)), id);
        named.push_back(id.value_or(0));
    }
    EXPECT_THAT(named,
                ElementsAre(matroska::kTracks, matroska::kChapters, matroska::kCues, 0x1ABCDEF0U));
}

TEST_F(MatroskaWriter, MovesThePositionThatAClusterStates) {
    std::uint64_t content = 0;
    const auto place = [&](const std::string& bytes, std::size_t which) {
        return parts_of(bytes, content)[which].offset - content;
    };
    const std::uint64_t old_place = place(media(), 1);
    const std::string crc = ebml_element(matroska::kCrc32, "abcd");
    const std::string old =
        media(crc + ebml_element(matroska::kPosition, ebml_bytes(old_place, 4)));
    const std::string out = written(old, {chapter(1s, "Un")});
    const auto moved = parts_of(out, content)[3];
    std::string_view inside = std::string_view(out).substr(moved.content, moved.size);
    EXPECT_EQ(take_ebml_child(inside)->id, matroska::kVoid);
    EXPECT_EQ(ebml_uint(take_ebml_child(inside)->content), place(out, 3));
    EXPECT_EQ(inside, block(1'000));
}

TEST_F(MatroskaWriter, BlanksAPositionThatHasNoRoomForTheNewOne) {
    std::uint64_t content = 0;
    const auto old_place = parts_of(media(), content)[1].offset - content;
    const std::string position = ebml_uint_element(matroska::kPosition, old_place);
    ASSERT_THAT(position, SizeIs(3));
    const std::string out = written(media(position), {chapter(1s, std::string(300, 'x'))});
    const auto moved = parts_of(out, content)[3];
    EXPECT_EQ(out.substr(moved.content, 3), ebml_element(matroska::kVoid, std::string(1, '\0')));
}

TEST_F(MatroskaWriter, LeavesThePositionsOfLiveStreamsAtZero) {
    std::uint64_t content = 0;
    const std::string zero = ebml_uint_element(matroska::kPosition, 0);
    const std::string out = written(media(zero, zero), {chapter(1s, "Un")});
    EXPECT_EQ(out.substr(parts_of(out, content)[3].content, 3), zero);
}

TEST_F(MatroskaWriter, TakesChaptersAwayWhenThereAreNone) {
    std::uint64_t content = 0;
    const std::string out = written(written(media(), {chapter(1s, "Un")}), {});
    for (const EbmlElement& each : parts_of(out, content)) EXPECT_NE(each.id, matroska::kChapters);
}

TEST_F(MatroskaWriter, GivesALiveStreamAndItsClustersSizesAndLeavesWhatFollows) {
    const std::string blocks = block(50) + block(60);
    const std::string live = ebml_bytes(matroska::kCluster, 4).append(kUnknownSize) + blocks;
    const std::string sized = ebml_head(matroska::kCluster, blocks.size(), 8) + blocks;
    const std::string old =
        head(2) + ebml_bytes(matroska::kSegment, 4).append(kUnknownSize) + live + live;
    const std::string out = written(old + media(), {chapter(1s, "Un")});
    EXPECT_THAT(titles(read(out)), ElementsAre("Un"));
    EXPECT_TRUE(out.ends_with(sized + sized + media()))
        << "libavformat objects to an element without size inside one that has a size";
    EXPECT_TRUE(out.starts_with(head(4)));
}

TEST_F(MatroskaWriter, RefusesADamagedFile) {
    std::string broken = media();
    std::uint64_t content = 0;
    broken[parts_of(media(), content)[2].offset] = '\0';
    MemorySource source(broken);
    MemorySink sink;
    try {
        container_named("mkv")->write(source, {}, sink);
        FAIL() << "no exception";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_input);
        EXPECT_THAT(error.what(), HasSubstr("damaged at byte"));
    }
    EXPECT_THAT(sink.bytes(), IsEmpty());
}

}  // namespace
}  // namespace revivre::chapters
