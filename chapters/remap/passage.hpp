#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters::remap {

/// Where a passage of the old recording stands in the new one: [start, end) of the old one, moved
/// by the shift. A shift may change slowly over a passage (clocks differ).
struct Passage {
    /// The shift at one moment; between two of them it changes evenly.
    struct Knot {
        Time at{};  ///< of the old recording
        Time shift{};
    };
    Time start{};
    Time end{};
    std::vector<Knot> knots;  ///< at least one, in order
    double score = 0;         ///< how alike the two are, 0 to 1

    [[nodiscard]] Time shift_at(Time time) const;
    [[nodiscard]] Time new_start() const { return start + shift_at(start); }
    [[nodiscard]] Time new_end() const { return end + shift_at(end); }
};

/// What is known of where the old recording's moments stand in the new one.
class PassageMap {
  public:
    PassageMap() = default;
    /// `passages` do not overlap, neither in the old nor in the new recording; in order of start.
    PassageMap(std::vector<Passage> passages, Time new_duration)
        : passages_(std::move(passages)), new_duration_(new_duration) {}

    [[nodiscard]] const std::vector<Passage>& passages() const { return passages_; }

    /// Where what begins at `time` begins in the new recording; nothing when that is not sure.
    [[nodiscard]] std::optional<Time> start(Time time) const;
    /// Where what ends at `time` ends: looks at what stands before it.
    [[nodiscard]] std::optional<Time> end(Time time) const;
    /// The likeliest place, to be checked by somebody: by the nearest passage, but not within
    /// another one. Nothing when no passage is known.
    [[nodiscard]] std::optional<Time> guess(Time time) const;

    /// How much of the old recording is surely found.
    [[nodiscard]] Time found() const;

  private:
    [[nodiscard]] std::optional<Time> inside(Time moved) const;

    std::vector<Passage> passages_;
    Time new_duration_{};
};

}  // namespace revivre::chapters::remap
