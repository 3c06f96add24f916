#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "chapters/text/encoding.hpp"
#include "chapters/text/title.hpp"
#include "indexer/probe.hpp"
#include "tests/indexer/test_media.hpp"

namespace revivre::indexer {
namespace {

using chapters::Json;
using chapters::Marker;
using testing::ms;
using Clock = std::chrono::steady_clock;
namespace files = std::filesystem;

std::string content(const files::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// T4 of the reliability notes: 0 <= start <= end <= duration, in order, text.
void expect_sane(const ProbeResult& result) {
    chapters::Time last{};
    for (const Marker& marker : result.markers) {
        EXPECT_LE(last, marker.start);
        EXPECT_LE(marker.start, marker.end.value_or(marker.start));
        EXPECT_LE(marker.end.value_or(marker.start), result.duration);
        EXPECT_TRUE(chapters::is_utf8(marker.title));
        last = marker.start;
    }
    EXPECT_LE(result.markers.size(), 10'000U);
}

TEST(SharedMedia, HostileFilesEndInASaneAnswer) {
    const files::path folder = files::path(REVIVRE_SHARED) / "cases/bad/media";
    if (!files::exists(folder)) GTEST_SKIP() << "the shared hostile media are not here";
    int read = 0;
    for (const auto& entry : files::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == "index.jsonl") continue;
        SCOPED_TRACE(entry.path().string());
        const auto start = Clock::now();
        try {
            expect_sane(probe(entry.path()));
            ++read;
        } catch (const Error& error) {
            // Some make the reader ask for gigabytes; none may crash it or make it hang.
            EXPECT_THAT(error.what(), ::testing::Not(::testing::AnyOf(
                                          ::testing::HasSubstr("nothing was kept"),
                                          ::testing::HasSubstr("could not be read"))));
        }
        EXPECT_LT(Clock::now() - start, std::chrono::seconds(10));
    }
    EXPECT_GT(read, 20) << "most of them can be read somehow";
}

std::vector<Marker> expected_chapters(const Json& probed) {
    std::vector<Marker> markers;
    for (const Json& chapter : probed.at("chapters")) {
        const double seconds = std::stod(chapter.at("start").get<std::string>());
        markers.push_back({.start = ms(std::llround(seconds * 1000)),
                           .end = std::nullopt,
                           .title = chapters::clean_title(chapter.value("title", ""))});
    }
    return markers;
}

TEST(SharedMedia, RealFilesGiveTheChaptersThatOthersRead) {
    const files::path folder = files::path(REVIVRE_SHARED) / "media/real";
    if (!files::exists(folder)) GTEST_SKIP() << "the shared real media are not here";
    const Json all = Json::parse(content(folder / "expect.json"));
    for (const auto& [name, facts] : all.items()) {
        if (!facts.contains("ffprobe") || facts["ffprobe"].value("exit", 1) != 0) continue;
        SCOPED_TRACE(name);
        const ProbeResult result = probe(folder / name);
        expect_sane(result);
        auto stated = result.stated_markers;
        for (Marker& marker : stated) marker.end.reset();
        EXPECT_EQ(stated, expected_chapters(facts["ffprobe"]));
        const double seconds = std::stod(facts["ffprobe"].value("duration", "0"));
        const auto end = result.duration + result.start_offset;
        EXPECT_NEAR(static_cast<double>(end.count()), seconds * 1000, 100);
    }
}

TEST(SharedMedia, ChapterCasesAreRead) {
    const files::path folder = files::path(REVIVRE_SHARED) / "cases/chapters";
    if (!files::exists(folder)) GTEST_SKIP() << "the shared chapter cases are not here";
    for (const char* name :
         {"atldotnet-media-open/chapters_NERO_mp4/input.mp4",
          "atldotnet-media-open/chapters_QT_m4v/input.m4v",
          "chapterreader-media-open/simple_opus/input.opus",
          "chapterreader-media-open/simple_vorbis/input.ogg",
          "derived-mux-open/lawful-mkv/input.mkv", "derived-mux-open/lawful-mp4/input.mp4",
          "derived-mux-open/lawful-mov/input.mov", "derived-mux-open/lawful-mp3/input.mp3",
          "derived-mux-open/lawful-opus/input.opus"}) {
        SCOPED_TRACE(name);
        const auto stated = probe(folder / name).stated_markers;
        const Json expected =
            Json::parse(content((folder / name).parent_path() / "expected.json")).at("chapters");
        ASSERT_EQ(stated.size(), expected.size());
        for (std::size_t place = 0; place < stated.size(); ++place) {
            const Json& chapter = expected[place];
            EXPECT_EQ(stated[place].title,
                      chapters::clean_title(chapter.at("title").get<std::string>()));
            EXPECT_NEAR(static_cast<double>(stated[place].start.count()),
                        chapter.at("start_ms").get<double>(), 2);
        }
    }
}

}  // namespace
}  // namespace revivre::indexer
