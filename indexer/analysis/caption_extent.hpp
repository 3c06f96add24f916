#pragma once

#include "chapters/model.hpp"
#include "indexer/analysis/stroke_grid.hpp"

namespace revivre::indexer {

/// The box that was laid over the picture with a text: `text` grown to all sides as long as most of
/// the next row or column has changed since `before`. Text without a box keeps its own extent. In
/// samples of the grids, which are of one size.
chapters::Box changed_extent(const StrokeGrid& now, const StrokeGrid& before,
                             const chapters::Box& text);

}  // namespace revivre::indexer
