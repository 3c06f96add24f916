#include "indexer/ffmpeg/media_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <span>

#include "indexer/ffmpeg/joined_parts.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

// Real containers only. Left out because they open other files or addresses: hls, dash, concat,
// image2, sdp, rtsp, imf, mpegtsraw by name, ffmetadata (reliability.md, section 0, point 2).
constexpr const char* kContainers =
    "mov,matroska,webm,mp3,ogg,flac,wav,w64,aac,mpegts,mpeg,avi,flv,asf,mxf";
// Only where a header says nothing of sizes and rates (transport streams, FLV) is a decoder opened,
// and then one of these, which every player exercises daily; a fault in the others (CVE-2026-8461
// was in MagicYUV) is out of reach. MP4 and Matroska open none.
constexpr const char* kCodecs = "h264,hevc,mpeg2video,aac";
constexpr const char* kProtocols = "none";

// Enough for a parser to meet the first key frame of 4K video at 50 Mbit/s (0.3 MB a frame, key
// frames ten times that) and for transport streams that start in the middle of a picture group.
constexpr std::int64_t kProbeBytes = 5'000'000;  // FFmpeg's default, and its highest useful here
constexpr std::int64_t kAnalyseMicroseconds = 2'000'000;

int refuse_other_files(AVFormatContext*, AVIOContext** other, const char*, int, AVDictionary**) {
    *other = nullptr;
    return AVERROR(EPERM);
}

void set(DictionaryHandle& options, const char* name, const char* value) {
    AVDictionary* raw = options.release();
    const int status = av_dict_set(&raw, name, value, 0);
    options.reset(raw);
    if (status < 0) throw std::bad_alloc();
}

DictionaryHandle reading_options() {
    DictionaryHandle options;
    set(options, "format_whitelist", kContainers);
    set(options, "codec_whitelist", kCodecs);
    set(options, "protocol_whitelist", kProtocols);
    set(options, "probesize", std::to_string(kProbeBytes).c_str());
    set(options, "formatprobesize", "1048576");
    set(options, "analyzeduration", std::to_string(kAnalyseMicroseconds).c_str());
    set(options, "max_streams", "256");
    set(options, "max_probe_packets", "500");
    return options;
}

bool has_common_name(std::string_view names, std::string_view allowed) {
    while (!names.empty()) {
        const std::size_t comma = std::min(names.find(','), names.size());
        const std::string_view name = names.substr(0, comma);
        std::string_view rest = allowed;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(','), rest.size());
            if (rest.substr(0, end) == name) return true;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    return false;
}

// The container by content, or null. A score of 1 is a guess from the file's extension alone.
const AVInputFormat* container_of(AVIOContext* io, const std::string& extension) {
    const AVInputFormat* format = nullptr;
    const std::string name = extension.empty() ? std::string() : "x." + extension;
    const int score = av_probe_input_buffer2(io, &format, name.c_str(), nullptr, 0, 0);
    if (score <= 1 || format == nullptr) return nullptr;
    return has_common_name(format->name, kContainers) ? format : nullptr;
}

InputHandle new_input(DescriptorIo& io) {
    InputHandle input(avformat_alloc_context());
    if (!input) throw std::bad_alloc();
    input->pb = io.context();
    input->flags |= AVFMT_FLAG_CUSTOM_IO;
    input->interrupt_callback = io.interrupt();
    input->io_open = refuse_other_files;
    return input;
}

// 16 frames: the longest that H.264 and H.265 may hold pictures back (A.3.1, A.4.1).
constexpr int kReordered = 17;
constexpr std::int64_t kReorderedBytes = 16 << 20;

// Finds the earliest presented frame among packets that come in decoding order.
class FirstFrame {
  public:
    explicit FirstFrame(const AVStream* stream) : stream_(stream) {}

    void see(const AVPacket& packet) {
        if (settled() || packet.stream_index != stream_->index) return;
        const std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        const bool presented = (packet.flags & AV_PKT_FLAG_DISCARD) == 0;
        if (presented && time != AV_NOPTS_VALUE) earliest_ = std::min(earliest_, time);
        if (earliest_ == kNone) return;  // before the part that an edit list presents
        bytes_ += packet.size;
        ++packets_;
        // Nothing is shown before it is decoded: what follows cannot be earlier than its dts.
        passed_ = packet.dts != AV_NOPTS_VALUE && packet.dts >= earliest_;
    }

    [[nodiscard]] bool settled() const {
        if (stream_ == nullptr || passed_) return true;
        return earliest_ != kNone &&
               (packets_ >= kReordered || bytes_ > kReorderedBytes || is_audio());
    }

    [[nodiscard]] std::optional<std::int64_t> microseconds() const {
        if (earliest_ == kNone) return std::nullopt;
        return av_rescale_q(earliest_, stream_->time_base, AV_TIME_BASE_Q);
    }

  private:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

    [[nodiscard]] bool is_audio() const {
        return stream_->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
    }

    const AVStream* stream_;
    std::int64_t earliest_ = kNone;
    std::int64_t bytes_ = 0;
    int packets_ = 0;
    bool passed_ = false;
};

std::int64_t end_of(const AVPacket& packet, const AVStream& stream) {
    const std::int64_t start = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
    if (start == AV_NOPTS_VALUE) return 0;
    const std::int64_t length = std::max<std::int64_t>(packet.duration, 0);
    return av_rescale_q(av_sat_add64(start, length), stream.time_base, AV_TIME_BASE_Q);
}

}  // namespace

const AVStream* presented_stream(std::span<AVStream* const> streams) {
    const auto is = [](AVMediaType type) {
        return [type](const AVStream* stream) {
            return stream->codecpar->codec_type == type &&
                   (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0;
        };
    };
    auto found = std::ranges::find_if(streams, is(AVMEDIA_TYPE_VIDEO));
    if (found == streams.end()) found = std::ranges::find_if(streams, is(AVMEDIA_TYPE_AUDIO));
    return found == streams.end() ? nullptr : *found;
}

int rotation_of(const AVStream& stream) {
    std::size_t bytes = 0;
    const std::uint8_t* matrix =
        av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
    if (matrix == nullptr || bytes < 9 * sizeof(std::int32_t)) return 0;
    // The matrix says how it was turned, anticlockwise; NaN when it says nothing.
    const double turned = av_display_rotation_get(reinterpret_cast<const std::int32_t*>(matrix));
    if (std::isnan(turned)) return 0;
    const int clockwise = static_cast<int>(std::lround(-turned)) % 360;
    return clockwise < 0 ? clockwise + 360 : clockwise;
}

// The first of these containers' clocks can be anything; players count from the earliest stream.
std::int64_t clock_zero_us(const AVFormatContext& input) {
    const std::string_view name = input.iformat->name;
    const bool arbitrary = name == "mpegts" || name == "mpeg";
    return arbitrary && input.start_time != AV_NOPTS_VALUE ? input.start_time : 0;
}

OpenedMedia open_media(DescriptorIo& io, const std::string& extension) {
    const AVInputFormat* format = container_of(io.context(), extension);
    if (format == nullptr) {
        return {.refusal = io.out_of_time() ? words::kOutOfTime : words::kUnknownKind};
    }
    AVDictionary* options = reading_options().release();
    AVFormatContext* raw = new_input(io).release();  // freed by the next call when that fails
    const int status = avformat_open_input(&raw, "", format, &options);
    const DictionaryHandle unused(options);
    InputHandle input(raw);
    if (status >= 0) return {.input = std::move(input)};
    if (status == AVERROR(ENOMEM)) return {.refusal = words::kOutOfMemory};
    return {.refusal = io.out_of_time() ? words::kOutOfTime : words::kBrokenHeader};
}

bool header_is_enough(const AVFormatContext& input) {
    if (input.nb_streams == 0 || (input.ctx_flags & AVFMTCTX_NOHEADER) != 0) return false;
    bool timed = input.duration > 0;
    for (const AVStream* stream : std::span(input.streams, input.nb_streams)) {
        const AVCodecParameters& codec = *stream->codecpar;
        timed = timed || (stream->duration > 0 && stream->duration != AV_NOPTS_VALUE);
        const bool cover = (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (cover) continue;
        if (codec.codec_type == AVMEDIA_TYPE_VIDEO &&
            (codec.width <= 0 || stream->avg_frame_rate.num <= 0)) {
            return false;
        }
        if (codec.codec_type == AVMEDIA_TYPE_AUDIO &&
            (codec.sample_rate <= 0 || codec.ch_layout.nb_channels <= 0)) {
            return false;
        }
    }
    return timed;
}

bool is_chapter_track(const AVStream& stream) {
    // FFmpeg's MP4 reader marks the text tracks that `tref/chap` names in this way.
    return stream.codecpar->codec_type == AVMEDIA_TYPE_DATA &&
           stream.codecpar->codec_id == AV_CODEC_ID_BIN_DATA && stream.discard == AVDISCARD_ALL;
}

PacketSurvey survey_packets(AVFormatContext& input, const DescriptorIo& io, bool to_the_end) {
    const std::span<AVStream* const> streams(input.streams, input.nb_streams);
    const AVStream* presented = presented_stream(streams);
    if (!to_the_end) {  // the reader then skips what belongs to the other streams
        for (AVStream* stream : streams) {
            if (stream != presented) stream->discard = AVDISCARD_ALL;
        }
    }
    FirstFrame first(presented);
    JoinedParts parts(input);
    PacketSurvey survey;
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    while ((to_the_end || !first.settled()) && !io.out_of_time()) {
        if (av_read_frame(&input, packet.get()) < 0) {
            survey.whole = !io.out_of_time();
            break;
        }
        parts.shift(*packet);
        first.see(*packet);
        const auto* stream = input.streams[packet->stream_index];
        survey.end_us = std::max(survey.end_us, end_of(*packet, *stream));
        av_packet_unref(packet.get());
    }
    survey.first_us = first.microseconds();
    return survey;
}

}  // namespace revivre::indexer::ffmpeg
