#pragma once

#include <span>

#include "chapters/model.hpp"

namespace revivre::indexer {

/// A stretch of sound, lent for the length of a call. Stretches come in order; `gap_before` says
/// that sound is missing between this one and the one before (damage, a jump of the clock).
struct Sound {
    chapters::Time time{};  ///< presentation time of its first sample
    int sample_rate_hz = 0;
    int channels = 0;                ///< 1 or 2
    std::span<const float> samples;  ///< interleaved, full scale is 1
    bool gap_before = false;
};

}  // namespace revivre::indexer
