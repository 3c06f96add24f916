#include <gmock/gmock.h>

#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "tests/chapters/reading.hpp"

namespace revivre::chapters {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string frames(int value, const std::string& rate = "25") {
    return R"({"OTIO_SCHEMA":"RationalTime.1","rate":)" + rate +
           ",\"value\":" + std::to_string(value) + "}";
}

std::string frame_range(int start, int duration) {
    return R"({"OTIO_SCHEMA":"TimeRange.1","start_time":)" + frames(start) +
           ",\"duration\":" + frames(duration) + "}";
}

std::string marker(const std::string& name, int start, int duration = 0) {
    return R"({"OTIO_SCHEMA":"Marker.2","name":")" + name + R"(","marked_range":)" +
           frame_range(start, duration) + "}";
}

std::string item(const std::string& schema, const std::string& markers, const std::string& more) {
    return R"({"OTIO_SCHEMA":")" + schema + R"(","markers":[)" + markers + "]" + more + "}";
}

ReadResult read_stack(const std::string& stack, const std::string& clock = "null") {
    return format_named("otio").read(
        R"({"OTIO_SCHEMA":"Timeline.1","name":"Montage","global_start_time":)" + clock +
        ",\"tracks\":" + stack + "}");
}

TEST(OtioReader, ReadsTheMarkersOfATimeline) {
    const ReadResult result =
        read_stack(item("Stack.1", marker("Un", 0, 50) + "," + marker("Deux", 51), ""));
    EXPECT_EQ(outline(result.document.chapters), "0-2000 Un\n2040- Deux\n");
    EXPECT_EQ(result.document.title, "Montage");
    EXPECT_THAT(result.diagnostics, IsEmpty());
}

TEST(OtioReader, SetsTheMarkersOfClipsWhereTheClipsAre) {
    const std::string gap = item("Gap.1", "", ",\"source_range\":" + frame_range(0, 50));
    const std::string clip =
        item("Clip.2", marker("Dans le plan", 275, 25) + "," + marker("Coupé", 0),
             ",\"source_range\":" + frame_range(250, 100));
    const std::string track =
        item("Track.1", "",
             ",\"children\":[" + gap + R"(,{"OTIO_SCHEMA":"Transition.1"},)" + clip + "]");
    const ReadResult result = read_stack(item("Stack.1", "", ",\"children\":[" + track + "]"));
    EXPECT_EQ(outline(result.document.chapters), "3000-4000 Dans le plan\n");
    EXPECT_THAT(told(result), HasSubstr("left out 1 markers"));
    EXPECT_EQ(result.document.duration(), Time(6'000));
}

TEST(OtioReader, FollowsTrimmedStacksInTracks) {
    const std::string clip =
        item("Clip.1", marker("Loin", 150), ",\"source_range\":" + frame_range(100, 100));
    const std::string inner = item("Stack.1", "",
                                   ",\"source_range\":" + frame_range(25, 50) + ",\"children\":[" +
                                       item("Track.1", "", ",\"children\":[" + clip + "]") + "]");
    const std::string gap = item("Gap.1", "", ",\"source_range\":" + frame_range(0, 250));
    const ReadResult result = read_stack(
        item("Stack.1", "",
             ",\"children\":[" + item("Track.1", "", ",\"children\":[" + gap + "," + inner + "]") +
                 "]"));
    EXPECT_EQ(outline(result.document.chapters), "11000- Loin\n");  // 10 + (150 - 100 - 25) / 25
}

TEST(OtioReader, TakesTheClockOutOfMarkersThatHaveIt) {
    const std::string clip = item("Clip.1", "", ",\"source_range\":" + frame_range(0, 250));
    const ReadResult result = read_stack(
        item("Stack.1", marker("Une heure", 90'025),
             ",\"children\":[" + item("Track.1", "", ",\"children\":[" + clip + "]") + "]"),
        frames(90'000));
    EXPECT_EQ(outline(result.document.chapters), "1000- Une heure\n");
}

TEST(OtioReader, LeavesOutMarkersWithoutAGoodTime) {
    const ReadResult result = read_stack(
        item("Stack.1", marker("Avant", -5) + R"(,{"OTIO_SCHEMA":"Marker.1","name":"Sans"},
            {"OTIO_SCHEMA":"Marker.1","marked_range":{"start_time":{"value":1,"rate":0}}},
            {"OTIO_SCHEMA":"Marker.1","marked_range":{"start_time":{"value":1e308,"rate":1e-308}}})",
             ""));
    EXPECT_THAT(result.document.chapters, IsEmpty());
    EXPECT_EQ(result.diagnostics.size(), 4U);
}

TEST(OtioWriter, WritesMillisecondsAsWholeValues) {
    Document document;
    document.items = {{"Matin", "https://exemple.test/m.mp4", "video/mp4", Time(90'500)}};
    document.chapters.resize(1);
    document.chapters[0].start = Time(1'001);
    document.chapters[0].end = Time(2'000);
    const Json json = parse_json(write_document(format_named("otio"), document).text);
    const Json& tracks = json["tracks"];
    EXPECT_EQ(tracks["markers"][0]["marked_range"]["start_time"]["value"], 1001.0);
    EXPECT_EQ(tracks["markers"][0]["marked_range"]["duration"]["value"], 999.0);
    EXPECT_EQ(tracks["children"][0]["children"][0]["OTIO_SCHEMA"], "Clip.1");
    EXPECT_EQ(tracks["children"][0]["children"][0]["source_range"]["duration"]["value"], 90500.0);
}

}  // namespace
}  // namespace revivre::chapters
