#include "indexer/analysis/text_fingerprint.hpp"

#include <algorithm>
#include <cstdlib>

namespace revivre::indexer {
namespace {

// More tell no more: with 400 independent edges the share is known to 0.025.
constexpr std::size_t kMostMarks = 400;
// A text that fades in or out is still the same at a third of its strength; below 10 levels the
// noise of the codec gives edges of any kind.
constexpr int kLeastRise = 10;
constexpr int kRiseParts = 3;

bool same_edge(int rise, int expected) {
    if ((rise < 0) != (expected < 0)) return false;
    return std::abs(rise) >= std::max(kLeastRise, std::abs(expected) / kRiseParts);
}

}  // namespace

TextFingerprint::TextFingerprint(const StrokeGrid& grid, const std::vector<std::uint8_t>& edges,
                                 const chapters::Box& box)
    : step_x_(grid.step_x), step_y_(grid.step_y) {
    const int right = std::min(box.x_px + box.width_px, grid.width - 1);
    const int bottom = std::min(box.y_px + box.height_px, grid.height);
    for (int y = std::max(0, box.y_px); y < bottom; ++y) {
        for (int x = std::max(1, box.x_px); x < right; ++x) {
            if (edges[grid.at(x, y)] == StrokeGrid::none) continue;
            marks_.push_back({x, y, grid.luma[grid.at(x + 1, y)] - grid.luma[grid.at(x - 1, y)]});
        }
    }
    if (marks_.size() <= kMostMarks) return;
    std::vector<Mark> some;
    some.reserve(kMostMarks);
    for (std::size_t i = 0; i < kMostMarks; ++i)
        some.push_back(marks_[i * marks_.size() / kMostMarks]);
    marks_ = std::move(some);
}

TextFingerprint::Match TextFingerprint::find_in(const Plane& luma) const {
    int found = 0;
    int strength = 0;
    for (const Mark& mark : marks_) {
        const auto row = luma.row(mark.y * step_y_);
        const int rise = row[static_cast<std::size_t>((mark.x + 1) * step_x_)] -
                         row[static_cast<std::size_t>((mark.x - 1) * step_x_)];
        if (!same_edge(rise, mark.rise)) continue;
        ++found;
        strength += std::abs(rise);
    }
    if (found == 0) return {};
    return {static_cast<double>(found) / static_cast<double>(marks_.size()),
            static_cast<double>(strength) / found};
}

double TextFingerprint::agreement_in(const StrokeGrid& grid) const {
    return agreement_moved(grid, 0, 0);
}

double TextFingerprint::agreement_near(const StrokeGrid& grid, int x, int y) const {
    double best = 0;
    for (int down = -y; down <= y; ++down)
        for (int right = -x; right <= x; ++right)
            best = std::max(best, agreement_moved(grid, right, down));
    return best;
}

double TextFingerprint::agreement_moved(const StrokeGrid& grid, int right, int down) const {
    if (marks_.empty()) return 0;
    int found = 0;
    for (const Mark& mark : marks_) {
        const int x = mark.x + right;
        const int y = mark.y + down;
        if (x < 1 || x + 1 >= grid.width || y < 0 || y >= grid.height) continue;
        const int rise = grid.luma[grid.at(x + 1, y)] - grid.luma[grid.at(x - 1, y)];
        found += same_edge(rise, mark.rise) ? 1 : 0;
    }
    return static_cast<double>(found) / static_cast<double>(marks_.size());
}

}  // namespace revivre::indexer
