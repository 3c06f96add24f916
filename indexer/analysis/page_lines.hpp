#pragma once

#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/picture.hpp"

namespace revivre::indexer {

/// Finds what looks like lines of text in the part `page` of a picture: dense upright edges in a
/// wide low rectangle, of any colour on any ground. Photographs and charts may give boxes as well;
/// reading tells. From top to bottom, at most 64 (a page that is all text has some 40 lines); some
/// milliseconds at 1080p.
std::vector<chapters::Box> page_lines(const Plane& luma, const chapters::Box& page);

}  // namespace revivre::indexer
