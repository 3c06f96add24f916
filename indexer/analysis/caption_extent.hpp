#pragma once

#include <cstdint>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/stroke_grid.hpp"

namespace revivre::indexer {

/// Samples between a text and the border of its box; what is less is there by chance.
inline constexpr int kBorderOfBox = 6;

/// What is to be read: up to the border of the box, on sides without one the text and some room, as
/// the cells that it was found in may cut off a letter. May leave the picture.
chapters::Box crop_around(const chapters::Box& text, const chapters::Box& box);

/// The box that was laid over the picture with a text: `text` grown to all sides as long as most of
/// the next row or column has changed since `before`. Text without a box keeps its own extent. In
/// samples of the grids, which are of one size.
chapters::Box changed_extent(const StrokeGrid& now, const StrokeGrid& before,
                             const chapters::Box& text);

/// Whether the most frequent level in `box` is what it was: nothing but writing came there.
bool same_ground(const StrokeGrid& now, const StrokeGrid& before, const chapters::Box& box);

/// The luma of a box that lies in the grid, row by row.
std::vector<std::uint8_t> samples_of(const StrokeGrid& grid, const chapters::Box& box);

}  // namespace revivre::indexer
