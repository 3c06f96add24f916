#include "indexer/analysis/stroke_grid.hpp"

#include <algorithm>

namespace revivre::indexer {
namespace {

// Letters of captions have some 1/60 of the picture's height or more: 3 rows of 180, and strokes
// of a sample or more in 640 columns.
constexpr int kColumns = 640;
constexpr int kRows = 180;
// Levels between the left and the right neighbour of a sample that make an edge. Noise and
// gradients of decoded pictures stay below 15, the smallest letters of 270p in VP9 at crf 36 have
// 40 and more.
constexpr int kEdge = 26;

void thin_out(std::span<const std::uint8_t> row, int step, std::uint8_t* samples, int count) {
    if (step == 1) {
        std::copy_n(row.begin(), count, samples);
        return;
    }
    for (int x = 0; x < count; ++x) samples[x] = row[static_cast<std::size_t>(x * step)];
}

void mark_edges(const std::uint8_t* samples, int count, std::uint8_t* edges) {
    if (count < 3) return;
    for (int x = 1; x < count - 1; ++x) {
        const int rise = samples[x + 1] - samples[x - 1];
        edges[x] = static_cast<std::uint8_t>(static_cast<int>(rise >= kEdge) +
                                             2 * static_cast<int>(rise <= -kEdge));
    }
}

}  // namespace

void fill_stroke_grid(const Plane& luma, StrokeGrid& grid) {
    grid.step_x = std::max(1, (luma.width + kColumns / 2) / kColumns);
    grid.step_y = std::max(1, luma.height / kRows);
    grid.width = luma.width / grid.step_x;
    grid.height = luma.height / grid.step_y;
    const auto count = static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
    grid.luma.resize(count);
    grid.edges.assign(count, StrokeGrid::none);
    for (int y = 0; y < grid.height; ++y) {
        std::uint8_t* samples = grid.luma.data() + grid.at(0, y);
        thin_out(luma.row(y * grid.step_y), grid.step_x, samples, grid.width);
        mark_edges(samples, grid.width, grid.edges.data() + grid.at(0, y));
    }
}

}  // namespace revivre::indexer
