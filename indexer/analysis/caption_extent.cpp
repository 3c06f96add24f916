#include "indexer/analysis/caption_extent.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "indexer/analysis/boxes.hpp"
#include "indexer/analysis/picture_kinds.hpp"
#include "indexer/analysis/text_bands.hpp"

namespace revivre::indexer {
namespace {

using chapters::Box;

// Levels; what moves a little and the noise of the codec stay below.
constexpr int kChanged = 12;
constexpr int kSameGround = 10;
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

int ground_of(const StrokeGrid& grid, const Box& box) {
    std::array<int, 256> counts{};
    for (int y = box.y_px; y < box.y_px + box.height_px; ++y)
        for (int x = box.x_px; x < box.x_px + box.width_px; ++x) ++counts[grid.luma[grid.at(x, y)]];
    int level = 0;
    frequent(counts, level);
    return level;
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

bool same_ground(const StrokeGrid& now, const StrokeGrid& before, const Box& box) {
    return std::abs(ground_of(now, box) - ground_of(before, box)) <= kSameGround;
}

std::vector<std::uint8_t> samples_of(const StrokeGrid& grid, const Box& box) {
    std::vector<std::uint8_t> samples;
    for (int y = box.y_px; y < box.y_px + box.height_px; ++y)
        for (int x = box.x_px; x < box.x_px + box.width_px; ++x)
            samples.push_back(grid.luma[grid.at(x, y)]);
    return samples;
}

Box crop_around(const Box& text, const Box& box) {
    const Box roomy = widened(text, 2 * StrokeCells::kWidth, StrokeCells::kHeight);
    const auto end = [](int of_text, int of_box, int of_room) {
        return std::abs(of_box - of_text) >= kBorderOfBox ? of_box : of_room;
    };
    const int left = end(text.x_px, box.x_px, roomy.x_px);
    const int top = end(text.y_px, box.y_px, roomy.y_px);
    const int right =
        end(text.x_px + text.width_px, box.x_px + box.width_px, roomy.x_px + roomy.width_px);
    const int bottom =
        end(text.y_px + text.height_px, box.y_px + box.height_px, roomy.y_px + roomy.height_px);
    return {left, top, right - left, bottom - top};
}

}  // namespace revivre::indexer
