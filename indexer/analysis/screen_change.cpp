#include "indexer/analysis/screen_change.hpp"

#include <algorithm>
#include <cstdlib>

namespace revivre::indexer {
namespace {

// Coding moves the mean of a cell by three levels at most; a letter that is another one by 20 and
// more at the contrast of print.
constexpr int kClear = 10;
// Another title of ten letters changes some 40 of the 9216 cells.
constexpr int kStillCells = 30;
// An inset is a quarter of the picture at most, from upright to 16:9 (cells are square there).
constexpr int kInsetCells = Thumbnail::kWidth * Thumbnail::kHeight / 4;

}  // namespace

int changed_cells(const Cells& a, const Cells& b, const CellBox& box) {
    int changed = 0;
    for (int y = box.top; y < box.bottom; ++y) {
        const auto row = static_cast<std::size_t>(y) * Thumbnail::kWidth;
        for (auto i = row + static_cast<std::size_t>(box.left);
             i < row + static_cast<std::size_t>(box.right); ++i)
            changed += static_cast<int>(std::abs(a[i] - b[i]) > kClear);
    }
    return changed;
}

ScreenChange change_between(const Cells& a, const Cells& b) {
    ScreenChange change{.where = {Thumbnail::kWidth, Thumbnail::kHeight, 0, 0}};
    for (int y = 0; y < Thumbnail::kHeight; ++y) {
        // Most rows have not changed at all: told without looking at each cell.
        const int in_row = changed_cells(a, b, {0, y, Thumbnail::kWidth, y + 1});
        if (in_row == 0) continue;
        change.cells += in_row;
        change.where.top = std::min(change.where.top, y);
        change.where.bottom = y + 1;
        const auto row = static_cast<std::size_t>(y) * Thumbnail::kWidth;
        const auto differs = [&](int x) {
            const auto i = row + static_cast<std::size_t>(x);
            return std::abs(a[i] - b[i]) > kClear;
        };
        for (int x = 0; x < change.where.left; ++x)
            if (differs(x)) change.where.left = x;
        for (int x = Thumbnail::kWidth - 1; x >= change.where.right; --x)
            if (differs(x)) change.where.right = x + 1;
    }
    return change;
}

bool is_still(const ScreenChange& change) {
    return change.cells <= kStillCells;
}

bool is_inset(const ScreenChange& change) {
    const int width = change.where.width();
    const int height = change.where.height();
    if (change.cells == 0 || width * height > kInsetCells) return false;
    return width <= 2 * height && height <= 2 * width;
}

}  // namespace revivre::indexer
