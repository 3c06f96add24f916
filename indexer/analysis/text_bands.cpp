#include "indexer/analysis/text_bands.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace revivre::indexer {
namespace {

using chapters::Box;

// Of the 32 samples of a cell. Text fills 8 to 25 of them with edges, the border of one thing in
// front of another 4 to 8 of one kind only.
constexpr int kEdgesOfText = 5;
constexpr int kEdgesOfEachKind = 2;
// Cells without text between words and between large letters.
constexpr int kGapInLine = 2;
// A name of six small letters: 32 of 480 samples.
constexpr int kShortestLine = 4;
constexpr int kGapBetweenLines = 2;
constexpr int kShortestBlock = 5;
constexpr int kFewestCells = 6;
constexpr std::size_t kMostBands = 16;

struct Run {
    int row = 0;
    int first = 0;
    int last = 0;  // not part of it
    int cells = 0;
};

struct Block {
    int left, top, right, bottom;
    int cells;
};

bool is_text(const StrokeCells& cells, int column, int row) {
    const auto at = static_cast<std::size_t>(row * cells.columns + column);
    const int lighter = cells.lighter[at];
    const int darker = cells.darker[at];
    return lighter + darker >= kEdgesOfText && std::min(lighter, darker) >= kEdgesOfEachKind;
}

void add_runs(const StrokeCells& cells, int row, std::vector<Run>& runs) {
    Run run{.row = row};
    for (int column = 0; column < cells.columns; ++column) {
        if (!is_text(cells, column, row)) continue;
        if (run.cells > 0 && column - run.last > kGapInLine) {
            if (run.last - run.first >= kShortestLine) runs.push_back(run);
            run.cells = 0;
        }
        if (run.cells == 0) run.first = column;
        run.last = column + 1;
        ++run.cells;
    }
    if (run.cells > 0 && run.last - run.first >= kShortestLine) runs.push_back(run);
}

bool near(const Block& block, const Run& run) {
    return run.row - block.bottom <= kGapBetweenLines && run.first < block.right &&
           block.left < run.last;
}

void join(Block& block, const Block& other) {
    block = {std::min(block.left, other.left), std::min(block.top, other.top),
             std::max(block.right, other.right), std::max(block.bottom, other.bottom),
             block.cells + other.cells};
}

std::vector<Block> blocks_of(const std::vector<Run>& runs) {
    std::vector<Block> blocks;
    for (const Run& run : runs) {
        Block grown{run.first, run.row, run.last, run.row + 1, run.cells};
        std::erase_if(blocks, [&](const Block& block) {
            if (!near(block, run)) return false;
            join(grown, block);
            return true;
        });
        blocks.push_back(grown);
    }
    return blocks;
}

// How many of eight bytes have their lowest bit: the product adds them up in the highest byte.
unsigned ones(std::uint64_t bytes) {
    constexpr std::uint64_t kLowest = 0x0101010101010101U;
    return static_cast<unsigned>(((bytes & kLowest) * kLowest) >> 56U);
}
static_assert(StrokeCells::kWidth == sizeof(std::uint64_t));

void or_into(std::uint8_t* to, const std::uint8_t* from, int count) {
    for (int x = 0; x < count; ++x) to[x] = static_cast<std::uint8_t>(to[x] | from[x]);
}

// In lanes of 8 bits, emptied before they can overflow.
std::size_t count_edges(const std::vector<std::uint8_t>& edges) {
    constexpr std::size_t kLanes = 16;
    constexpr std::size_t kMost = 255;
    std::size_t sum = 0;
    std::size_t at = 0;
    while (at + kLanes <= edges.size()) {
        std::array<std::uint8_t, kLanes> counts{};
        const std::size_t rounds = std::min(kMost, (edges.size() - at) / kLanes);
        const std::uint8_t* from = edges.data() + at;
        for (std::size_t round = 0; round < rounds; ++round, from += kLanes)
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                counts[lane] = static_cast<std::uint8_t>(counts[lane] + (from[lane] != 0 ? 1 : 0));
        for (const std::size_t count : counts) sum += count;
        at += rounds * kLanes;
    }
    for (; at < edges.size(); ++at) sum += edges[at] != 0 ? 1U : 0U;
    return sum;
}

// Kinds are bits: what is near a sample is or-ed into it, along the row, then from the next rows.
std::vector<std::uint8_t> spread(const StrokeGrid& grid, int reach) {
    std::vector<std::uint8_t> wide = grid.edges;
    for (int y = 0; y < grid.height; ++y) {
        const std::uint8_t* row = grid.edges.data() + grid.at(0, y);
        std::uint8_t* to = wide.data() + grid.at(0, y);
        for (int shift = 1; shift <= reach && shift < grid.width; ++shift) {
            or_into(to, row + shift, grid.width - shift);
            or_into(to + shift, row, grid.width - shift);
        }
    }
    std::vector<std::uint8_t> high = wide;
    for (int y = 1; y < grid.height; ++y) {
        or_into(high.data() + grid.at(0, y), wide.data() + grid.at(0, y - 1), grid.width);
        or_into(high.data() + grid.at(0, y - 1), wide.data() + grid.at(0, y), grid.width);
    }
    return high;
}

}  // namespace

void keep_common(const StrokeGrid& now, const StrokeGrid& before,
                 std::vector<std::uint8_t>& edges) {
    edges.resize(now.edges.size());
    const std::uint8_t* a = now.edges.data();
    const std::uint8_t* b = before.edges.data();
    std::uint8_t* to = edges.data();
    const std::size_t count = edges.size();
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::uint8_t>(a[i] & b[i]);
}

double drop_known(const StrokeGrid& before, int reach, std::vector<std::uint8_t>& edges) {
    const auto all = count_edges(edges);
    std::vector<std::uint8_t> wide;
    if (reach > 0) wide = spread(before, reach);
    const std::uint8_t* known = reach > 0 ? wide.data() : before.edges.data();
    std::uint8_t* to = edges.data();
    const std::size_t count = edges.size();
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::uint8_t>(to[i] & ~known[i]);
    return all == 0 ? 0 : static_cast<double>(count_edges(edges)) / static_cast<double>(all);
}

StrokeCells count_strokes(const StrokeGrid& grid, const std::vector<std::uint8_t>& edges) {
    StrokeCells cells{.columns = grid.width / StrokeCells::kWidth,
                      .rows = grid.height / StrokeCells::kHeight,
                      .lighter = {},
                      .darker = {}};
    const auto count =
        static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows);
    cells.lighter.assign(count, 0);
    cells.darker.assign(count, 0);
    for (int y = 0; y < cells.rows * StrokeCells::kHeight; ++y) {
        const std::uint8_t* row = edges.data() + grid.at(0, y);
        const int first = y / StrokeCells::kHeight * cells.columns;
        for (int column = 0; column < cells.columns; ++column, row += StrokeCells::kWidth) {
            std::uint64_t kinds = 0;
            std::memcpy(&kinds, row, sizeof kinds);
            if (kinds == 0) continue;
            const auto at = static_cast<std::size_t>(first + column);
            cells.lighter[at] = static_cast<std::uint8_t>(cells.lighter[at] + ones(kinds));
            cells.darker[at] = static_cast<std::uint8_t>(cells.darker[at] + ones(kinds >> 1U));
        }
    }
    return cells;
}

std::vector<Box> text_bands(const StrokeCells& cells) {
    std::vector<Run> runs;
    for (int row = 0; row < cells.rows; ++row) add_runs(cells, row, runs);
    std::vector<Block> blocks = blocks_of(runs);
    std::erase_if(blocks, [](const Block& block) {
        const int width = (block.right - block.left) * StrokeCells::kWidth;
        const int height = (block.bottom - block.top) * StrokeCells::kHeight;
        return block.right - block.left < kShortestBlock || block.cells < kFewestCells ||
               width < height;
    });
    std::ranges::sort(
        blocks, [](const Block& a, const Block& b) { return a.right - a.left > b.right - b.left; });
    std::vector<Box> bands;
    for (const Block& block : blocks) {
        if (bands.size() == kMostBands) break;
        bands.push_back({block.left * StrokeCells::kWidth, block.top * StrokeCells::kHeight,
                         (block.right - block.left) * StrokeCells::kWidth,
                         (block.bottom - block.top) * StrokeCells::kHeight});
    }
    return bands;
}

}  // namespace revivre::indexer
