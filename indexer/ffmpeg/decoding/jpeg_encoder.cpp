#include "indexer/ffmpeg/decoding/jpeg_encoder.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <list>
#include <new>
#include <span>

#include "chapters/error.hpp"
#include "indexer/analysis/scale.hpp"
#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

// FFmpeg's quantiser: 2 is finest, 31 coarsest. At 4 a poster of 640 x 360 takes 9 to 20 KB (one
// generated recording in 1080p) and shows no blocks.
constexpr int kQuantiser = 4;

// Posters, sheets, and crops of captions, which vary.
constexpr std::size_t kWarmEncoders = 4;

// FFmpeg refuses sides above 65500, JPEG cannot say more than 65535.
constexpr int kLongestSide = 16'384;

using Table = std::array<std::uint8_t, 256>;

// JFIF wants 0 to 255 where video has 16 to 235 (240 for colour, around 128).
constexpr Table full_range(int zero, int steps) {
    Table table{};
    for (int value = 0; value < 256; ++value) {
        const int centre = zero == 128 ? 128 : 0;
        const int scaled = (value - zero) * 510;
        const int rounded = (scaled + (scaled < 0 ? -steps : steps)) / (2 * steps);
        table[static_cast<std::size_t>(value)] =
            static_cast<std::uint8_t>(std::clamp(centre + rounded, 0, 255));
    }
    return table;
}
constexpr Table kFullLuma = full_range(16, 219);
constexpr Table kFullColour = full_range(128, 224);

void check(int result, const char* what) {
    if (result == AVERROR(ENOMEM)) throw std::bad_alloc{};
    if (result < 0) throw Error(ErrorCode::internal, std::string{"JPEG: cannot "} + what);
}

// The encoder for one size, with the frame it reads from.
class SizedEncoder {
  public:
    SizedEncoder(int width, int height)
        : frame_(av_frame_alloc()), packet_(av_packet_alloc()), width_(width), height_(height) {
        const AVCodec* const codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        if (codec == nullptr) throw Error(ErrorCode::unsupported, "this FFmpeg encodes no JPEG");
        context_.reset(avcodec_alloc_context3(codec));
        if (!context_ || !frame_ || !packet_) throw std::bad_alloc{};
        context_->width = width;
        context_->height = height;
        context_->time_base = {1, 25};
        context_->pix_fmt = AV_PIX_FMT_YUVJ420P;
        context_->color_range = AVCOL_RANGE_JPEG;
        context_->sample_aspect_ratio = {1, 1};  // without, there is no JFIF header
        context_->thread_count = 1;
        context_->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
        context_->global_quality = kQuantiser * FF_QP2LAMBDA;
        check(avcodec_open2(context_.get(), codec, nullptr), "open the encoder");
        frame_->width = width;
        frame_->height = height;
        frame_->format = context_->pix_fmt;
        check(av_frame_get_buffer(frame_.get(), 0), "get a frame");
    }

    [[nodiscard]] bool has_size(int width, int height) const {
        return width == width_ && height == height_;
    }

    std::string encode(const Picture& picture) {
        // The encoder may still hold the last one.
        check(av_frame_make_writable(frame_.get()), "write to a frame");
        fill(0, picture.luma, width_, height_, kFullLuma);
        fill(1, picture.blue, (width_ + 1) / 2, (height_ + 1) / 2, kFullColour);
        fill(2, picture.red, (width_ + 1) / 2, (height_ + 1) / 2, kFullColour);
        frame_->quality = context_->global_quality;
        frame_->pts = next_++;
        check(avcodec_send_frame(context_.get(), frame_.get()), "encode");
        check(avcodec_receive_packet(context_.get(), packet_.get()), "encode");
        const std::span bytes{packet_->data, static_cast<std::size_t>(packet_->size)};
        std::string file(bytes.begin(), bytes.end());
        av_packet_unref(packet_.get());
        return file;
    }

  private:
    void fill(std::size_t plane, const Plane& from, int width, int height, const Table& table) {
        const std::span data{frame_->data};
        const std::span strides{frame_->linesize};
        const MutablePlane to{data[plane], width, height, strides[plane]};
        scale_plane(from, to);
        for (int y = 0; y < height; ++y) {
            for (std::uint8_t& value :
                 std::span{to.samples + y * to.stride, static_cast<std::size_t>(width)}) {
                value = table[value];
            }
        }
    }

    CodecHandle context_;
    FrameHandle frame_;
    PacketHandle packet_;
    int width_;
    int height_;
    std::int64_t next_ = 0;
};

chapters::Box clamped(const chapters::Box& box, const Plane& plane) {
    const auto clamp = [](std::int64_t value, int limit) {
        return static_cast<int>(std::clamp<std::int64_t>(value, 0, limit));
    };
    const int left = clamp(box.x_px, plane.width);
    const int top = clamp(box.y_px, plane.height);
    const int right = clamp(std::int64_t{box.x_px} + box.width_px, plane.width);
    const int bottom = clamp(std::int64_t{box.y_px} + box.height_px, plane.height);
    return {left, top, right - left, bottom - top};
}

// At odd offsets colour is half a sample off, which is a quarter of what a sample of it covers.
Picture crop(const Picture& picture, const chapters::Box& box) {
    const auto colour = [&box](const Plane& plane) {
        return part_of(plane, box.x_px / 2, box.y_px / 2, (box.width_px + 1) / 2,
                       (box.height_px + 1) / 2);
    };
    return {.time = picture.time,
            .luma = part_of(picture.luma, box.x_px, box.y_px, box.width_px, box.height_px),
            .blue = colour(picture.blue),
            .red = colour(picture.red)};
}

class JpegEncoder final : public PictureEncoder {
  public:
    std::string jpeg(const Picture& picture, const chapters::Box& box, int width_px) override {
        const chapters::Box part = clamped(box, picture.luma);
        if (part.width_px <= 0 || part.height_px <= 0 || width_px <= 0) return {};
        const int width = std::min({width_px, part.width_px, kLongestSide});
        const std::int64_t height =
            (std::int64_t{part.height_px} * width + part.width_px / 2) / part.width_px;
        return encoder(width, static_cast<int>(std::clamp<std::int64_t>(height, 1, kLongestSide)))
            .encode(crop(picture, part));
    }

  private:
    SizedEncoder& encoder(int width, int height) {
        const auto warm = std::ranges::find_if(encoders_, [=](const SizedEncoder& encoder) {
            return encoder.has_size(width, height);
        });
        if (warm != encoders_.end()) {
            encoders_.splice(encoders_.begin(), encoders_, warm);
        } else {
            encoders_.emplace_front(width, height);
            if (encoders_.size() > kWarmEncoders) encoders_.pop_back();
        }
        return encoders_.front();
    }

    std::list<SizedEncoder> encoders_;  // last used first
};

}  // namespace

std::unique_ptr<PictureEncoder> open_jpeg_encoder() {
    return std::make_unique<JpegEncoder>();
}

}  // namespace revivre::indexer::ffmpeg
