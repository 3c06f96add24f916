#pragma once

#include <vector>

#include "chapters/remap/extension.hpp"

namespace revivre::chapters::remap {

/// What is sure of stretches that were found one by one: no moment of either recording belongs to
/// two of them, and their edges are drawn back by what an edge may be wrong. Edges at the ends of
/// the recordings, with nothing but quiet between, go to those ends. In order of start.
std::vector<Stretch> settled(const Sound& old, const Sound& made, std::vector<Stretch> stretches);

}  // namespace revivre::chapters::remap
