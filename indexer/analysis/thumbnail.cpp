#include "indexer/analysis/thumbnail.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace revivre::indexer {
namespace {

// One row of each quarter of a cell is read, up to 7 in all: of 1080 rows in 72 cells 5 of 15. With
// 4 of 10 and 3 of 5, four cuts between cards of one design were no longer found (of 620).
constexpr int kParts = 4;
constexpr int kTogether = 16;  // samples that are added up at once

// The samples [first, last) of the cell; at least one, also in pictures smaller than a thumbnail.
int first_of(int cell, int cells, int samples) {
    return static_cast<int>(std::int64_t{cell} * samples / cells);
}
int last_of(int cell, int cells, int samples) {
    return std::max(first_of(cell + 1, cells, samples), first_of(cell, cells, samples) + 1);
}

// The columns of a cell: [first, whole) in steps of 16, and what is left of 16 from `rest` on,
// which lie within the picture.
struct Columns {
    int first = 0;
    int whole = 0;
    int last = 0;
    int rest = 0;
    std::array<std::uint8_t, kTogether> kept{};  // 255 where a sample of the rest belongs to it
    double share = 1;                            // one sample of a row
};

Columns columns_of(int cell, int cells, int width) {
    Columns columns{.first = first_of(cell, cells, width), .last = last_of(cell, cells, width)};
    const int count = columns.last - columns.first;
    columns.share = 1.0 / count;
    columns.whole = columns.first + count / kTogether * kTogether;
    columns.rest = std::max(0, std::min(columns.whole, width - kTogether));
    const int from = columns.whole - columns.rest;
    const int to = columns.last - columns.rest;
    for (int x = 0; x < kTogether; ++x)
        columns.kept[static_cast<std::size_t>(x)] = x >= from && x < to ? 0xFF : 0;
    return columns;
}

#if defined(__SSE2__)
// Differences from zero, added up: one instruction for 16 samples.
class Sum {
  public:
    void add(const std::uint8_t* row, const Columns& columns) {
        for (int x = columns.first; x < columns.whole; x += kTogether) add(loaded(row + x));
        add(_mm_and_si128(loaded(row + columns.rest), loaded(columns.kept.data())));
    }
    [[nodiscard]] unsigned value() const {
        const __m128i both = _mm_add_epi32(sums_, _mm_srli_si128(sums_, 8));
        return static_cast<unsigned>(_mm_cvtsi128_si32(both));
    }

  private:
    static __m128i loaded(const std::uint8_t* samples) {
        __m128i value;
        std::memcpy(&value, samples, sizeof value);
        return value;
    }
    void add(__m128i samples) {
        sums_ = _mm_add_epi32(sums_, _mm_sad_epu8(samples, _mm_setzero_si128()));
    }

    __m128i sums_ = _mm_setzero_si128();
};
#endif

class SlowSum {
  public:
    void add(const std::uint8_t* row, const Columns& columns) {
        for (int x = columns.first; x < columns.last; ++x) value_ += row[x];
    }
    [[nodiscard]] unsigned value() const { return value_; }

  private:
    unsigned value_ = 0;
};

#if !defined(__SSE2__)
using Sum = SlowSum;
#endif

template <typename Adding, int kCells>
void shrink(const Plane& plane, std::span<std::uint8_t> small) {
    const int rows = static_cast<int>(small.size()) / kCells;
    std::array<Columns, std::size_t{kCells}> columns;
    for (int cell = 0; cell < kCells; ++cell)
        columns[static_cast<std::size_t>(cell)] = columns_of(cell, kCells, plane.width);
    auto to = small.begin();
    for (int cell_row = 0; cell_row < rows; ++cell_row) {
        const int first = first_of(cell_row, rows, plane.height);
        const int last = last_of(cell_row, rows, plane.height);
        const int step = std::max(1, (last - first) / kParts);
        const int read = (last - first + step - 1) / step;
        const auto top = plane.samples + first * plane.stride;
        const double share = 1.0 / read;
        for (const Columns& cell : columns) {
            Adding sum;
            for (int row = 0; row < read; ++row) sum.add(top + row * step * plane.stride, cell);
            // Half a level of one sample more: the mean of equal samples must not fall below them.
            const double mean = (static_cast<int>(sum.value()) + 0.5) * cell.share * share;
            *to++ = static_cast<std::uint8_t>(static_cast<int>(mean));
        }
    }
}

template <int kCells>
void shrink(const Plane& plane, std::span<std::uint8_t> small) {
    if (plane.width < kTogether) return shrink<SlowSum, kCells>(plane, small);
    shrink<Sum, kCells>(plane, small);
}

}  // namespace

void fill_thumbnail(const Picture& picture, Thumbnail& thumbnail) {
    shrink<Thumbnail::kWidth>(picture.luma, thumbnail.luma);
    shrink<Thumbnail::kChromaWidth>(picture.blue, thumbnail.blue);
    shrink<Thumbnail::kChromaWidth>(picture.red, thumbnail.red);
}

}  // namespace revivre::indexer
