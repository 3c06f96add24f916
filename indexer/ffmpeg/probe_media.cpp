#include "indexer/ffmpeg/probe_media.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "chapters/containers/registry.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/model.hpp"
#include "indexer/ffmpeg/media_file.hpp"
#include "indexer/probe_answer.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Json;
using chapters::Marker;
using chapters::Stream;
using chapters::Time;
using Clock = std::chrono::steady_clock;

constexpr AVRational kMilliseconds{1, 1000};

// Bytes of a raw title that are passed on: a cleaned one has at most kTitleLimit code points of
// four bytes, and character references may make four bytes of twelve.
constexpr std::size_t kRawTitleBytes = 48'000;

constexpr std::size_t kHeadBytes = 4096;  // what Container::recognise asks for

std::string_view metadata(const AVDictionary* dictionary, const char* name) {
    const AVDictionaryEntry* entry = av_dict_get(dictionary, name, nullptr, 0);
    return entry == nullptr ? std::string_view() : std::string_view(entry->value);
}

// Rounded to the nearest, once. FFmpeg gives INT64_MIN for what does not fit.
Time to_time(std::int64_t ticks, AVRational time_base) {
    const std::int64_t milliseconds = av_rescale_q(ticks, time_base, kMilliseconds);
    return std::clamp(Time(milliseconds), -2 * kDurationLimit, 2 * kDurationLimit);
}

double rate(AVRational frames) {
    if (frames.num <= 0 || frames.den <= 0) return 0;
    // Three decimals: 29.97, 23.976; more only shows the clock that the file was made with.
    return std::round(av_q2d(frames) * 1000) / 1000;
}

Stream described(const AVStream& stream) {
    const AVCodecParameters& codec = *stream.codecpar;
    const char* type = av_get_media_type_string(codec.codec_type);
    Stream result{.index = stream.index,
                  .type = type == nullptr ? "data" : type,
                  .codec = avcodec_get_name(codec.codec_id),
                  .language = std::string(metadata(stream.metadata, "language").substr(0, 35)),
                  .attached_picture = (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0};
    const bool tag = std::ranges::all_of(result.language, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-';
    });
    if (!tag || result.language == "und") result.language.clear();
    if (codec.codec_type == AVMEDIA_TYPE_VIDEO) {
        result.width_px = std::clamp(codec.width, 0, 1 << 20);
        result.height_px = std::clamp(codec.height, 0, 1 << 20);
        result.rotation_degrees = rotation_of(stream);
        const bool moves = !result.attached_picture;
        result.frames_per_second = moves ? std::min(rate(stream.avg_frame_rate), 1e6) : 0;
    }
    if (codec.codec_type == AVMEDIA_TYPE_AUDIO) {
        result.sample_rate_hz = std::clamp(codec.sample_rate, 0, 1 << 28);
        result.channels = std::clamp(codec.ch_layout.nb_channels, 0, 1024);
    }
    return result;
}

// Read before FFmpeg completes the list: it would invent the ends that a file leaves out.
std::vector<Marker> stated_chapters(const AVFormatContext& input) {
    std::vector<Marker> markers;
    const auto count = std::min<std::size_t>(input.nb_chapters, kMarkerLimit);
    for (const AVChapter* chapter : std::span(input.chapters, count)) {
        Marker marker;
        marker.start = to_time(chapter->start, chapter->time_base);
        if (chapter->end != AV_NOPTS_VALUE) marker.end = to_time(chapter->end, chapter->time_base);
        marker.title = metadata(chapter->metadata, "title").substr(0, kRawTitleBytes);
        markers.push_back(std::move(marker));
    }
    return markers;
}

struct StatedChapters {
    std::vector<Marker> markers;
    bool more = false;    ///< than are taken
    bool faulty = false;  ///< the container's chapters are not all as they should be
};

// Our own readers know what FFmpeg drops: nested chapters, editions, equal and unsorted starts.
StatedChapters own_chapters(int descriptor) {
    StatedChapters stated;
    chapters::FileSource media(descriptor);
    const chapters::Container* container = chapters::container_of(media.bytes(0, kHeadBytes));
    if (container == nullptr) return stated;
    chapters::ReadResult read = container->read(media);
    stated.faulty = !read.diagnostics.empty();
    auto flat = chapters::in_tree_order(std::move(read.document.chapters));
    stated.more = flat.size() > kMarkerLimit;
    for (const chapters::Chapter& chapter :
         std::span(flat).first(std::min(flat.size(), kMarkerLimit))) {
        stated.markers.push_back({chapter.start, chapter.end, chapter.title});
    }
    return stated;
}

StatedChapters all_chapters(const AVFormatContext& input, int descriptor) {
    StatedChapters stated = own_chapters(descriptor);
    if (!stated.markers.empty()) return stated;
    stated.markers = stated_chapters(input);
    stated.more = input.nb_chapters > kMarkerLimit;
    return stated;
}

std::vector<Stream> described_streams(const AVFormatContext& input) {
    std::vector<Stream> streams;
    for (const AVStream* stream : std::span(input.streams, input.nb_streams)) {
        if (!is_chapter_track(*stream)) streams.push_back(described(*stream));
    }
    return streams;
}

bool has_something_to_play(const std::vector<Stream>& streams) {
    return std::ranges::any_of(streams, [](const Stream& stream) {
        return (stream.type == "video" || stream.type == "audio") && !stream.attached_picture;
    });
}

// FFmpeg's own figure, else the longest stream's; nothing when both are missing or mere guesses
// from the size of the file.
std::optional<std::int64_t> stated_duration_us(const AVFormatContext& input) {
    // Neither a guess, nor the last time of a clock that may have begun anew in between.
    const bool discontinuous = (input.iformat->flags & AVFMT_TS_DISCONT) != 0;
    const auto method = input.duration_estimation_method;
    if (method == AVFMT_DURATION_FROM_BITRATE) return std::nullopt;
    if (method == AVFMT_DURATION_FROM_PTS && discontinuous) return std::nullopt;
    if (input.duration > 0) return input.duration;
    std::int64_t longest = 0;
    for (const AVStream* stream : std::span(input.streams, input.nb_streams)) {
        if (stream->duration == AV_NOPTS_VALUE || stream->duration <= 0) continue;
        longest =
            std::max(longest, av_rescale_q(stream->duration, stream->time_base, AV_TIME_BASE_Q));
    }
    return longest > 0 ? std::optional(longest) : std::nullopt;
}

struct Timing {
    std::int64_t start_us = 0;
    std::optional<std::int64_t> end_us{};
    bool estimated = false;
};

// A file that does not say how long it is is read to its end: without decoding, some 0.1 s a GB.
Timing timing_of(AVFormatContext& input, const DescriptorIo& io) {
    const auto stated = stated_duration_us(input);
    const std::int64_t zero = clock_zero_us(input);
    const PacketSurvey survey = survey_packets(input, io, !stated);
    Timing timing{.start_us = std::max<std::int64_t>(survey.first_us.value_or(0) - zero, 0)};
    if (stated) {
        timing.end_us = stated;
    } else if (survey.whole && survey.end_us > zero) {
        timing.end_us = survey.end_us - zero;
    } else if (input.duration > 0) {
        timing.end_us = input.duration;
        timing.estimated = true;
    }
    return timing;
}

Json recording_line(const AVFormatContext& input, const Timing& timing) {
    const auto milliseconds = [](std::int64_t microseconds) {
        return std::clamp(to_time(microseconds, AV_TIME_BASE_Q), Time(0), 2 * kDurationLimit);
    };
    Json line{{"type", "recording"},
              {"container", input.iformat->name},
              {"start_offset_ms", std::min(milliseconds(timing.start_us), kDurationLimit).count()},
              {"title", metadata(input.metadata, "title").substr(0, kRawTitleBytes)},
              {"created_at", metadata(input.metadata, "creation_time").substr(0, 64)}};
    if (timing.end_us) line["duration_ms"] = milliseconds(*timing.end_us).count();
    return line;
}

void add_note(LineWriter& answer, bool holds, std::string_view word) {
    if (holds) answer.add_last({{"type", "note"}, {"reason", word}});
}

void refuse(LineWriter& answer, std::string_view word) {
    answer.add_last({{"type", "refusal"}, {"reason", word}});
}

}  // namespace

void probe_media(int descriptor, Clock::time_point deadline, const std::string& extension,
                 LineWriter& answer) {
    av_log_set_level(AV_LOG_QUIET);
    DescriptorIo io(descriptor, deadline);
    const OpenedMedia media = open_media(io, extension);
    if (!media.input) return refuse(answer, media.refusal);
    AVFormatContext& input = *media.input;
    const StatedChapters stated = all_chapters(input, descriptor);
    if (!header_is_enough(input)) avformat_find_stream_info(&input, nullptr);
    const std::vector<Stream> streams = described_streams(input);
    if (!has_something_to_play(streams)) return refuse(answer, words::kNothingToPlay);
    const Timing timing = timing_of(input, io);
    answer.add(recording_line(input, timing));
    for (const Stream& stream : std::span(streams).first(std::min(streams.size(), kStreamLimit))) {
        answer.add({{"type", "stream"}, {"stream", chapters::to_json(stream)}});
    }
    bool all_written = true;
    for (const Marker& marker : stated.markers) {
        all_written =
            all_written && answer.add({{"type", "marker"}, {"marker", chapters::to_json(marker)}});
    }
    add_note(answer, streams.size() > kStreamLimit, words::kManyStreams);
    add_note(answer, stated.more, words::kManyMarkers);
    add_note(answer, stated.faulty, words::kFaultyChapters);
    add_note(answer, !all_written, words::kLongTitles);
    add_note(answer, timing.estimated, words::kDurationEstimated);
    answer.add_last({{"type", "end"}});
}

}  // namespace revivre::indexer::ffmpeg
