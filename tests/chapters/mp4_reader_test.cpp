#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/containers/registry.hpp"
#include "tests/chapters/mp4_sample.hpp"

namespace revivre::chapters {
namespace {

using mp4::box_type;
using mp4::boxed;
using mp4::BoxWriter;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read_bytes(const std::string& bytes) {
    MemorySource source(bytes);
    return container_named("mp4")->read(source);
}

std::vector<std::string> chapters_in(const std::string& bytes) {
    return lines_of(read_bytes(bytes).document.chapters);
}

ReadResult read_file(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    FileSource source(descriptor);
    ReadResult result = container_named("mp4")->read(source);
    close(descriptor);
    return result;
}

std::string href(std::string_view address) {
    return BoxWriter().u16(0).u16(2).u8(address.size()).text(address).u8(0).boxed(box_type("href"));
}

std::string list_line(std::uint64_t ms, std::string_view title) {
    return BoxWriter().u64(ms * 10'000).u8(title.size()).text(title).bytes();
}

TEST(Mp4Reader, GivesTheEndsOfATrack) {
    EXPECT_THAT(chapters_in(movie_with({{.samples = {text_sample("Un"), text_sample("Deux")},
                                         .lengths = {1000, 2500}}})),
                ElementsAre("00:00:00.000 - 00:00:01.000 Un", "00:00:01.000 - 00:00:03.500 Deux"));
}

TEST(Mp4Reader, StatesHowLongTheMediumIs) {
    const ReadResult read = read_bytes(movie_with({}));
    EXPECT_EQ(read.document.duration(), Time(9000));
    EXPECT_THAT(read.document.chapters, IsEmpty());
}

TEST(Mp4Reader, RoundsEachTimeOnceFromTheTrackClock) {
    // 88201 ticks of 1/44100 s are 2000.02 ms, 88222 are 2000.498 ms, 88223 are 2000.52 ms.
    EXPECT_THAT(
        chapters_in(movie_with({{.timescale = 44'100,
                                 .samples = {text_sample("a"), text_sample("b"), text_sample("c")},
                                 .lengths = {88'222, 1, 44'100}}})),
        ElementsAre("00:00:00.000 - 00:00:02.000 a", "00:00:02.000 - 00:00:02.001 b",
                    "00:00:02.001 - 00:00:03.001 c"));
}

TEST(Mp4Reader, TakesSamplesWithoutTitleForGaps) {
    EXPECT_THAT(chapters_in(movie_with({{.samples = {text_sample(""), text_sample("Un"),
                                                     text_sample(" "), text_sample("Deux")},
                                         .lengths = {500, 500, 1000, 1000}}})),
                ElementsAre("00:00:00.500 - 00:00:01.000 Un", "00:00:02.000 - 00:00:03.000 Deux"));
}

TEST(Mp4Reader, KeepsChaptersOfATrackWithoutAnyTitle) {
    EXPECT_THAT(chapters_in(movie_with(
                    {{.samples = {text_sample(""), text_sample("")}, .lengths = {500, 500}}})),
                ElementsAre("00:00:00.000 - 00:00:00.500 ", "00:00:00.500 - 00:00:01.000 "));
}

TEST(Mp4Reader, KeepsAChapterWithoutTitleThatTheListHasToo) {
    const std::string list =
        BoxWriter().full(1).zeros(4).u8(2).bytes() + list_line(0, "") + list_line(500, "Deux");
    EXPECT_THAT(
        chapters_in(movie_with(
            {{.samples = {text_sample(""), text_sample("Deux")}, .lengths = {500, 500}}}, list)),
        SizeIs(2));
}

TEST(Mp4Reader, MovesATrackByItsEmptyEdit) {
    const std::string edits = mp4::boxed(box_type("edts"), BoxWriter()
                                                               .full(0)
                                                               .u32(2)
                                                               .u32(1500)
                                                               .u32(0xFFFFFFFF)
                                                               .u32(0x10000)
                                                               .u32(9000)
                                                               .u32(0)
                                                               .u32(0x10000)
                                                               .boxed(box_type("elst")));
    EXPECT_THAT(chapters_in(movie_with(
                    {{.samples = {text_sample("Un")}, .lengths = {1000}, .edits = edits}})),
                ElementsAre("00:00:01.500 - 00:00:02.500 Un"));
}

TEST(Mp4Reader, ReadsUtf16WithItsMark) {
    const std::string title("\xFE\xFF\x00\xC9\x00t\x00\xE9", 8);
    EXPECT_THAT(chapters_in(movie_with({{.samples = {text_sample(title)}, .lengths = {1000}}})),
                ElementsAre("00:00:00.000 - 00:00:01.000 Été"));
}

TEST(Mp4Reader, FollowsSeveralSamplesAChunk) {
    EXPECT_THAT(chapters_in(movie_with({{.samples = {text_sample("a"), text_sample("bb"),
                                                     text_sample("ccc"), text_sample("d")},
                                         .lengths = {1, 1, 1, 1},
                                         .chunk_sizes = {2, 1, 1}}})),
                ElementsAre("00:00:00.000 - 00:00:00.001 a", "00:00:00.001 - 00:00:00.002 bb",
                            "00:00:00.002 - 00:00:00.003 ccc", "00:00:00.003 - 00:00:00.004 d"));
}

TEST(Mp4Reader, ReadsSizesOfFourBits) {
    const std::string sizes =
        BoxWriter().full(0).u32(4).u32(3).u8(0x34).u8(0x50).boxed(box_type("stz2"));
    EXPECT_THAT(chapters_in(movie_with(
                    {{.samples = {text_sample("a"), text_sample("bb"), text_sample("ccc")},
                      .lengths = {1, 1, 1},
                      .sizes = sizes}})),
                SizeIs(3));
}

// A fragment with one run of two samples of track 2, whose texts follow it.
std::string fragment_of(std::uint32_t start, const std::string& one, const std::string& two) {
    const auto make = [&](std::uint64_t offset) {
        BoxWriter box;
        const std::string traf = box.full(0, 0x20008).u32(2).u32(1500).boxed(box_type("tfhd")) +
                                 box.full(0).u32(start).boxed(box_type("tfdt")) +
                                 box.full(0, 0x201)
                                     .u32(2)
                                     .u32(offset)
                                     .u32(one.size())
                                     .u32(two.size())
                                     .boxed(box_type("trun"));
        return boxed(box_type("moof"), boxed(box_type("traf"), traf));
    };
    return make(make(0).size() + 8) + boxed(box_type("mdat"), one + two);
}

TEST(Mp4Reader, FindsTextsInFragments) {
    std::string media = movie_with({{}});
    const std::size_t moov = media.find("moov") - 4;
    const std::string mvex = boxed(box_type("mvex"), {});
    const std::string index = media.substr(moov + 8) + mvex;
    media = media.substr(0, moov) + boxed(box_type("moov"), index) +
            fragment_of(0, text_sample("Un"), text_sample("Deux")) +
            fragment_of(4000, text_sample("Trois"), text_sample(""));
    EXPECT_THAT(read_bytes(media).diagnostics, IsEmpty());
    EXPECT_THAT(chapters_in(media),
                ElementsAre("00:00:00.000 - 00:00:01.500 Un", "00:00:01.500 - 00:00:03.000 Deux",
                            "00:00:04.000 - 00:00:05.500 Trois"));
}

TEST(Mp4Reader, JoinsTheLinksOfASecondTrack) {
    EXPECT_THAT(
        chapters_in(movie_with(
            {{.samples = {text_sample("Un"), text_sample("Deux")}, .lengths = {5, 5}},
             {.samples = {text_sample("Un", href("https://exemple.test/1")), text_sample("Deux")},
              .lengths = {5, 5}}})),
        ElementsAre("00:00:00.000 - 00:00:00.005 Un <https://exemple.test/1>",
                    "00:00:00.005 - 00:00:00.010 Deux"));
}

TEST(Mp4Reader, TakesTheTrackOfTitlesWhereverItStands) {
    EXPECT_THAT(chapters_in(movie_with(
                    {{.samples = {text_sample("https://exemple.test/1"),
                                  text_sample("https://exemple.test/2")},
                      .lengths = {5, 5}},
                     {.samples = {text_sample("Un"), text_sample("Deux")}, .lengths = {5, 5}}})),
                ElementsAre("00:00:00.000 - 00:00:00.005 Un <https://exemple.test/1>",
                            "00:00:00.005 - 00:00:00.010 Deux <https://exemple.test/2>"));
}

TEST(Mp4Reader, LeavesOutPicturesOfChaptersAndSaysSo) {
    const ReadResult read = read_bytes(
        movie_with({{.samples = {text_sample("Un")}, .lengths = {5}}, {.handler = "vide"}}));
    EXPECT_THAT(read.document.chapters, SizeIs(1));
    ASSERT_THAT(read.diagnostics, SizeIs(1));
    EXPECT_THAT(read.diagnostics[0].message, HasSubstr("pictures"));
}

class Mp4ListForm : public testing::TestWithParam<std::string> {};

TEST_P(Mp4ListForm, IsKnown) {
    const ReadResult read =
        read_bytes(movie_with({}, GetParam() + list_line(0, "Un") + list_line(1500, "Deux")));
    EXPECT_THAT(lines_of(read.document.chapters),
                ElementsAre("00:00:00.000 - ? Un", "00:00:01.500 - ? Deux"));
    EXPECT_THAT(read.diagnostics, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Forms, Mp4ListForm,
                         testing::Values(BoxWriter().full(0).u8(2).bytes(),
                                         BoxWriter().full(0).u32(2).bytes(),
                                         BoxWriter().full(0).u8(0).u32(2).bytes(),
                                         BoxWriter().full(1).zeros(4).u8(2).bytes(),
                                         BoxWriter().full(1).u8(2).bytes(),
                                         BoxWriter().full(1).u32(0xFFFFFF00).u8(2).bytes()));

TEST(Mp4Reader, ReadsAListOfMoreThan255ByItsLongCount) {
    std::string list = BoxWriter().full(1).u8(0).u32(300).bytes();
    for (std::uint64_t i = 0; i < 300; ++i) list += list_line(i * 1000, "x");
    EXPECT_THAT(chapters_in(movie_with({}, list)), SizeIs(300));
}

TEST(Mp4Reader, TakesTheLongerOfListAndTrackWithWholeTitles) {
    const std::string whole(200, 'x');
    const std::string title = whole + "ééééééééééééééééééééééééééééééé";
    const std::string list = BoxWriter().full(1).zeros(4).u8(2).bytes() +
                             list_line(0, title.substr(0, 255)) + list_line(500, "Deux");
    const auto chapters =
        chapters_in(movie_with({{.samples = {text_sample(title)}, .lengths = {500}}}, list));
    EXPECT_THAT(chapters, ElementsAre("00:00:00.000 - ? " + title, "00:00:00.500 - ? Deux"));
}

TEST(Mp4Reader, CutsATitleOfTheListAtItsLastWholeCharacter) {
    const std::string list = BoxWriter().full(1).zeros(4).u8(1).bytes() + list_line(0, "Ét\xC3");
    EXPECT_THAT(chapters_in(movie_with({}, list)), ElementsAre("00:00:00.000 - ? Ét"));
}

TEST(Mp4Reader, ToldByTheListThatTheFirstChapterStartsLater) {
    const ReadResult read = read_file(REVIVRE_TEST_DATA "/containers/ffmpeg-chapters.mp4");
    EXPECT_THAT(lines_of(read.document.chapters),
                ElementsAre("00:00:00.250 - 00:00:01.000 Ouverture par Élodie Marchand",
                            "00:00:01.000 - 00:00:01.750 Les moulins de Coët-Ligné"));
}

TEST(Mp4Reader, SaysWhereAListBreaksOff) {
    const ReadResult read =
        read_bytes(movie_with({}, BoxWriter().full(1).zeros(4).u8(9).bytes() + list_line(0, "Un")));
    EXPECT_THAT(read.document.chapters, SizeIs(1));
    ASSERT_THAT(read.diagnostics, SizeIs(1));
    EXPECT_THAT(read.diagnostics[0].message, HasSubstr("breaks off"));
}

TEST(Mp4Reader, RefusesAFileWithoutIndex) {
    const ReadResult read = read_bytes("#!/bin/sh\necho 'no film at all'\n");
    EXPECT_TRUE(read.refused);
    EXPECT_THAT(read.diagnostics[0].message, HasSubstr("no MP4"));
}

TEST(Mp4Reader, SurvivesEveryPlaceWhereAFileCanBreakOff) {
    const std::string whole =
        movie_with({{.samples = {text_sample("Un"), text_sample("Deux")}, .lengths = {1000, 2500}}},
                   BoxWriter().full(1).zeros(4).u8(1).bytes() + list_line(0, "Un"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const ReadResult read = read_bytes(whole.substr(0, size));
        EXPECT_TRUE(read.refused || !read.diagnostics.empty() || size >= 30) << size;
    }
}

TEST(Mp4Reader, SurvivesEveryByteSetToItsLimits) {
    const std::string whole =
        movie_with({{.samples = {text_sample("Un"), text_sample("Deux")}, .lengths = {1000, 2500}}},
                   BoxWriter().full(1).zeros(4).u8(1).bytes() + list_line(0, "Un"));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char value : {'\0', '\1', '\x7F', '\xFF'}) {
            std::string damaged = whole;
            damaged[at] = value;
            EXPECT_LE(read_bytes(damaged).document.chapters.size(), 4U) << at;
        }
    }
}

TEST(Mp4Reader, GivesUpAFileOfEmptyBoxesSoon) {
    std::string boxes;
    for (int i = 0; i < 1'000'000; ++i) boxes += std::string("\0\0\0\10free", 8);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(read_bytes(boxes).refused);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(Mp4Reader, AnswersDamagedSharedFilesAtOnce) {
    const std::filesystem::path folder = REVIVRE_SHARED "/cases/bad/media";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared cases here";
    const auto begin = std::chrono::steady_clock::now();
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        read_file(entry.path());
        ++files;
    }
    EXPECT_GT(files, 30U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace revivre::chapters
