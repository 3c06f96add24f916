#pragma once

#include <span>
#include <vector>

#include "chapters/remap/envelope.hpp"

namespace revivre::chapters::remap {

/// How alike two equally long pieces are, whatever their mean and scale: -1 to 1 (Pearson's r); 0
/// when one of them does not change.
float likeness(std::span<const float> left, std::span<const float> right);

/// Finds pieces of one recording in another.
class Search {
  public:
    /// `sound` must live as long as the search.
    explicit Search(const Sound& sound);

    struct Place {
        int frame = 0;           ///< where the piece begins here
        float shift_frames = 0;  ///< to be added to `frame`: between -0.5 and 0.5
        float score = -1;        ///< likeness
    };

    /// The best place for a piece of frames, and how alike the best other place is, more than half
    /// a second away.
    struct Found {
        Place best;
        float next = -1;
    };
    [[nodiscard]] Found find(std::span<const float> piece) const;

    /// The best place within `around` frames of `frame`. The piece must fit in somewhere there.
    [[nodiscard]] Place refine(std::span<const float> piece, int frame, int around) const;

  private:
    [[nodiscard]] std::vector<int> candidates(std::span<const float> piece) const;

    const Sound& sound_;
    std::vector<float> coarse_;
    std::vector<double> sums_;     // of the coarse levels before each
    std::vector<double> squares_;  // and of their squares
};

}  // namespace revivre::chapters::remap
