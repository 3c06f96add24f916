#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "chapters/model.hpp"

/// How loud a recording is at each moment: what two files with the same sound have in common,
/// whatever their codec and volume.
namespace revivre::chapters::remap {

/// The length of a frame: the finest peaks that the analysis keeps.
inline constexpr Time kFrame{20};

/// The largest sample of each frame without its sign, 0 to 128; empty: no sound is known.
using Envelope = std::vector<std::uint8_t>;

/// Reads a file of peaks (audiowaveform's format, version 2, 8 bits, one channel) whose pairs are
/// 20 ms apart. Throws Error{invalid_input} for anything else.
Envelope read_peaks(std::string_view file);

/// A recording's sound as two recordings are compared.
struct Sound {
    /// Level of each frame, as a power of two of what one in twenty frames exceeds: 0 and a little
    /// more for the loudest, down to a floor of at least -6 that both recordings share.
    std::vector<float> level;
    /// 1 where something stands out from what is always there around it (10 s): silence, hum and
    /// the noise of the room do not.
    std::vector<std::uint8_t> active;

    [[nodiscard]] int frames() const { return static_cast<int>(level.size()); }
};

/// Two recordings' sound with the same floor, so that another volume makes no difference.
std::pair<Sound, Sound> comparable(const Envelope& left, const Envelope& right);

}  // namespace revivre::chapters::remap
