#pragma once

#include <cstdint>
#include <vector>

#include "indexer/analysis/picture.hpp"

namespace revivre::indexer {

/// A picture thinned out for the search of text: every step_x-th sample of every step_y-th row,
/// and for each whether the picture gets lighter or darker there, from left to right. Letters are
/// many such edges close together, of both kinds. Taken at the same places in every picture, so
/// what is laid over a recording gives the same edges to the sample.
///
/// At most some 960 x 360 samples (300 KB with edges), whatever the picture's size.
struct StrokeGrid {
    enum Edge : std::uint8_t { none = 0, lighter = 1, darker = 2 };

    int step_x = 1;
    int step_y = 1;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> luma;   ///< width * height
    std::vector<std::uint8_t> edges;  ///< of Edge, width * height; none in the outer columns

    [[nodiscard]] std::size_t at(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(x);
    }
};

/// Fills `grid` (its memory is used again) from a picture.
void fill_stroke_grid(const Plane& luma, StrokeGrid& grid);

}  // namespace revivre::indexer
