#pragma once

#include <array>

#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// The share of the cells whose luma differs by more than so many levels.
double changed_share(const Thumbnail& a, const Thumbnail& b, int levels);

/// Whether the picture was drawn, as slides and title cards are, rather than filmed: one level on
/// much of it, or no texture on most of it. A plain wall may pass for one.
bool drawn(const Thumbnail& picture);

/// Whether there is nothing to see, but perhaps in a corner.
bool black(const Thumbnail& picture);

/// The level around which most samples are, two levels to each side, and how many they are.
int frequent(const std::array<int, 256>& counts, int& level);

}  // namespace revivre::indexer
