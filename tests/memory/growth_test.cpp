// No reader may use more than 20 times its input beyond a constant, whatever the input: each is fed
// texts of 1 MiB in which as little as possible asks for as much as possible. A program of its own,
// because it counts every allocation.

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

}  // namespace
}  // namespace revivre::chapters

int main(int count, char** values) {
    pugi::set_memory_management_functions(allocate, release);
    testing::InitGoogleTest(&count, values);
    return RUN_ALL_TESTS();
}
