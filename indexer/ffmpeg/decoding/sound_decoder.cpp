#include "indexer/ffmpeg/decoding/sound_decoder.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

namespace revivre::indexer::ffmpeg {
namespace {

constexpr std::int64_t kSecond = AV_TIME_BASE;
// Containers round to their own clock (Matroska to 1 ms): less than this is no gap.
constexpr std::int64_t kGapUs = 50'000;
constexpr int kFewestHz = 1'000;
constexpr int kMostHz = 768'000;

}  // namespace

SoundDecoder::SoundDecoder(const AVStream& stream, std::int64_t origin_us)
    : decoder_(stream), time_base_(stream.time_base), origin_us_(origin_us) {}

void SoundDecoder::decode(const AVPacket* packet, const Receiver& receive) {
    decoder_.decode(packet, [&](const AVFrame& frame) { convert(frame, receive); });
}

// Streams may change their form in the middle (an MPEG transport stream that was cut together).
void SoundDecoder::follow(const AVFrame& frame) {
    const int channels = frame.ch_layout.nb_channels;
    if (frame.format == format_ && channels == channels_in_ && frame.sample_rate == rate_) return;
    format_ = frame.format;
    channels_in_ = channels;
    rate_ = frame.sample_rate;
    channels_ = std::min(channels, 2);
    AVChannelLayout wanted{};
    av_channel_layout_default(&wanted, channels_);
    AVChannelLayout given{};
    if (av_channel_layout_copy(&given, &frame.ch_layout) < 0) throw std::bad_alloc();
    if (given.order == AV_CHANNEL_ORDER_UNSPEC) av_channel_layout_default(&given, channels);
    SwrContext* raw = nullptr;
    const int status = swr_alloc_set_opts2(&raw, &wanted, AV_SAMPLE_FMT_FLT, rate_, &given,
                                           static_cast<AVSampleFormat>(format_), rate_, 0, nullptr);
    resampler_.reset(raw);
    av_channel_layout_uninit(&given);
    if (status < 0 || swr_init(raw) < 0) resampler_.reset();
}

void SoundDecoder::convert(const AVFrame& frame, const Receiver& receive) {
    const bool sane = frame.nb_samples > 0 && frame.sample_rate >= kFewestHz &&
                      frame.sample_rate <= kMostHz && frame.ch_layout.nb_channels > 0;
    if (!sane) return;
    follow(frame);
    if (!resampler_) return;
    samples_.resize(static_cast<std::size_t>(frame.nb_samples) *
                    static_cast<std::size_t>(channels_));
    std::array<std::uint8_t*, 1> out{reinterpret_cast<std::uint8_t*>(samples_.data())};
    const auto** in = const_cast<const std::uint8_t**>(frame.extended_data);
    const int count =
        swr_convert(resampler_.get(), out.data(), frame.nb_samples, in, frame.nb_samples);
    if (count <= 0) return;
    const std::int64_t stated = frame.best_effort_timestamp;
    std::int64_t start_us = expected_us_.value_or(0);
    if (stated != AV_NOPTS_VALUE)
        start_us = av_rescale_q(stated, time_base_, AV_TIME_BASE_Q) - origin_us_;
    const bool gap = expected_us_ && std::abs(start_us - *expected_us_) > kGapUs;
    expected_us_ = av_sat_add64(start_us, count * kSecond / rate_);
    if (*expected_us_ <= 0) return;  // before the first picture: nobody sees or hears it
    receive({.time = std::chrono::milliseconds(start_us / 1000),
             .sample_rate_hz = rate_,
             .channels = channels_,
             .samples = std::span(samples_).first(static_cast<std::size_t>(count * channels_)),
             .gap_before = gap});
}

}  // namespace revivre::indexer::ffmpeg
