#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/sound_frames.hpp"

namespace revivre::indexer {

/// How loud a frame is, in a byte: 0 for no sound at all (none was heard), else half decibels:
/// 1 is -100 dB of full scale or less, 255 is +27 dB.
using SoundLevel = std::uint8_t;

/// `amplitude`: full scale is 1.
[[nodiscard]] SoundLevel sound_level(float amplitude);

/// An interval [start, end) without speech or applause.
struct Silence {
    chapters::Time start{};
    chapters::Time end{};
    bool operator==(const Silence&) const = default;
};

/// The levels of a recording, and where it is silent. What counts as silent follows the noise of
/// the room: the quietest twentieth of the minute before and of the minute after, whichever is
/// louder, so that a change of the level is followed from both sides while applause of half a
/// minute is not taken for the noise of a room. A byte for 10 ms; one thread.
class SoundLevels {
  public:
    void add(const SoundFrame& frame);
    /// From 0.3 s on, in order, apart; ends are good to 10 ms. At most 10,000 (the longest): speech
    /// has some ten a minute, which is 7,200 in twelve hours.
    [[nodiscard]] std::vector<Silence> silences() const;

  private:
    std::vector<SoundLevel> levels_;
};

}  // namespace revivre::indexer
