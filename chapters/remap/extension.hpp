#pragma once

#include <vector>

#include "chapters/remap/correlation.hpp"
#include "chapters/remap/passage.hpp"

namespace revivre::chapters::remap {

/// A passage that is being made, in frames.
struct Stretch {
    int first = 0;          ///< of the old recording, active and alike
    int end = 0;            ///< one after the last such frame
    bool to_begin = false;  ///< nothing unlike stands before it, down to where a recording begins
    bool to_end = false;    ///< nor after it, up to where one ends
    struct Knot {
        int at = 0;
        float shift = 0;  ///< frames, to be added to a frame of the old recording
    };
    std::vector<Knot> knots;  ///< in order, at least one
    float score = 0;

    [[nodiscard]] int shift_at(int frame) const;  ///< of the nearest knot, rounded
    [[nodiscard]] int made_first() const { return first + shift_at(first); }
    [[nodiscard]] int made_end() const { return end + shift_at(end - 1); }
};

/// Two recordings, held beside each other.
struct Pair {
    const Sound& old;
    const Sound& made;
    const Search& search;  ///< in `made`

    /// Whether there is such a frame in the old recording, and one in the new when moved.
    [[nodiscard]] bool has(int frame, int shift) const;
};

/// The stretch around a piece of `length` frames at `first` that was found moved by `shift`: in
/// both directions as far as both recordings go on alike.
Stretch extended(const Pair& pair, int first, int length, float shift);

}  // namespace revivre::chapters::remap
