#include "indexer/analysis/caption_extent.hpp"

#include <algorithm>
#include <cstdlib>

#include "indexer/analysis/boxes.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;

// Levels; what moves a little and the noise of the codec stay below.
constexpr int kChanged = 12;
constexpr double kMost = 0.6;
constexpr int kLowestLine = 8;
// How far a box goes beyond its text: lines that were not found at first above and below, and to
// the sides a bar across the picture. What goes further is no box but a picture that changed.
constexpr int kLinesBeyond = 2;

// The share of the samples of a box of one row or one column that changed.
double changed_share(const StrokeGrid& now, const StrokeGrid& before, const Box& line) {
    const Box inside = cut_to(line, now.width, now.height);
    if (inside != line) return 0;
    int changed = 0;
    for (int y = line.y_px; y < line.y_px + line.height_px; ++y)
        for (int x = line.x_px; x < line.x_px + line.width_px; ++x) {
            const int a = now.luma[now.at(x, y)];
            changed += std::abs(a - before.luma[before.at(x, y)]) > kChanged ? 1 : 0;
        }
    return static_cast<double>(changed) / (line.width_px * line.height_px);
}

}  // namespace

Box changed_extent(const StrokeGrid& now, const StrokeGrid& before, const Box& text) {
    Box box = cut_to(text, now.width, now.height);
    if (box.width_px == 0 || box.height_px == 0) return box;
    const int beyond = std::max(text.height_px, kLowestLine) * kLinesBeyond;
    const int highest = text.y_px - beyond;
    const int lowest = text.y_px + text.height_px + beyond;
    const auto grows = [&](const Box& line) { return changed_share(now, before, line) > kMost; };
    bool grown = true;
    while (grown) {
        grown = false;
        if (box.y_px > highest && grows({box.x_px, box.y_px - 1, box.width_px, 1})) {
            --box.y_px;
            ++box.height_px;
            grown = true;
        }
        if (box.y_px + box.height_px < lowest &&
            grows({box.x_px, box.y_px + box.height_px, box.width_px, 1})) {
            ++box.height_px;
            grown = true;
        }
        if (grows({box.x_px - 1, box.y_px, 1, box.height_px})) {
            --box.x_px;
            ++box.width_px;
            grown = true;
        }
        if (grows({box.x_px + box.width_px, box.y_px, 1, box.height_px})) {
            ++box.width_px;
            grown = true;
        }
    }
    return box;
}

}  // namespace revivre::indexer
