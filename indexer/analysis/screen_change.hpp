#pragma once

#include "indexer/analysis/picture_trail.hpp"

namespace revivre::indexer {

/// What differs between two thumbnails.
struct ScreenChange {
    int cells = 0;    ///< that differ clearly
    CellBox where{};  ///< around them
};

ScreenChange change_between(const Cells& a, const Cells& b);

/// The cells of `box` that differ clearly.
int changed_cells(const Cells& a, const Cells& b, const CellBox& box);

/// Nothing but coding noise, a pointer or a small moving logo.
bool is_still(const ScreenChange& change);

/// All of it within a rectangle of the shape in which a speaker is shown beside a slide.
bool is_inset(const ScreenChange& change);

}  // namespace revivre::indexer
