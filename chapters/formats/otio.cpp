// OpenTimelineIO 0.18, file format "OTIO JSON": the markers of a timeline, its tracks and clips.
// Times are value / rate; where a marker is follows from the trims and lengths of what is around
// it ("Time Ranges" in the documentation). Reading is in otio_reading.cpp.

#include <algorithm>
#include <array>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/formats/otio_reading.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"opentimelineio"};
constexpr int kTicksPerSecond = 1000;  // so that a value is a whole number of milliseconds

Likeness recognise(std::string_view text) {
    return JsonOutline(text).has("OTIO_SCHEMA") ? Likeness::certain : Likeness::none;
}

Json rational_time(Time time) {
    return {{"OTIO_SCHEMA", "RationalTime.1"},
            {"rate", static_cast<double>(kTicksPerSecond)},
            {"value", static_cast<double>(time.count())}};
}

Json time_range(Time start, Time duration) {
    return {{"OTIO_SCHEMA", "TimeRange.1"},
            {"duration", rational_time(duration)},
            {"start_time", rational_time(start)}};
}

// What every item has.
Json item_json(std::string_view schema, std::string_view name) {
    return {{"OTIO_SCHEMA", schema},   {"metadata", Json::object()}, {"name", name},
            {"source_range", nullptr}, {"effects", Json::array()},   {"markers", Json::array()},
            {"enabled", true}};
}

Json marker_json(const Chapter& chapter) {
    const Time length = chapter.end.value_or(chapter.start) - chapter.start;
    Json marker{{"OTIO_SCHEMA", "Marker.2"},
                {"metadata", Json::object()},
                {"name", chapter.title},
                {"color", "GREEN"},
                {"marked_range", time_range(chapter.start, length)}};
    marker["comment"] = chapter.summary;
    return marker;
}

Time length_of(const Document& document) {
    Time length = document.duration().value_or(Time{});
    if (length > Time::zero()) return length;
    for (const Chapter& chapter : document.chapters)
        length = std::max({length, chapter.start, chapter.end.value_or(Time{})});
    return length;
}

Json medium_json(const Document& document) {
    const Time length = length_of(document);
    const Item item = document.items.empty() ? Item{} : document.items.front();
    Json medium = item_json(item.address.empty() ? "Gap.1" : "Clip.1", item.title);
    medium["source_range"] = time_range(Time{}, length);
    if (item.address.empty()) return medium;
    medium["media_reference"] = {{"OTIO_SCHEMA", "ExternalReference.1"},
                                 {"metadata", Json::object()},
                                 {"name", item.title},
                                 {"available_range", time_range(Time{}, length)},
                                 {"target_url", item.address}};
    return medium;
}

std::string write(const Document& document) {
    Json track = item_json("Track.1", "");
    track["children"] = Json::array({medium_json(document)});
    track["kind"] = "Video";
    Json stack = item_json("Stack.1", "tracks");
    for (const Chapter& chapter : document.chapters)
        stack["markers"].push_back(marker_json(chapter));
    stack["children"] = Json::array({std::move(track)});
    Json timeline{{"OTIO_SCHEMA", "Timeline.1"},
                  {"metadata", Json::object()},
                  {"name", document.title},
                  {"global_start_time", nullptr},
                  {"tracks", std::move(stack)}};
    return dump_json(timeline, 4) + "\n";
}

}  // namespace

Format otio() {
    return {.name = "otio",
            .aliases = kAliases,
            .title = "OpenTimelineIO markers",
            .extension = "otio",
            .media_type = "application/json",
            .reference = "OpenTimelineIO 0.18, Timeline.1, Marker.2",
            .holds = {.ends = Ends::optional, .summaries = true},
            .recognise = recognise,
            .read = read_otio,
            .adapt = open_points,
            .write = write};
}

}  // namespace revivre::chapters::formats
