#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/analysis/sound.hpp"

/// Sound made by tests.
namespace revivre::indexer::testing {

/// Noise that is the same in each run: uniform, of this amplitude.
class Noise {
  public:
    explicit Noise(float amplitude) : amplitude_(amplitude) {}
    float operator()() {
        state_ = state_ * 1664525U + 1013904223U;
        return amplitude_ * (static_cast<float>(state_ >> 8U) / 8388608.0F - 1.0F);
    }

  private:
    float amplitude_;
    std::uint32_t state_ = 1;
};

/// Samples of one channel, put together piece by piece.
struct Track {
    int rate_hz = 48'000;
    std::vector<float> samples{};

    Track& noise(double seconds, float amplitude) {
        Noise next{amplitude};
        const auto count = static_cast<std::size_t>(seconds * rate_hz);
        for (std::size_t at = 0; at < count; ++at) samples.push_back(next());
        return *this;
    }
    /// Words of 0.3 s with pauses of 0.1 s, over noise.
    Track& speech(double seconds, float amplitude, float background) {
        for (double said = 0; said < seconds - 0.01; said += 0.4) {
            noise(0.3, amplitude).noise(0.1, background);
        }
        return *this;
    }
};

/// Gives a track to `listener` in pieces of 1024 samples, as decoders do.
template <typename Listener>
void play(const Track& track, Listener& listener, chapters::Time from = {}, int channels = 1) {
    constexpr std::size_t kPiece = 1024;
    const std::size_t step = kPiece * static_cast<std::size_t>(channels);
    for (std::size_t at = 0; at < track.samples.size(); at += step) {
        const auto position = static_cast<std::int64_t>(at) / channels;
        listener.hear({.time = from + chapters::Time{position * 1000 / track.rate_hz},
                       .sample_rate_hz = track.rate_hz,
                       .channels = channels,
                       .samples = std::span{track.samples}.subspan(
                           at, std::min(step, track.samples.size() - at))});
    }
}

}  // namespace revivre::indexer::testing
