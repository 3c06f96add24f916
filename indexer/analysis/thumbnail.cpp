#include "indexer/analysis/thumbnail.hpp"

#include <algorithm>
#include <span>

namespace revivre::indexer {
namespace {

// Rows of a cell that are read: of 1080 rows in 72 cells, 4 of 15.
constexpr int kRowsRead = 4;
constexpr std::size_t kWidest = Thumbnail::kWidth;

// The columns [first, last) of the cell; at least one, also in pictures smaller than a thumbnail.
int first_of(int cell, int cells, int samples) {
    return cell * samples / cells;
}
int last_of(int cell, int cells, int samples) {
    return std::max((cell + 1) * samples / cells, first_of(cell, cells, samples) + 1);
}

void add_row(std::span<const std::uint8_t> row, int cells, std::array<unsigned, kWidest>& sums) {
    const int samples = static_cast<int>(row.size());
    for (int cell = 0; cell < cells; ++cell) {
        const int last = last_of(cell, cells, samples);
        unsigned sum = 0;
        for (int x = first_of(cell, cells, samples); x < last; ++x)
            sum += row[static_cast<std::size_t>(x)];
        sums[static_cast<std::size_t>(cell)] += sum;
    }
}

void shrink(const Plane& plane, int cells, std::span<std::uint8_t> small) {
    const int rows = static_cast<int>(small.size()) / cells;
    for (int cell_row = 0; cell_row < rows; ++cell_row) {
        const int first = first_of(cell_row, rows, plane.height);
        const int last = last_of(cell_row, rows, plane.height);
        const int step = std::max(1, (last - first) / kRowsRead);
        std::array<unsigned, kWidest> sums{};
        unsigned read = 0;
        for (int y = first; y < last; y += step, ++read) add_row(plane.row(y), cells, sums);
        for (int cell = 0; cell < cells; ++cell) {
            const int columns =
                last_of(cell, cells, plane.width) - first_of(cell, cells, plane.width);
            const unsigned count = read * static_cast<unsigned>(columns);
            small[static_cast<std::size_t>(cell_row * cells + cell)] =
                static_cast<std::uint8_t>(sums[static_cast<std::size_t>(cell)] / count);
        }
    }
}

}  // namespace

void fill_thumbnail(const Picture& picture, Thumbnail& thumbnail) {
    shrink(picture.luma, Thumbnail::kWidth, thumbnail.luma);
    shrink(picture.blue, Thumbnail::kChromaWidth, thumbnail.blue);
    shrink(picture.red, Thumbnail::kChromaWidth, thumbnail.red);
}

}  // namespace revivre::indexer
