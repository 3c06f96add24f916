// No reader may use more than 20 times its input beyond a constant, whatever the input: each is fed
// texts or media of about 1 MiB in which as little as possible asks for as much as possible. A
// program of its own, because it counts every allocation.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <malloc.h>
#include <pugixml.hpp>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/ebml.hpp"
#include "chapters/containers/id3v2.hpp"
#include "chapters/containers/matroska_ids.hpp"
#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/formats/registry.hpp"

namespace {

std::size_t live_bytes = 0;
std::size_t peak_bytes = 0;

void* counted(void* place) {
    live_bytes += malloc_usable_size(place);
    peak_bytes = std::max(peak_bytes, live_bytes);
    return place;
}

void* allocate(std::size_t size) {
    void* place = std::malloc(size == 0 ? 1 : size);  // NOLINT: this is what new is made of here
    return place == nullptr ? nullptr : counted(place);
}

void release(void* place) noexcept {
    if (place == nullptr) return;
    live_bytes -= malloc_usable_size(place);
    std::free(place);  // NOLINT: as above
}

}  // namespace

void* operator new(std::size_t size) {
    if (void* place = allocate(size)) return place;
    throw std::bad_alloc();
}
void operator delete(void* place) noexcept {
    release(place);
}
void operator delete(void* place, std::size_t /*size*/) noexcept {
    release(place);
}

namespace revivre::chapters {
namespace {

constexpr std::size_t kInputBytes = 1 << 20;
constexpr std::size_t kGrowth = 20;
constexpr std::size_t kConstantBytes = 24 << 20;

// A text that begins as a file of some format does, then repeats the shortest thing that makes such
// a reader keep something.
struct Dense {
    std::string_view name;
    std::string_view head;
    std::string_view unit;
};

constexpr std::array kDense{
    Dense{"json_numbers", R"({"chapters":[)", "0,"},
    Dense{"json_lists", R"({"chapters":[)", "[],"},
    Dense{"json_objects", R"({"chapters":[)", "{},"},
    Dense{"json_members", R"({"chapters":[{)", R"("":0,)"},
    Dense{"json_starts", R"({"chapters":[)", R"({"start":1},)"},
    Dense{"json_ours", R"({"chapters":[)", R"({"start_ms":1},)"},
    Dense{"json_podcast", R"({"version":"1.2.0","chapters":[)", R"({"startTime":1},)"},
    Dense{"json_iiif", R"({"type":"Manifest","structures":[)", R"({"type":"Range"},)"},
    Dense{"json_otio", R"({"OTIO_SCHEMA":"Timeline.1","tracks":[)", R"({"OTIO_SCHEMA":"Gap.1"},)"},
    Dense{"json_clips", R"({"@type":"VideoObject","hasPart":[)", R"({"startOffset":1},)"},
    Dense{"vtt_cues", "WEBVTT\n\n", "00:00.000-->00:00.000\n\n"},
    Dense{"vtt_tags", "WEBVTT\n\n00:00.000 --> 00:01.000\n", "<b>"},
    Dense{"srt", "", "0:0:0,0-->0:0:0,0\n\n"},
    Dense{"labels", "", "0\t\n"},
    Dense{"lists", "", "0:0 a\n"},
    Dense{"blank_lines", "", "\n"},
    Dense{"ffmetadata", ";FFMETADATA1\n", "[CHAPTER]\nSTART=0\n"},
    Dense{"ogm", "", "CHAPTER0=0:0:0\n"},
    Dense{"cue", "FILE a WAVE\n", "TRACK 1 AUDIO\nINDEX 1 0:0:0\n"},
    Dense{"rttm", "", "SPEAKER a 1 0 0 a a a\n"},
    Dense{"csv", "start;title\n", "0;\n"},
    Dense{"csv_cells", "start;title\n", ";"},
    Dense{"csv_quotes", "start;title\n", "\"\n"},
    Dense{"edl", "TITLE: a\n", "* LOC: 0:0:0:0 R\n"},
    Dense{"textgrid", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 1 <exists> 9\n",
          "\"\" "},
    Dense{"xml_elements", "<Chapters>", "<a/>x"},
    Dense{"xml_attributes", "<Chapters>", "<a b=''/>"},
    Dense{"xml_atoms", "<Chapters><EditionEntry>", "<ChapterAtom/>"},
    Dense{"xml_psc", "<psc:chapters xmlns:psc='http://podlove.org/simple-chapters'>",
          "<a:chapter start='0'/>"},
    Dense{"xml_spans", "<Item label='a'>", "<Span begin='0'/>"},
    Dense{"xml_deep", "", "<a>"},
    Dense{"ttml", "<tt><body><div>", "<p begin='0s'/>"},
    Dense{"eaf", "<ANNOTATION_DOCUMENT><TIME_ORDER>", "<TIME_SLOT/>"},
    Dense{"pbcore", "<pbcoreDescriptionDocument>", "<pbcorePart startTime='0'/>"},
    Dense{"nul", "", std::string_view("\0", 1)}};

class EveryReader : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryReader, NeedsNoMoreMemoryThanTwentyTimesItsInput) {
    for (const Dense& dense : kDense) {
        std::string text(dense.head);
        text.reserve(kInputBytes + dense.unit.size());
        while (text.size() < kInputBytes) text += dense.unit;
        const std::size_t before = live_bytes;
        peak_bytes = before;
        static_cast<void>(format_named(GetParam()).read(text));
        EXPECT_LE(peak_bytes - before, kGrowth * text.size() + kConstantBytes)
            << dense.name << ": " << (peak_bytes - before) / text.size() << " times";
    }
}

std::vector<std::string_view> readers() {
    std::vector<std::string_view> all;
    for (const Format& format : all_formats()) {
        if (format.read != nullptr) all.push_back(format.name);
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryReader, testing::ValuesIn(readers()),
                         [](const auto& tested) {
                             std::string name(tested.param);
                             std::erase(name, '-');
                             return name;
                         });

struct DenseMedia {
    std::string_view container;
    std::string_view name;
    std::string bytes;
};

std::string repeated(std::string_view unit, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += unit;
    return all;
}

// A movie whose sound has as many chapter tracks; each has `tables`, and a fragment has a run of
// 100,000 samples of `bytes` bytes for each.
std::string movie_of(std::uint32_t tracks, std::string_view tables, std::uint32_t bytes) {
    using mp4::box_type;
    using mp4::boxed;
    mp4::BoxWriter box;
    const auto track = [&](std::uint32_t id, std::string_view handler, const std::string& inside) {
        return box.full(0, 3).zeros(8).u32(id).zeros(68).boxed(box_type("tkhd")) + inside +
               boxed(box_type("mdia"),
                     box.full(0).zeros(8).u32(1000).zeros(8).boxed(box_type("mdhd")) +
                         box.full(0).zeros(4).text(handler).zeros(13).boxed(box_type("hdlr")) +
                         boxed(box_type("minf"), boxed(box_type("stbl"), tables)));
    };
    for (std::uint32_t id = 2; id < tracks + 2; ++id) box.u32(id);
    const std::string named = boxed(box_type("tref"), box.boxed(box_type("chap")));
    std::string moov = boxed(box_type("trak"), track(1, "soun", named));
    std::string moof;
    for (std::uint32_t id = 2; id < tracks + 2; ++id) {
        moov += boxed(box_type("trak"), track(id, "text", {}));
        moof += boxed(box_type("traf"),
                      box.full(0, 0x18).u32(id).u32(1).u32(bytes).boxed(box_type("tfhd")) +
                          box.full(0).u32(100'000).boxed(box_type("trun")));
    }
    return boxed(box_type("moov"), moov + boxed(box_type("mvex"), {})) +
           boxed(box_type("moof"), moof) + boxed(box_type("mdat"), std::string(200'000, 'A'));
}

std::string small_sizes(std::uint32_t count) {
    mp4::BoxWriter box;
    return box.full(0).u32(1).u32(count).u32(1).boxed(mp4::box_type("stts")) +
           box.full(0).u32(4).u32(count).zeros(count / 2).boxed(mp4::box_type("stz2")) +
           box.full(0).u32(1).u32(1).u32(count).u32(1).boxed(mp4::box_type("stsc")) +
           box.full(0).u32(1).u32(8).boxed(mp4::box_type("stco"));
}

std::string tag_of(const std::string& frames) {
    return std::string("ID3\3\0\0", 6) + id3v2::syncsafe(frames.size()) + frames;
}

std::string comments_of(std::string_view key, std::size_t count) {
    std::string all = std::string(4, '\0') + as_little_endian(count, 4);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string comment = std::string(key) + std::to_string(i) + "=0:0:0";
        all += as_little_endian(comment.size(), 4) + comment;
    }
    return "fLaC" + std::string("\x84") + as_big_endian(all.size(), 3) + all;
}

std::string entries_of(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += std::to_string(i) + '\0';
    return all;
}

std::vector<DenseMedia> dense_media() {
    const std::string atom = repeated(std::string_view("\xB6\x80", 2), kInputBytes / 2);
    const std::string starts =
        repeated(std::string_view("\xB6\x83\x91\x81\x01", 5), kInputBytes / 5);
    const auto film = [](const std::string& atoms) {
        return ebml_element(matroska::kEbml, {}) +
               ebml_element(
                   matroska::kSegment,
                   ebml_element(matroska::kChapters, ebml_element(matroska::kEditionEntry, atoms)));
    };
    return {
        {"mp4", "one track of empty runs", movie_of(1, {}, 0)},
        {"mp4", "one track of short runs", movie_of(1, {}, 1)},
        {"mp4", "many tracks of empty runs", movie_of(900, {}, 0)},
        {"mp4", "many tracks of short runs", movie_of(900, {}, 2)},
        {"mp4", "many tracks of empty samples", movie_of(20, small_sizes(100'000), 0)},
        {"mp4", "empty boxes",
         mp4::boxed(mp4::box_type("moov"), repeated({"\0\0\0\x08udta", 8}, kInputBytes / 8))},
        {"matroska", "empty atoms", film(atom)},
        {"matroska", "atoms with a start", film(starts)},
        {"mp3", "empty frames", tag_of(repeated({"CHAP\0\0\0\0\0\0", 10}, kInputBytes / 10))},
        {"mp3", "chapters of no name",
         tag_of(repeated(id3v2::frame_bytes("CHAP", std::string(17, '\0'), 3), kInputBytes / 27))},
        {"mp3", "a table of short entries",
         tag_of(id3v2::frame_bytes("CTOC", std::string("a\0\3\1", 4) + entries_of(170'000), 3))},
        {"mp3", "an unsynchronised tag",
         "ID3\3" + std::string("\0\x80", 2) + id3v2::syncsafe(kInputBytes) +
             std::string(kInputBytes, '\xFF')},
        {"flac", "chapters", comments_of("CHAPTER", 40'000)},
        {"flac", "other comments", comments_of("", 80'000)},
    };
}

TEST(EveryContainer, NeedsNoMoreMemoryThanTwentyTimesItsInput) {
    for (const DenseMedia& dense : dense_media()) {
        MemorySource source(dense.bytes);
        const std::size_t before = live_bytes;
        peak_bytes = before;
        static_cast<void>(container_named(dense.container)->read(source));
        EXPECT_LE(peak_bytes - before, kGrowth * dense.bytes.size() + kConstantBytes)
            << dense.container << ", " << dense.name << ": " << (peak_bytes - before) / 1024
            << " KiB for " << dense.bytes.size() / 1024;
    }
}

}  // namespace
}  // namespace revivre::chapters

int main(int count, char** values) {
    pugi::set_memory_management_functions(allocate, release);
    testing::InitGoogleTest(&count, values);
    return RUN_ALL_TESTS();
}
