#include "indexer/analysis/sound_frames.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace revivre::indexer {
namespace {

constexpr std::int64_t kFramesPerSecond = std::chrono::seconds{1} / kFrameLength;

// Containers round times (Matroska to 1 ms, some to 1/90 of it) and encoders' packets are up to
// 64 ms long: a clock that is no more than two frames off is followed by counting samples. One
// that drifts away by more has said something about where sound stands.
constexpr chapters::Time kTolerance{20};

std::int64_t samples_at(chapters::Time time, int rate_hz) {
    return time.count() * rate_hz / 1000;
}

chapters::Time time_at(std::int64_t position, int rate_hz) {
    return chapters::Time{position * 1000 / rate_hz};
}

constexpr int kLeastRateHz = 1'000;
constexpr int kMostRateHz = 768'000;

// Eight side by side, for the compiler to make vectors of.
constexpr std::size_t kLanes = 8;
using Lanes = std::array<float, kLanes>;

struct Range {
    float lowest = 0;
    float highest = 0;
};

// A comparison with a sample that is no number is false. Lowest above highest: nothing there.
Range range_of(std::span<const float> samples) {
    Lanes lowest;
    Lanes highest;
    lowest.fill(std::numeric_limits<float>::max());
    highest.fill(std::numeric_limits<float>::lowest());
    const auto take = [&](std::size_t at, std::size_t lane) {
        const float sample = samples[at];
        lowest[lane] = sample < lowest[lane] ? sample : lowest[lane];
        highest[lane] = sample > highest[lane] ? sample : highest[lane];
    };
    std::size_t at = 0;
    for (; at + kLanes <= samples.size(); at += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) take(at + lane, lane);
    }
    for (; at < samples.size(); ++at) take(at, 0);
    return {*std::ranges::min_element(lowest), *std::ranges::max_element(highest)};
}

float greatest_change(std::span<const float> samples, std::size_t lag) {
    if (samples.size() <= lag) return 0;
    const std::span<const float> later = samples.subspan(lag);
    Lanes greatest{};
    const auto take = [&](std::size_t at, std::size_t lane) {
        const float change = std::abs(later[at] - samples[at]);
        greatest[lane] = change > greatest[lane] ? change : greatest[lane];
    };
    std::size_t at = 0;
    for (; at + kLanes <= later.size(); at += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) take(at + lane, lane);
    }
    for (; at < later.size(); ++at) take(at, 0);
    return *std::ranges::max_element(greatest);
}

}  // namespace

bool can_be_heard(const Sound& sound) {
    return !sound.samples.empty() && (sound.channels == 1 || sound.channels == 2) &&
           sound.sample_rate_hz >= kLeastRateHz && sound.sample_rate_hz <= kMostRateHz;
}

void SoundFrames::follow_clock(const Sound& sound) {
    const bool other = sound.sample_rate_hz != rate_hz_ || sound.channels != channels_;
    const bool jumped = other || sound.gap_before || !start_ ||
                        std::chrono::abs(time_at(position_, rate_hz_) - sound.time) > kTolerance;
    if (!jumped) return;
    emit_pending();
    rate_hz_ = sound.sample_rate_hz;
    channels_ = sound.channels;
    position_ = samples_at(sound.time, rate_hz_);
}

void SoundFrames::hear(const Sound& sound) {
    const chapters::Time limit = kMaxSoundFrames * kFrameLength;
    if (!can_be_heard(sound) || sound.time >= limit || sound.time <= -limit) return;
    follow_clock(sound);
    std::span<const float> rest = sound.samples;
    rest = rest.first(rest.size() - rest.size() % static_cast<std::size_t>(channels_));
    if (position_ < 0) {  // before the first picture
        const std::int64_t early = std::min<std::int64_t>(-position_, std::ssize(rest) / channels_);
        rest = rest.subspan(static_cast<std::size_t>(early * channels_));
        position_ += early;
    }
    if (rest.empty()) return;
    if (!start_) start_ = time_at(position_, rate_hz_);
    add(rest, channels_);
    end_ = std::max(end_, time_at(position_, rate_hz_));
}

void SoundFrames::add(std::span<const float> samples, int channels) {
    while (!samples.empty()) {
        const std::int64_t frame = position_ * kFramesPerSecond / rate_hz_;
        if (frame != frame_) emit_pending();
        frame_ = frame;
        if (frame >= kMaxSoundFrames) return;
        // The first sample of the next frame, rounded up: further than position_ at any rate.
        const std::int64_t next =
            ((frame + 1) * rate_hz_ + kFramesPerSecond - 1) / kFramesPerSecond;
        const auto missing = static_cast<std::size_t>((next - position_) * channels);
        const std::size_t count = std::min(samples.size(), missing);
        if (count == missing && pending_.empty()) {
            emit(samples.first(count));
        } else {
            pending_.insert(pending_.end(), samples.begin(),
                            samples.begin() + static_cast<std::ptrdiff_t>(count));
        }
        samples = samples.subspan(count);
        position_ += static_cast<std::int64_t>(count) / channels;
    }
}

void SoundFrames::emit(std::span<const float> samples) {
    const Range range = range_of(samples);
    if (range.lowest > range.highest) return;
    const auto lag = static_cast<std::size_t>(std::max(1, rate_hz_ / 2000) * channels_);
    sink_({.index = frame_,
           .lowest = range.lowest,
           .highest = range.highest,
           .change = greatest_change(samples, lag)});
}

void SoundFrames::emit_pending() {
    if (!pending_.empty()) emit(pending_);
    pending_.clear();
}

void SoundFrames::finish() {
    emit_pending();
}

}  // namespace revivre::indexer
