#include "indexer/probe_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "chapters/text/title.hpp"
#include "indexer/created_at.hpp"
#include "indexer/recording_file.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer {
namespace {

using chapters::Json;
using chapters::Marker;
using chapters::Stream;
using chapters::Time;

constexpr std::array<std::string_view, 5> kTypes{"video", "audio", "subtitle", "data",
                                                 "attachment"};
constexpr std::size_t kNameLetters = 64;  // FFmpeg's longest list of names has 23
constexpr std::size_t kMostNotes = 32;    // there are six

// Thrown for what our own worker never writes: it was taken over, or is of another version.
// read_probe_answer() turns it into words about the file.
[[noreturn]] void distrust(std::string_view what) {
    throw Error(ErrorCode::internal, std::string(what));
}

void require(bool holds, std::string_view otherwise) {
    if (!holds) distrust(otherwise);
}

std::string_view sentence(std::span<const words::Sentence> known, std::string_view word) {
    const auto found = std::ranges::find(known, word, &words::Sentence::word);
    require(found != known.end(), "a word that is not known");
    return found->text;
}

std::string text_field(const Json& line, const char* name) {
    const auto found = line.find(name);
    require(found != line.end() && found->is_string(), "a text that is none");
    return found->get<std::string>();
}

Time time_field(const Json& line, const char* name) {
    const auto found = line.find(name);
    require(found != line.end() && found->is_number_integer(), "a time that is none");
    return Time(found->get<std::int64_t>());
}

// Turning a number like 1e300 into an integer is undefined; our worker writes but one fraction.
void require_whole_numbers(const Json& line) {
    for (const auto& [name, value] : line.items()) {
        require(!value.is_number_float() || name == "frames_per_second", "a fraction for a number");
    }
}

template <typename T>
T understood(const Json& line, T (*read)(const Json&)) {
    try {
        return read(line);
    } catch (const Error& fault) {
        distrust(fault.what());
    }
}

// The names that FFmpeg gives to containers and codecs, and language tags.
bool is_short_name(std::string_view text) {
    return text.size() <= kNameLetters && std::ranges::all_of(text, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '_' || letter == ',' ||
                      letter == '-' || letter == '.';
           });
}

bool within(int value, int highest) {
    return value >= 0 && value <= highest;
}

const Json& object_field(const Json& line, const char* name) {
    const auto found = line.find(name);
    require(found != line.end() && found->is_object(), "an object that is none");
    require_whole_numbers(*found);
    return *found;
}

Stream checked_stream(const Json& json) {
    Stream stream = understood(json, chapters::stream_from_json);
    require(std::ranges::find(kTypes, stream.type) != kTypes.end(), "a stream of no known type");
    require(is_short_name(stream.codec) && is_short_name(stream.language), "a name that is none");
    // Wide enough for every format; the point is that sums of these cannot overflow.
    const bool plausible = within(stream.index, 1 << 20) && within(stream.width_px, 1 << 20) &&
                           within(stream.height_px, 1 << 20) &&
                           within(stream.rotation_degrees, 359) &&
                           within(stream.sample_rate_hz, 1 << 28) && within(stream.channels, 1024);
    require(plausible, "a number out of its range");
    require(std::isfinite(stream.frames_per_second) && stream.frames_per_second >= 0 &&
                stream.frames_per_second <= 1e6,
            "a number out of its range");
    return stream;
}

// Times far out are brought near enough to be counted with; on_timeline() does the rest.
Marker checked_marker(const Json& json) {
    Marker marker = understood(json, chapters::marker_from_json);
    marker.start = std::clamp(marker.start, -2 * kDurationLimit, 2 * kDurationLimit);
    if (marker.end) {
        marker.end = std::clamp(*marker.end, -2 * kDurationLimit, 2 * kDurationLimit);
    }
    marker.title = chapters::clean_title(marker.title);
    return marker;
}

class AnswerReader {
  public:
    explicit AnswerReader(const std::filesystem::path& file) : file_(file) {}

    void read_line(const Json& line) {
        require(line.is_object() && !ended_, "a line that is out of place");
        const std::string type = text_field(line, "type");
        if (type == "refusal") refuse(text_field(line, "reason"));
        if (type == "recording") return read_recording(line);
        if (type == "stream") return read_stream(line);
        if (type == "marker") return read_marker(line);
        if (type == "note") return read_note(line);
        require(type == "end", "a line of no known kind");
        ended_ = true;
    }

    ProbeResult result() && {
        require(ended_ && described_, "no end");
        settle_duration();
        result_.markers = on_timeline(result_.stated_markers, result_.start_offset,
                                      result_.duration, result_.diagnostics);
        return std::move(result_);
    }

  private:
    [[noreturn]] void refuse(std::string_view reason) const {
        const bool ours = reason == words::kNoSandbox || reason == words::kOutOfMemory ||
                          reason == words::kOutOfTime;
        throw Error(
            ours ? ErrorCode::unavailable : ErrorCode::invalid_input,
            fmt::format(fmt::runtime(sentence(words::kRefusals, reason)), shown_path(file_)));
    }

    void read_recording(const Json& line) {
        require(!described_, "two descriptions");
        described_ = true;
        result_.container = text_field(line, "container");
        require(is_short_name(result_.container), "a name that is none");
        result_.start_offset = time_field(line, "start_offset_ms");
        require(result_.start_offset >= Time(0) && result_.start_offset <= kDurationLimit,
                "a time out of its range");
        result_.title = chapters::clean_title(text_field(line, "title"));
        result_.created_at = rfc3339_utc(text_field(line, "created_at"));
        if (line.contains("duration_ms")) clock_end_ = time_field(line, "duration_ms");
        require(!clock_end_ || *clock_end_ >= Time(0), "a time out of its range");
    }

    void read_stream(const Json& line) {
        require(result_.streams.size() < kStreamLimit, "too many streams");
        result_.streams.push_back(checked_stream(object_field(line, "stream")));
    }

    void read_marker(const Json& line) {
        require(result_.stated_markers.size() < kMarkerLimit, "too many chapters");
        result_.stated_markers.push_back(checked_marker(object_field(line, "marker")));
    }

    void read_note(const Json& line) {
        require(result_.diagnostics.size() < kMostNotes, "too many notes");
        note(text_field(line, "reason"));
    }

    void note(std::string_view word) {
        result_.diagnostics.push_back({.message = std::string(sentence(words::kNotes, word))});
    }

    // The worker's clock runs to the end of the file; ours begins at the first frame.
    void settle_duration() {
        if (!clock_end_) {
            note(words::kDurationUnknown);
            clock_end_ = Time(0);
            for (const Marker& marker : result_.stated_markers) {
                clock_end_ = std::max({*clock_end_, marker.start, marker.end.value_or(Time(0))});
            }
        }
        const Time whole = std::max(*clock_end_ - result_.start_offset, Time(0));
        if (whole > kDurationLimit) note(words::kDurationTooLong);
        result_.duration = std::min(whole, kDurationLimit);
    }

    const std::filesystem::path& file_;
    ProbeResult result_;
    std::optional<Time> clock_end_;
    bool described_ = false;
    bool ended_ = false;
};

Json parsed_line(std::string_view line) {
    try {
        return chapters::parse_json(line);
    } catch (const Error&) {
        distrust("a line that is no JSON");
    }
}

}  // namespace

ProbeResult read_probe_answer(std::string_view answer, const std::filesystem::path& file) {
    AnswerReader reader(file);
    try {
        while (!answer.empty()) {
            const std::size_t end = answer.find('\n');
            require(end != std::string_view::npos, "a line that stops in its middle");
            reader.read_line(parsed_line(answer.substr(0, end)));
            answer.remove_prefix(end + 1);
        }
        return std::move(reader).result();
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::internal) throw;
        throw Error(
            ErrorCode::unavailable,
            fmt::format("'{}' made the media reader give an answer with {}; nothing was kept",
                        shown_path(file), fault.what()));
    }
}

}  // namespace revivre::indexer
