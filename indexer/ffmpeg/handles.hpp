#pragma once

// The only header of the project that includes FFmpeg, for .cpp files of indexer/ffmpeg only.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/dict.h>
#include <libavutil/display.h>
#include <libavutil/log.h>
#include <libavutil/mathematics.h>
#include <libavutil/mem.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace revivre::indexer::ffmpeg {

/// Frees an FFmpeg object by the function that takes the address of its pointer.
template <auto Free>
struct FreeByAddress {
    template <typename T>
    void operator()(T* handle) const noexcept {
        Free(&handle);
    }
};
using InputHandle = std::unique_ptr<AVFormatContext, FreeByAddress<avformat_close_input>>;
using PacketHandle = std::unique_ptr<AVPacket, FreeByAddress<av_packet_free>>;
using DictionaryHandle = std::unique_ptr<AVDictionary, FreeByAddress<av_dict_free>>;

using CodecHandle = std::unique_ptr<AVCodecContext, FreeByAddress<avcodec_free_context>>;
using FrameHandle = std::unique_ptr<AVFrame, FreeByAddress<av_frame_free>>;
using ResamplerHandle = std::unique_ptr<SwrContext, FreeByAddress<swr_free>>;

struct FreeScaler {
    void operator()(SwsContext* scaler) const noexcept { sws_freeContext(scaler); }
};
using ScalerHandle = std::unique_ptr<SwsContext, FreeScaler>;

/// An I/O context and its buffer, which FFmpeg may have replaced by a larger one.
struct FreeIo {
    void operator()(AVIOContext* io) const noexcept {
        av_freep(static_cast<void*>(&io->buffer));
        avio_context_free(&io);
    }
};
using IoHandle = std::unique_ptr<AVIOContext, FreeIo>;

}  // namespace revivre::indexer::ffmpeg
