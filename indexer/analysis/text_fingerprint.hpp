#pragma once

#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/stroke_grid.hpp"

namespace revivre::indexer {

/// Where the edges of a text lie: enough to tell in a few microseconds whether the same text is
/// still there, whatever goes on behind it. Edges of another text, or of the same one moved by a
/// letter's stroke, agree no better than by chance.
class TextFingerprint {
  public:
    /// Of the `edges` (those of `grid` that count) inside `box`, in samples of the grid.
    TextFingerprint(const StrokeGrid& grid, const std::vector<std::uint8_t>& edges,
                    const chapters::Box& box);

    struct Match {
        double agreement = 0;  ///< 0 to 1: the share of the edges that are there
        double strength = 0;   ///< levels: how strong those are in the mean
    };
    /// `luma` has the size of the picture that the grid was made of.
    [[nodiscard]] Match find_in(const Plane& luma) const;
    /// The same in a thinned-out picture.
    [[nodiscard]] double agreement_in(const StrokeGrid& grid) const;
    /// The best of those with the text moved by up to `x` samples to the sides and `y` up or down.
    [[nodiscard]] double agreement_near(const StrokeGrid& grid, int x, int y) const;

    [[nodiscard]] bool empty() const { return marks_.empty(); }

  private:
    struct Mark {
        int x = 0;  // of the sample, in the grid
        int y = 0;
        int rise = 0;  // levels from its left to its right neighbour
    };
    [[nodiscard]] double agreement_moved(const StrokeGrid& grid, int x, int y) const;

    int step_x_ = 1;
    int step_y_ = 1;
    std::vector<Mark> marks_;
};

}  // namespace revivre::indexer
