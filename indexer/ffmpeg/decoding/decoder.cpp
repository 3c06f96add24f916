#include "indexer/ffmpeg/decoding/decoder.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <string>

#include "chapters/error.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

// What recordings of talks come in. FFmpeg knows hundreds more, and the faults found in them
// (CVE-2026-8461 was in one for computer games) are out of reach.
constexpr std::array kDecoded{
    AV_CODEC_ID_H264,      AV_CODEC_ID_HEVC,      AV_CODEC_ID_VP8,        AV_CODEC_ID_VP9,
    AV_CODEC_ID_AV1,       AV_CODEC_ID_MPEG4,     AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO,
    AV_CODEC_ID_MJPEG,     AV_CODEC_ID_THEORA,    AV_CODEC_ID_PRORES,     AV_CODEC_ID_DNXHD,
    AV_CODEC_ID_AAC,       AV_CODEC_ID_MP3,       AV_CODEC_ID_MP2,        AV_CODEC_ID_OPUS,
    AV_CODEC_ID_VORBIS,    AV_CODEC_ID_FLAC,      AV_CODEC_ID_AC3,        AV_CODEC_ID_EAC3,
    AV_CODEC_ID_ALAC,      AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE,  AV_CODEC_ID_PCM_S24LE,
    AV_CODEC_ID_PCM_S24BE, AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_F32LE,  AV_CODEC_ID_PCM_U8,
    AV_CODEC_ID_PCM_ALAW,  AV_CODEC_ID_PCM_MULAW};

// 8K; a header that claims more would only ask for memory.
constexpr std::int64_t kPixelLimit = std::int64_t{8192} * 4320;

}  // namespace

bool is_decoded(AVCodecID codec) {
    return std::ranges::find(kDecoded, codec) != kDecoded.end();
}

Decoder::Decoder(const AVStream& stream) : frame_(av_frame_alloc()) {
    const AVCodecID id = stream.codecpar->codec_id;
    const AVCodec* codec = is_decoded(id) ? avcodec_find_decoder(id) : nullptr;
    if (codec == nullptr) {
        throw Error(ErrorCode::unsupported,
                    std::string(avcodec_get_name(id)) + " is not decoded here");
    }
    context_.reset(avcodec_alloc_context3(codec));
    if (!context_ || !frame_) throw std::bad_alloc();
    avcodec_parameters_to_context(context_.get(), stream.codecpar);
    context_->thread_count = 1;
    context_->pkt_timebase = stream.time_base;
    context_->max_pixels = kPixelLimit;
    set_effort(Effort::whole);
    if (avcodec_open2(context_.get(), codec, nullptr) < 0)
        throw Error(ErrorCode::unsupported,
                    std::string(avcodec_get_name(id)) + " could not be opened");
}

void Decoder::decode(const AVPacket* packet, const Receiver& receive) {
    // The transport stream lost a part of it; decoders often paint over that without a word.
    if (packet != nullptr && (packet->flags & AV_PKT_FLAG_CORRUPT) != 0) ++damaged_;
    int status = avcodec_send_packet(context_.get(), packet);
    if (status == AVERROR(EAGAIN)) {
        receive_all(receive);
        status = avcodec_send_packet(context_.get(), packet);
    }
    if (status == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (status < 0 && status != AVERROR_EOF) ++damaged_;
    receive_all(receive);
    if (packet == nullptr) avcodec_flush_buffers(context_.get());
}

void Decoder::receive_all(const Receiver& receive) {
    while (true) {
        const int status = avcodec_receive_frame(context_.get(), frame_.get());
        if (status == AVERROR(ENOMEM)) throw std::bad_alloc();
        if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return;
        if (status < 0) {
            ++damaged_;
            return;
        }
        const bool broken =
            (frame_->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame_->decode_error_flags != 0;
        if (broken) {
            ++damaged_;
        } else {
            receive(*frame_);
        }
        av_frame_unref(frame_.get());
    }
}

void Decoder::set_effort(Effort effort) noexcept {
    context_->skip_loop_filter = effort == Effort::whole ? AVDISCARD_NONREF : AVDISCARD_ALL;
    context_->skip_frame = effort == Effort::references ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
}

}  // namespace revivre::indexer::ffmpeg
