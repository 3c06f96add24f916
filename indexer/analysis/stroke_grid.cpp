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
constexpr std::uint8_t kEdge = 26;

// The step is a constant for the compiler where pictures are usual: 1 up to 960 samples wide, 2 for
// 720p, 3 for 1080p.
template <int kStep>
void thin_out(const std::uint8_t* row, std::uint8_t* samples, int count) {
    for (int x = 0; x < count; ++x) samples[x] = row[x * kStep];
}

void thin_out(const std::uint8_t* row, int step, std::uint8_t* samples, int count) {
    if (step == 1) return thin_out<1>(row, samples, count);
    if (step == 2) return thin_out<2>(row, samples, count);
    if (step == 3) return thin_out<3>(row, samples, count);
    for (int x = 0; x < count; ++x) samples[x] = row[std::ptrdiff_t{x} * step];
}

// In 8 bits throughout, of which a register holds sixteen.
void mark_edges(const std::uint8_t* samples, int count, std::uint8_t* edges) {
    for (int x = 1; x < count - 1; ++x) {
        const std::uint8_t left = samples[x - 1];
        const std::uint8_t right = samples[x + 1];
        const auto rise = static_cast<std::uint8_t>(std::max(left, right) - left);
        const auto fall = static_cast<std::uint8_t>(std::max(left, right) - right);
        const auto lighter = static_cast<std::uint8_t>(rise >= kEdge ? StrokeGrid::lighter : 0);
        const auto darker = static_cast<std::uint8_t>(fall >= kEdge ? StrokeGrid::darker : 0);
        edges[x] = static_cast<std::uint8_t>(lighter | darker);
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
    grid.edges.resize(count);
    if (count == 0) return;
    for (int y = 0; y < grid.height; ++y) {
        std::uint8_t* samples = grid.luma.data() + grid.at(0, y);
        thin_out(luma.row(y * grid.step_y).data(), grid.step_x, samples, grid.width);
        std::uint8_t* edges = grid.edges.data() + grid.at(0, y);
        edges[0] = edges[grid.width - 1] = StrokeGrid::none;
        mark_edges(samples, grid.width, edges);
    }
}

}  // namespace revivre::indexer
