#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "indexer/analysis/sound.hpp"

namespace revivre::indexer {

/// Frames of sound stand on a grid of presentation times: frame n is [n, n + 1) * kFrameLength.
inline constexpr chapters::Time kFrameLength{10};

/// What is kept of sound is bounded: 24 hours are more than twice the longest day on film, and 9 MB
/// of levels. Sound that says it comes later is not looked at.
inline constexpr std::int64_t kMaxSoundFrames = std::int64_t{24} * 3600 * 100;

/// That it has samples, one or two channels and a rate between 1 and 768 kHz: four times that of
/// studios, a quarter of the lowest on a telephone. Others would fill buffers or need filters that
/// do not exist.
[[nodiscard]] bool can_be_heard(const Sound& sound);

/// Ten milliseconds of sound, all channels together.
struct SoundFrame {
    std::int64_t index = 0;  ///< on the grid, 0 to kMaxSoundFrames - 1
    float lowest = 0;        ///< full scale is -1 to 1
    float highest = 0;
    /// The greatest change within half a millisecond, 0 or more: a comb filter that passes most at
    /// 1 kHz and takes 10 dB from 100 Hz, so that speech and claps stand out from the rumble of a
    /// room, from hum and from the constant that cheap sound cards add.
    float change = 0;
};

/// Cuts stretches of sound into frames, in the order in which they come. A clock that jumps back
/// gives frames a second time. Samples that are no numbers are passed over.
class SoundFrames {
  public:
    using Sink = std::function<void(const SoundFrame&)>;

    /// `sink` is called from inside hear() and finish().
    explicit SoundFrames(Sink sink) : sink_(std::move(sink)) {}

    void hear(const Sound& sound);
    /// Gives the frame that is not full.
    void finish();

    /// The first and the last moment that were heard; both 0 when nothing was.
    [[nodiscard]] chapters::Time start() const { return start_.value_or(chapters::Time{}); }
    [[nodiscard]] chapters::Time end() const { return end_; }

  private:
    void follow_clock(const Sound& sound);
    void add(std::span<const float> samples, int channels);
    void emit(std::span<const float> samples);
    void emit_pending();

    Sink sink_;
    std::vector<float> pending_;  ///< of a frame that is not full
    int rate_hz_ = 0;
    int channels_ = 0;
    std::int64_t position_ = 0;  ///< of the next sample, counted at rate_hz_ from time 0
    std::int64_t frame_ = 0;
    std::optional<chapters::Time> start_;
    chapters::Time end_{};
};

}  // namespace revivre::indexer
