#include "indexer/analysis/thumbnail.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace revivre::indexer {
namespace {

// Rows of a cell that are read: of 1080 rows in 72 cells, 4 of 15.
constexpr int kRowsRead = 4;
constexpr unsigned kMostRows = 256;  // whose sum fits into 16 bits

// The columns [first, last) of the cell; at least one, also in pictures smaller than a thumbnail.
int first_of(int cell, int cells, int samples) {
    return cell * samples / cells;
}
int last_of(int cell, int cells, int samples) {
    return std::max((cell + 1) * samples / cells, first_of(cell, cells, samples) + 1);
}

// Down first, all columns at once, which compilers turn into vector instructions; then across.
void shrink(const Plane& plane, int cells, std::span<std::uint8_t> small) {
    const int rows = static_cast<int>(small.size()) / cells;
    std::vector<std::uint16_t> columns(static_cast<std::size_t>(plane.width));
    for (int cell_row = 0; cell_row < rows; ++cell_row) {
        const int first = first_of(cell_row, rows, plane.height);
        const int last = last_of(cell_row, rows, plane.height);
        const int step = std::max(1, (last - first) / kRowsRead);
        std::ranges::fill(columns, std::uint16_t{0});
        unsigned read = 0;
        for (int y = first; y < last && read < kMostRows; y += step, ++read) {
            const auto row = plane.row(y);
            for (std::size_t x = 0; x < columns.size(); ++x)
                columns[x] = static_cast<std::uint16_t>(columns[x] + row[x]);
        }
        for (int cell = 0; cell < cells; ++cell) {
            const auto from = static_cast<std::size_t>(first_of(cell, cells, plane.width));
            const auto to = static_cast<std::size_t>(last_of(cell, cells, plane.width));
            unsigned sum = 0;
            for (std::size_t x = from; x < to; ++x) sum += columns[x];
            small[static_cast<std::size_t>(cell_row * cells + cell)] =
                static_cast<std::uint8_t>(sum / (read * static_cast<unsigned>(to - from)));
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
