#include "indexer/analysis/loudness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <new>

#include <ebur128.h>

#include "indexer/analysis/sound_frames.hpp"

namespace revivre::indexer {
namespace {

// One sample that is no number would stay in the filter for ever. Sums of eight, side by side, for
// the compiler to make vectors of.
bool all_numbers(std::span<const float> samples) {
    constexpr std::size_t kLanes = 8;
    std::array<float, kLanes> sums{};
    std::size_t at = 0;
    for (; at + kLanes <= samples.size(); at += kLanes) {
        const float* const from = samples.data() + at;
        for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += from[lane] * 0.0F;
    }
    for (; at < samples.size(); ++at) sums[0] += samples[at] * 0.0F;
    return std::ranges::all_of(sums, [](float sum) { return sum == 0; });
}

struct Free {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

}  // namespace

struct Loudness::Meter {
    std::unique_ptr<ebur128_state, Free> state;

    void fit(unsigned channels, unsigned long rate_hz) {
        if (!state) {
            state.reset(ebur128_init(channels, rate_hz, EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM));
            if (!state) throw std::bad_alloc{};
        } else if (state->channels != channels || state->samplerate != rate_hz) {
            check(ebur128_change_parameters(state.get(), channels, rate_hz));
        }
    }

    // Nothing else can go wrong with sound that can be heard.
    static void check(int result) {
        if (result == EBUR128_ERROR_NOMEM) throw std::bad_alloc{};
    }
};

Loudness::Loudness() : meter_(std::make_unique<Meter>()) {}

Loudness::~Loudness() = default;

void Loudness::hear(const Sound& sound) {
    if (!can_be_heard(sound) || !all_numbers(sound.samples)) return;
    const auto channels = static_cast<unsigned>(sound.channels);
    meter_->fit(channels, static_cast<unsigned long>(sound.sample_rate_hz));
    const std::size_t frames = sound.samples.size() / channels;
    Meter::check(ebur128_add_frames_float(meter_->state.get(), sound.samples.data(), frames));
}

std::optional<double> Loudness::integrated() const {
    double loudness = 0;
    if (!meter_->state) return {};
    if (ebur128_loudness_global(meter_->state.get(), &loudness) != EBUR128_SUCCESS) return {};
    if (!std::isfinite(loudness)) return {};
    return loudness;
}

}  // namespace revivre::indexer
