// Walks an OpenTimelineIO timeline. A marker's time is in the time of the item that has it; a
// track sets its children one after the other (transitions take no time), a stack sets them on top
// of each other; a source_range trims an item. See otio.cpp for the reference.

#include "chapters/formats/otio_reading.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters::formats {
namespace {

// JSON nests 64 levels, and an item in an item takes two.
constexpr std::size_t kItemDepth = 32;

// Exact enough that a sum of a day's clips rounds as its exact value does.
using Seconds = long double;

struct Range {
    Seconds start = 0;
    Seconds duration = 0;
};

// "Clip" of "Clip.2".
std::string_view schema_of(const Json& json) {
    const std::string_view schema = text_of(field_of(json, "OTIO_SCHEMA"));
    return schema.substr(0, schema.find('.'));
}

std::optional<Seconds> number_of(const Json* value) {
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return static_cast<Seconds>(value->get<double>());
}

std::optional<Seconds> rational_time(const Json* json) {
    if (json == nullptr) return std::nullopt;
    const auto value = number_of(field_of(*json, "value"));
    const auto rate = number_of(field_of(*json, "rate"));
    if (!value || !rate || !(*rate > 0)) return std::nullopt;
    const Seconds seconds = *value / *rate;
    return std::isfinite(seconds) ? std::optional(seconds) : std::nullopt;
}

std::optional<Range> time_range(const Json* json) {
    if (json == nullptr) return std::nullopt;
    const auto start = rational_time(field_of(*json, "start_time"));
    const auto duration = rational_time(field_of(*json, "duration"));
    if (!start && !duration) return std::nullopt;
    return Range{start.value_or(0), duration.value_or(0)};
}

std::optional<Time> time_of_exact(Seconds seconds) {
    const Seconds ms = std::floor(seconds * 1000 + 0.5L);
    if (!(ms >= 0) || ms > static_cast<Seconds>(kLatestTime.count())) return std::nullopt;
    return Time(static_cast<std::int64_t>(ms));
}

// A track was a "Sequence" before 0.9.
bool is_one_after_another(const Json& item) {
    return schema_of(item) == "Track" || schema_of(item) == "Sequence";
}

// The medium that a clip plays: Clip.2 has several and says which.
const Json* media_of(const Json& clip) {
    if (const Json* media = field_of(clip, "media_reference")) return media;
    const Json* all = field_of(clip, "media_references");
    if (all == nullptr) return nullptr;
    const std::string_view key = text_of(field_of(clip, "active_media_reference_key"));
    return field_of(*all, key.empty() ? std::string_view("DEFAULT_MEDIA") : key);
}

Range trimmed_range(const Json& item, std::size_t depth);

// How long the children of a track or a stack are together.
Seconds children_duration(const Json& item, std::size_t depth) {
    Seconds total = 0;
    const bool is_track = is_one_after_another(item);
    const auto children = list_of(field_of(item, "children"));
    for (const Json* child : children) {
        if (depth == kItemDepth || schema_of(*child) == "Transition") continue;
        const Seconds duration = trimmed_range(*child, depth + 1).duration;
        total = is_track ? total + duration : std::max(total, duration);
    }
    if (!is_track || children.empty()) return total;
    // A transition at an end of a track shows more than the clip beside it.
    if (schema_of(*children.front()) == "Transition")
        total += rational_time(field_of(*children.front(), "in_offset")).value_or(0);
    if (schema_of(*children.back()) == "Transition")
        total += rational_time(field_of(*children.back(), "out_offset")).value_or(0);
    return total;
}

// What of an item is seen, in its own time.
Range trimmed_range(const Json& item, std::size_t depth) {
    if (const auto range = time_range(field_of(item, "source_range"))) return *range;
    if (field_of(item, "children") != nullptr) return {0, children_duration(item, depth)};
    if (const Json* media = media_of(item)) {
        if (const auto range = time_range(field_of(*media, "available_range"))) return *range;
    }
    return {};
}

class TimelineReader {
  public:
    explicit TimelineReader(std::string_view text) : gathering_(json_chapter_bytes(text)) {}

    ReadResult read(const Json& json) {
        const Json* top = &json;
        if (schema_of(json) == "SerializableCollection") top = first_timeline(json);
        const bool is_timeline = schema_of(*top) == "Timeline";
        const Json* tracks = is_timeline ? field_of(*top, "tracks") : top;
        gathering_.document().title = title_of(field_of(*top, "name"));
        if (is_timeline) clock_ = rational_time(field_of(*top, "global_start_time")).value_or(0);
        if (tracks == nullptr) {
            gathering_.tell(0, "this timeline has no tracks");
            return gathering_.take();
        }
        total_ = trimmed_range(*tracks, 0).duration;
        if (const auto length = time_of_exact(total_); length && *length > Time::zero())
            gathering_.document().items.push_back({{}, {}, {}, length});
        walk(*tracks, 0, 0);
        if (trimmed_ > 0) {
            gathering_.tell(
                0,
                fmt::format("left out {} markers in parts of clips that are cut away", trimmed_));
        }
        return gathering_.take();
    }

  private:
    const Json* first_timeline(const Json& collection) {
        const auto children = list_of(field_of(collection, "children"));
        const auto is_timeline = [](const Json* child) { return schema_of(*child) == "Timeline"; };
        const auto found = std::ranges::find_if(children, is_timeline);
        if (std::ranges::count_if(children, is_timeline) > 1)
            gathering_.tell(0, "this file has several timelines: the first one is read");
        return found == children.end() ? &collection : *found;
    }

    // `begin` is where the trimmed item begins, from the start of the timeline.
    void walk(const Json& item, Seconds begin, std::size_t depth) {
        if (gathering_.full()) return;
        if (depth == kItemDepth) {
            gathering_.tell(0, "what lies deeper than 32 items is left out");
            return;
        }
        const Range seen = trimmed_range(item, depth);
        const Seconds origin = begin - seen.start;  // where the item's own time 0 is
        for (const Json* marker : list_of(field_of(item, "markers")))
            read_marker(*marker, origin, seen, depth == 0);
        const bool is_track = is_one_after_another(item);
        Seconds next = origin;
        for (const Json* child : list_of(field_of(item, "children"))) {
            if (schema_of(*child) == "Transition") continue;
            walk(*child, next, depth + 1);
            if (is_track) next += trimmed_range(*child, depth + 1).duration;
        }
    }

    void read_marker(const Json& marker, Seconds origin, const Range& seen, bool on_timeline) {
        Chapter chapter;
        chapter.title = title_of(field_of(marker, "name"));
        chapter.summary = comment_of(marker);
        const auto range = time_range(field_of(marker, "marked_range"));
        if (!range) {
            gathering_.tell(
                0, fmt::format("left out marker '{}': it has no time", shown(chapter.title)));
            return;
        }
        if (!on_timeline && is_cut_away(*range, seen)) {
            ++trimmed_;
            return;
        }
        Seconds begin = origin + range->start;
        // Some editors write the clock of the timeline into the markers beside its tracks.
        if (on_timeline && clock_ > 0 && begin >= clock_ && begin > total_) begin -= clock_;
        const auto start = time_of_exact(begin);
        if (!start) {
            gathering_.tell(0, fmt::format("left out marker '{}': its time is before the start or "
                                           "later than any recording",
                                           shown(chapter.title)));
            return;
        }
        chapter.start = *start;
        if (range->duration > 0) chapter.end = time_of_exact(begin + range->duration);
        gathering_.add(std::move(chapter));
    }

    static bool is_cut_away(const Range& marked, const Range& seen) {
        return marked.start < seen.start ||
               (seen.duration > 0 && marked.start > seen.start + seen.duration);
    }

    // Marker.2 got a comment in 0.16; adapters kept it in their own metadata before.
    static std::string comment_of(const Json& marker) {
        const std::string_view comment = text_of(field_of(marker, "comment"));
        if (!comment.empty()) return std::string(comment);
        const Json* metadata = field_of(marker, "metadata");
        const Json* premiere = metadata != nullptr ? field_of(*metadata, "fcp_xml") : nullptr;
        return premiere != nullptr ? title_of(field_of(*premiere, "comment")) : std::string();
    }

    Gathering gathering_;
    Seconds clock_ = 0;
    Seconds total_ = 0;
    std::size_t trimmed_ = 0;
};

}  // namespace

ReadResult read_otio(std::string_view text) {
    const ParsedJson parsed = parsed_json(text);
    if (!parsed.fault.empty()) return refused(parsed.fault, 0);
    if (schema_of(parsed.json).empty()) return refused("this JSON has no OTIO_SCHEMA", 0);
    return TimelineReader(text).read(parsed.json);
}

}  // namespace revivre::chapters::formats
