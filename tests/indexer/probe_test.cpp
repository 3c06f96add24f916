#include "indexer/probe.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using chapters::Marker;
using ::testing::ElementsAre;
using testing::Folder;
using testing::four_chapters;
using ::testing::IsEmpty;
using testing::make_media;
using testing::MediaRecipe;
using testing::ms;
using ::testing::SizeIs;

std::vector<Marker> without_ends(std::vector<Marker> markers) {
    for (Marker& marker : markers) marker.end.reset();
    return markers;
}

struct Container {
    std::string file;
    bool video;
    std::vector<std::string> options;
    bool as_comments = false;
};

void PrintTo(const Container& container, std::ostream* out) {
    *out << container.file;
}

class ProbeOfContainer : public ::testing::TestWithParam<Container> {};

TEST_P(ProbeOfContainer, ReadsChaptersToTheMillisecond) {
    const Folder folder;
    MediaRecipe recipe{.video = GetParam().video, .options = GetParam().options};
    if (GetParam().as_comments) recipe.metadata = testing::vorbis_comments(four_chapters());
    if (!GetParam().as_comments) recipe.chapters = four_chapters();
    const auto file = make_media(folder, GetParam().file, recipe);
    const ProbeResult result = probe(file);
    EXPECT_THAT(result.diagnostics, IsEmpty());
    EXPECT_NEAR(static_cast<double>(result.duration.count()), 20'000, 60);
    // Containers whose first frame is not at 0 keep their clock: chapters move with it.
    std::vector<Marker> expected = without_ends(four_chapters());
    for (Marker& marker : expected)
        marker.start = std::max(marker.start - result.start_offset, ms(0));
    EXPECT_EQ(without_ends(result.markers), expected);
    EXPECT_EQ(without_ends(result.stated_markers), without_ends(four_chapters()));
}

const std::vector<std::string> kH264{"-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"};
const std::vector<std::string> kVp8{"-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"};

INSTANTIATE_TEST_SUITE_P(
    Everyday, ProbeOfContainer,
    ::testing::Values(Container{"talk.mp4", true, kH264}, Container{"talk.mov", true, kH264},
                      Container{"talk.m4a", false, {"-c:a", "aac"}},
                      Container{"talk.mkv", true, kH264}, Container{"talk.webm", true, kVp8},
                      Container{"talk.mp3", false, {"-c:a", "libmp3lame"}},
                      Container{"talk.ogg", false, {"-c:a", "libvorbis"}, true},
                      Container{"talk.opus", false, {"-c:a", "libopus"}},
                      Container{"talk.flac", false, {"-c:a", "flac"}, true}),
    [](const auto& instance) { return instance.param.file.substr(5); });

class ProbeWithoutChapters : public ::testing::TestWithParam<Container> {};

TEST_P(ProbeWithoutChapters, DescribesTheStreams) {
    const Folder folder;
    const auto file = make_media(folder, GetParam().file, {.options = GetParam().options});
    const ProbeResult result = probe(file);
    EXPECT_NEAR(static_cast<double>(result.duration.count()), 20'000, 250);
    ASSERT_THAT(result.streams, SizeIs(2));
    for (const chapters::Stream& stream : result.streams) {
        if (stream.type == "video") {
            EXPECT_EQ(stream.width_px, 64);
            EXPECT_EQ(stream.height_px, 48);
            EXPECT_NEAR(stream.frames_per_second, 5, 0.05);
        } else {
            EXPECT_EQ(stream.sample_rate_hz, 44'100);
            EXPECT_EQ(stream.channels, 1);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Everyday, ProbeWithoutChapters,
    ::testing::Values(Container{"talk.mp4", true, kH264}, Container{"talk.mkv", true, kH264},
                      Container{"talk.ts", true, kH264}, Container{"talk.flv", true, kH264},
                      Container{"talk.avi", true, {"-c:v", "mpeg4", "-c:a", "libmp3lame"}},
                      Container{"talk.wmv", true, {"-c:v", "wmv2", "-c:a", "wmav2"}}),
    [](const auto& instance) { return instance.param.file.substr(5); });

TEST(Probe, DescribesTheStreamsOfAnMp4WithoutItsChapterTrack) {
    const Folder folder;
    const auto file = make_media(folder, "talk.mp4",
                                 {.chapters = four_chapters(),
                                  .options = {"-c:v", "libx264", "-preset", "ultrafast", "-c:a",
                                              "aac", "-metadata:s:a:0", "language=fra"}});
    const ProbeResult result = probe(file);
    ASSERT_THAT(result.streams, SizeIs(2));
    EXPECT_EQ(result.streams[0].codec, "aac");
    EXPECT_EQ(result.streams[0].language, "fra");
    EXPECT_EQ(result.streams[1].codec, "h264");
    EXPECT_EQ(result.streams[1].index, 1);
    EXPECT_EQ(result.container, "mov,mp4,m4a,3gp,3g2,mj2");
}

TEST(Probe, CleansTitles) {
    const Folder folder;
    const auto file = make_media(
        folder, "talk.mkv",
        {.chapters = {{.start = ms(0), .end = ms(5000), .title = " Q&amp;R\tavec\nla salle "},
                      {.start = ms(5000), .end = ms(9000), .title = ""}},
         .metadata = "title=Matin&eacute;e\n",
         .options = kH264});
    const ProbeResult result = probe(file);
    EXPECT_EQ(result.title, "Matinée");
    ASSERT_THAT(result.markers, SizeIs(2));
    EXPECT_EQ(result.markers[0].title, "Q&R avec la salle");
    EXPECT_EQ(result.markers[1].title, "");
}

TEST(Probe, ReadsTwoThousandChapters) {
    const Folder folder;
    MediaRecipe recipe{.options = kH264};
    for (int number = 0; number < 2000; ++number) {
        recipe.chapters.push_back({.start = ms(number * 10),
                                   .end = ms(number * 10 + 10),
                                   .title = "Chapitre " + std::to_string(number)});
    }
    for (const char* name : {"long.mp4", "long.mkv"}) {
        const ProbeResult result = probe(make_media(folder, name, recipe));
        EXPECT_EQ(without_ends(result.stated_markers), without_ends(recipe.chapters)) << name;
    }
}

TEST(Probe, KeepsOnlyEndsThatSaySomething) {
    const Folder folder;
    const auto file =
        make_media(folder, "gaps.mkv",
                   {.chapters = {{.start = ms(0), .end = ms(3000), .title = "a"},
                                 {.start = ms(5000), .end = ms(8000), .title = "b"},
                                 {.start = ms(8000), .end = ms(20'000), .title = "c"}},
                    .video = false,
                    .options = {"-c:a", "flac"}});
    const ProbeResult result = probe(file);
    EXPECT_THAT(result.markers,
                ElementsAre(Marker{ms(0), ms(3000), "a"}, Marker{ms(5000), std::nullopt, "b"},
                            Marker{ms(8000), std::nullopt, "c"}));
}

// The matrices of tracks in an MP4 (ISO/IEC 14496-12, 8.3.2), nine numbers of 16.16 and 2.30 bits.
const std::string kUpright(
    "\0\1\0\0"
    "\0\0\0\0"
    "\0\0\0\0"
    "\0\0\0\0"
    "\0\1\0\0",
    20);
const std::string kTurned(
    "\0\0\0\0"
    "\0\1\0\0"
    "\0\0\0\0"
    "\xFF\xFF\0\0"
    "\0\0\0\0",
    20);

TEST(Probe, TellsHowAPictureIsTurned) {
    const Folder folder;
    const auto upright = make_media(folder, "upright.mp4", {.options = kH264});
    std::ifstream in(upright, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    // The first is the whole movie's. What a telephone held upright writes: right becomes down.
    auto place = bytes.find(kUpright);
    while ((place = bytes.find(kUpright, place + 1)) != std::string::npos) {
        bytes.replace(place, kTurned.size(), kTurned);
    }
    EXPECT_EQ(probe(folder.file("turned.mp4", bytes)).streams.at(1).rotation_degrees, 90);
    EXPECT_EQ(probe(upright).streams.at(1).rotation_degrees, 0);
}

TEST(Probe, CountsFromTheFirstFrameThatAnEditListShows) {
    const Folder folder;
    const auto whole =
        make_media(folder, "whole.mp4", {.chapters = four_chapters(), .options = kH264});
    const std::string cut = folder / "cut.mp4";
    // Copies from the key frame before; the edit list hides what comes before 4.6 s.
    testing::run_ffmpeg({"-ss", "4.6", "-i", whole, "-c", "copy", cut});
    const ProbeResult result = probe(cut);
    EXPECT_EQ(result.start_offset, ms(0));
    EXPECT_NEAR(static_cast<double>(result.duration.count()), 15'400, 210);
    ASSERT_THAT(result.markers, SizeIs(3));
    EXPECT_EQ(result.markers[1].start, ms(9007 - 4600));
}

TEST(Probe, TellsWhatAPlayerShowsWhenThePictureBeginsLate) {
    const Folder folder;
    const auto whole = make_media(folder, "whole.mp4", {.options = kH264});
    const std::string late = folder / "late.mp4";
    testing::run_ffmpeg({"-i", whole, "-itsoffset", "0.8", "-i", whole, "-map", "0:a", "-map",
                         "1:v", "-c", "copy", late});
    EXPECT_EQ(probe(late).start_offset, ms(800));
}

TEST(Probe, MovesChaptersOfAMatroskaThatBeginsLate) {
    const Folder folder;
    const auto whole =
        make_media(folder, "whole.mkv", {.chapters = four_chapters(), .options = kH264});
    const std::string late = folder / "late.mkv";
    testing::run_ffmpeg({"-itsoffset", "2", "-i", whole, "-i", whole, "-map", "0", "-map_chapters",
                         "1", "-avoid_negative_ts", "disabled", "-c", "copy", late});
    const ProbeResult result = probe(late);
    const auto offset = result.start_offset;
    EXPECT_NEAR(static_cast<double>(offset.count()), 2021, 25);
    ASSERT_THAT(result.markers, SizeIs(4));
    EXPECT_EQ(result.markers[0].start, ms(0));
    EXPECT_EQ(result.markers[2].start, ms(9007) - offset);
}

TEST(Probe, CountsTransportStreamsFromTheirEarliestStream) {
    const Folder folder;
    const auto file =
        make_media(folder, "talk.ts", {.options = kH264});  // its clock starts at 1.4 s
    EXPECT_LT(probe(file).start_offset, ms(100));
}

TEST(Probe, DoesNotTakeACoverForAPicture) {
    const Folder folder;
    const std::string cover = folder / "cover.png";
    testing::run_ffmpeg({"-f", "lavfi", "-i", "color=c=red:size=32x32", "-frames:v", "1", cover});
    const auto sound = make_media(folder, "sound.mp3",
                                  {.chapters = four_chapters(), .video = false, .options = {}});
    const std::string covered = folder / "covered.mp3";
    testing::run_ffmpeg({"-i", sound, "-i", cover, "-map", "0:a", "-map", "1:v", "-c", "copy",
                         "-disposition:v", "attached_pic", covered});
    const ProbeResult result = probe(covered);
    ASSERT_THAT(result.streams, SizeIs(2));
    EXPECT_TRUE(result.streams[1].attached_picture);
    EXPECT_EQ(result.start_offset, ms(0));
    EXPECT_THAT(result.markers, SizeIs(4));
}

TEST(Probe, ReadsTheCreationTime) {
    const Folder folder;
    const auto file = make_media(folder, "dated.mp4",
                                 {.options = {"-c:v", "libx264", "-c:a", "aac", "-metadata",
                                              "creation_time=2024-03-01T08:30:00+01:00"}});
    EXPECT_EQ(probe(file).created_at, "2024-03-01T07:30:00Z");
}

TEST(Probe, MeasuresADurationThatTheFileDoesNotState) {
    const Folder folder;
    const auto live = make_media(folder, "live.mkv",
                                 {.options = {"-c:v", "libx264", "-c:a", "aac", "-live", "1"}});
    const auto pieces = make_media(
        folder, "pieces.mp4",
        {.options = {"-c:v", "libx264", "-c:a", "aac", "-movflags", "empty_moov+frag_keyframe"}});
    EXPECT_NEAR(static_cast<double>(probe(live).duration.count()), 20'000, 60);
    EXPECT_NEAR(static_cast<double>(probe(pieces).duration.count()), 20'000, 60);
}

TEST(Probe, ReadsAnMp4CutShortBehindItsIndex) {
    const Folder folder;
    const auto file =
        make_media(folder, "talk.mp4",
                   {.chapters = four_chapters(),
                    .options = {"-c:v", "libx264", "-c:a", "aac", "-movflags", "+faststart"}});
    std::filesystem::resize_file(file, std::filesystem::file_size(file) * 3 / 4);
    EXPECT_NEAR(static_cast<double>(probe(file).duration.count()), 20'000, 60);
}

}  // namespace
}  // namespace revivre::indexer
