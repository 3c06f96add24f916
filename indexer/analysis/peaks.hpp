#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/sound_frames.hpp"

namespace revivre::indexer {

/// A waveform in small: the lowest and the highest sample of each 20 ms, all channels together,
/// 100 bytes for a second of sound (3 h: 1 MB).
class Peaks {
  public:
    /// The levels that files are made of.
    struct Level {
        std::string_view name;  ///< of its file
        int frames = 0;         ///< how many make one pair
    };
    static constexpr std::array<Level, 3> kLevels{
        Level{"peaks-20ms.dat", 2}, Level{"peaks-100ms.dat", 10}, Level{"peaks-1000ms.dat", 100}};

    void add(const SoundFrame& frame);
    [[nodiscard]] bool empty() const { return pairs_.empty(); }

    /// A file as audiowaveform writes and peaks.js reads it (version 2, 8 bits, one channel;
    /// github.com/bbc/audiowaveform, doc/DataFormat.md). Pair n stands at the presentation time
    /// n * the length of a pair, whatever the rate of the sound and wherever it has gaps (0, 0):
    /// "sample rate" is always 48000, of which "samples per pixel" make the length of a pair.
    [[nodiscard]] std::string file(const Level& level) const;

  private:
    struct Pair {
        std::int8_t lowest = 0;
        std::int8_t highest = 0;
    };
    std::vector<Pair> pairs_;
};

}  // namespace revivre::indexer
