#include "indexer/ffmpeg/decoding/picture_maker.hpp"

#include <new>

#include "chapters/error.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

bool is_lent(int format) {
    return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

std::size_t place(int y, int width, int x) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
}

Plane turn(const Plane& plane, int quarters, std::vector<std::uint8_t>& samples) {
    const bool lies = quarters % 2 == 1;
    const int width = lies ? plane.height : plane.width;
    const int height = lies ? plane.width : plane.height;
    samples.resize(place(height, width, 0));
    for (int y = 0; y < plane.height; ++y) {
        const auto row = plane.row(y);
        for (int x = 0; x < plane.width; ++x) {
            const int to_x = quarters == 1 ? width - 1 - y : quarters == 2 ? width - 1 - x : y;
            const int to_y = quarters == 1 ? x : quarters == 2 ? height - 1 - y : height - 1 - x;
            samples[place(to_y, width, to_x)] = row[static_cast<std::size_t>(x)];
        }
    }
    return {samples.data(), width, height, width};
}

// Formats that say full range by themselves; libswscale narrows them where it converts.
bool is_full_by_name(int format) {
    return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P ||
           format == AV_PIX_FMT_YUVJ444P || format == AV_PIX_FMT_YUVJ440P;
}

// Whether samples still use the full range when the frame was lent or converted.
bool stays_full(const AVFrame& frame) {
    if (is_full_by_name(frame.format)) return is_lent(frame.format);
    return frame.color_range == AVCOL_RANGE_JPEG;
}

// ITU-R BT.709-6, 3.4: in 8 bits, 219 steps of luma from 16 and 224 of chroma around 128.
Plane narrow(const Plane& plane, int steps, int lowest, std::vector<std::uint8_t>& samples) {
    samples.resize(place(plane.height, plane.width, 0));
    std::uint8_t* target = samples.data();
    for (int y = 0; y < plane.height; ++y) {
        for (const std::uint8_t sample : plane.row(y))
            *target++ = static_cast<std::uint8_t>(lowest + (sample * steps + 127) / 255);
    }
    return {samples.data(), plane.width, plane.height, plane.width};
}

}  // namespace

PictureMaker::PictureMaker(int rotation_degrees)
    : quarter_turns_(((rotation_degrees + 45) / 90) % 4), converted_(av_frame_alloc()) {
    if (!converted_) throw std::bad_alloc();
}

Plane PictureMaker::planes_of(const AVFrame& frame, int plane) {
    const int shift = plane == 0 ? 0 : 1;
    return {frame.data[plane], AV_CEIL_RSHIFT(frame.width, shift),
            AV_CEIL_RSHIFT(frame.height, shift), frame.linesize[plane]};
}

const AVFrame& PictureMaker::converted(const AVFrame& frame) {
    scaler_.reset(sws_getCachedContext(
        scaler_.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format),
        frame.width, frame.height, AV_PIX_FMT_YUV420P, SWS_POINT, nullptr, nullptr, nullptr));
    if (!scaler_) throw Error(ErrorCode::unsupported, "its pictures are of an unknown form");
    if (converted_->width != frame.width || converted_->height != frame.height) {
        av_frame_unref(converted_.get());
        converted_->width = frame.width;
        converted_->height = frame.height;
        converted_->format = AV_PIX_FMT_YUV420P;
        if (av_frame_get_buffer(converted_.get(), 0) < 0) throw std::bad_alloc();
    }
    sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, converted_->data,
              converted_->linesize);
    return *converted_;
}

Picture PictureMaker::turned(const Picture& picture) {
    return {.luma = turn(picture.luma, quarter_turns_, turned_[0]),
            .blue = turn(picture.blue, quarter_turns_, turned_[1]),
            .red = turn(picture.red, quarter_turns_, turned_[2])};
}

Picture PictureMaker::narrowed(const Picture& picture) {
    return {.luma = narrow(picture.luma, 219, 16, narrowed_[0]),
            .blue = narrow(picture.blue, 224, 16, narrowed_[1]),
            .red = narrow(picture.red, 224, 16, narrowed_[2])};
}

Picture PictureMaker::make(const AVFrame& frame) {
    const AVFrame& plain = is_lent(frame.format) ? frame : converted(frame);
    Picture picture{
        .luma = planes_of(plain, 0), .blue = planes_of(plain, 1), .red = planes_of(plain, 2)};
    if (stays_full(frame)) picture = narrowed(picture);
    if (quarter_turns_ != 0) picture = turned(picture);
    fill_thumbnail(picture, thumbnail_);
    picture.thumbnail = &thumbnail_;
    return picture;
}

}  // namespace revivre::indexer::ffmpeg
