#pragma once

#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// Whether two pictures can be of one shot that was not cut in between.
bool same_scene(const Thumbnail& a, const Thumbnail& b);

}  // namespace revivre::indexer
