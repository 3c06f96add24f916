#pragma once

#include <vector>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// Lines of text in a crop, from top to bottom, each with a little room around it. Tells lines
/// apart by the rows between them in which few edges are; a crop without any edge has none.
std::vector<chapters::Box> text_lines(const GreyImage& crop);

/// The lines as a reader wants them: dark on white, large letters, one under another, with room
/// around. Each line is brought to its own ground and size: a caption may be white on blue in its
/// first line and black on white in its second. Empty when there are no lines.
/// `line_height_px`: of each line there, from accents to descenders. Readings at two sizes fail at
/// different letters, which makes them worth a vote.
GreyImage prepare_for_reading(const GreyImage& crop, const std::vector<chapters::Box>& lines,
                              int line_height_px = 40);

}  // namespace revivre::indexer
