#pragma once

#include <span>
#include <vector>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// Lines of a picture made ready for a TextReader: one below the other, each with letters of a good
/// size, dark on white, whatever their colours were.
struct ReadingSheet {
    GreyImage image;
    std::vector<int> line_ends;  ///< of each line of the picture: the row below its part
};

/// `lines` lie inside of the picture; at most 12 are taken.
ReadingSheet reading_sheet(const Plane& luma, std::span<const chapters::Box> lines);

/// A line of a picture as it was read; empty when nothing was.
struct ReadLine {
    chapters::Box box;  ///< in the picture
    std::string text{};
    double confidence = 0;
};

/// Reads `lines` of a picture in one call of `reader`: one answer a line, in order.
std::vector<ReadLine> read_lines(const Plane& luma, std::span<const chapters::Box> lines,
                                 TextReader& reader);

}  // namespace revivre::indexer
