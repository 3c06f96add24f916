#pragma once

#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/stroke_grid.hpp"

namespace revivre::indexer {

/// Counts of edges in each cell of kWidth x kHeight samples of a grid.
struct StrokeCells {
    static constexpr int kWidth = 8;
    static constexpr int kHeight = 4;

    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> lighter;
    std::vector<std::uint8_t> darker;
};

/// The edges of `now` that a picture before it had at the same place too.
void keep_common(const StrokeGrid& now, const StrokeGrid& before, std::vector<std::uint8_t>& edges);

/// Takes from `edges` those that `before` had within `reach` samples to the left or right, in the
/// same row or the ones above and below when reach is not 0. Returns the share that is left.
double drop_known(const StrokeGrid& before, int reach, std::vector<std::uint8_t>& edges);

StrokeCells count_strokes(const StrokeGrid& grid, const std::vector<std::uint8_t>& edges);

/// Blocks of cells that look like lines of text, in samples of the grid: several edges of both
/// kinds in each cell, cells side by side, lines one under another. Widest first, 16 at most.
std::vector<chapters::Box> text_bands(const StrokeCells& cells);

}  // namespace revivre::indexer
