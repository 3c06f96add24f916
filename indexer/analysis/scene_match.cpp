#include "indexer/analysis/scene_match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <span>

namespace revivre::indexer {
namespace {

constexpr int kSide = 8;  // cells of a block: a person's head in a wide shot, two lines of text
constexpr int kAcross = Thumbnail::kWidth / kSide;
constexpr int kDown = Thumbnail::kHeight / kSide;
constexpr int kBlocks = kAcross * kDown;
constexpr int kCells = kSide * kSide;
constexpr int kChromaSide = kSide / 2;

// A pan between two pictures is followed this far: a quarter of the picture.
constexpr int kPanX = Thumbnail::kWidth / 4;
constexpr int kPanY = Thumbnail::kHeight / 4;
// And each block beyond that: what zoom and parallax make of it.
constexpr int kSearch = 3;

// Mean absolute differences, in levels of 8 bits. Sensor noise that is averaged over a cell and
// codecs at low rates leave up to 2 between two pictures of a still scene.
constexpr double kNoise = 2.5;
constexpr double kPlain = 2.5;     // blocks with less structure have nothing to recognise
constexpr double kContrast = 16;   // structure beyond this weighs no more
constexpr double kOtherGrey = 24;  // of plain blocks, beyond what the whole picture changed
constexpr double kOtherColour = 10;
constexpr double kLike = 0.7;  // correlation of a block with where it is found again

// Outlines: steps of luma as letters of a title have them, also thin ones. Measured between the
// logo at the top and the captions in the lower part.
constexpr int kOutline = 24;
constexpr int kKept = 12;
constexpr int kFirstRow = Thumbnail::kHeight / 9;
constexpr int kLastRow = Thumbnail::kHeight * 7 / 10;
constexpr int kFewOutlines = 40;  // a word of a title; fewer say nothing

// Blocks with less structure than kEven are 0.44 of cards and slides and more, of filmed pictures
// 0.08 at most (key frames of the sample days).
constexpr double kEven = 0.5;
constexpr double kDrawnShare = 0.25;
// Other cards of one design: 0.12 and more of the blocks, 0.86 and more of the outlines.
constexpr double kOtherCard = 0.1;
constexpr double kOtherOutlines = 0.55;

struct Shift {
    int x = 0;
    int y = 0;
};

/// A block of one picture, and what describes it.
struct Block {
    int x = 0;
    int y = 0;
    double mean = 0;
    double structure = 0;  // mean absolute deviation
    int sum = 0;
};

struct Colour {
    double grey = 0;
    double blue = 0;
    double red = 0;
};

using Row = std::span<const std::uint8_t, kSide>;

Row row_of(const Thumbnail& picture, int x, int y) {
    return Row(picture.luma.data() + y * Thumbnail::kWidth + x, kSide);
}

int sum_at(const Thumbnail& picture, int x, int y) {
    int sum = 0;
    for (int row = 0; row < kSide; ++row)
        for (const int sample : row_of(picture, x, y + row)) sum += sample;
    return sum;
}

Block block_at(const Thumbnail& picture, int x, int y) {
    const int sum = sum_at(picture, x, y);
    const int mean = (sum + kCells / 2) / kCells;
    int deviation = 0;
    for (int row = 0; row < kSide; ++row)
        for (const int sample : row_of(picture, x, y + row)) deviation += std::abs(sample - mean);
    return {x, y, double(mean), double(deviation) / kCells, sum};
}

double chroma_at(const decltype(Thumbnail::blue)& plane, int x, int y) {
    int sum = 0;
    for (int row = 0; row < kChromaSide; ++row)
        for (int column = 0; column < kChromaSide; ++column)
            sum += plane[static_cast<std::size_t>((y / 2 + row) * Thumbnail::kChromaWidth + x / 2 +
                                                  column)];
    return double(sum) / (kChromaSide * kChromaSide);
}

Colour colour_at(const Thumbnail& picture, int x, int y) {
    return {double(sum_at(picture, x, y)) / kCells, chroma_at(picture.blue, x, y),
            chroma_at(picture.red, x, y)};
}

bool inside(int x, int y) {
    return x >= 0 && y >= 0 && x <= Thumbnail::kWidth - kSide && y <= Thumbnail::kHeight - kSide;
}

/// What is compared of a picture: its blocks, worked out once.
struct Scene {
    explicit Scene(const Thumbnail& shown) : picture(shown) {
        for (int i = 0; i < kBlocks; ++i) {
            const auto at = static_cast<std::size_t>(i);
            blocks[at] = block_at(shown, i % kAcross * kSide, i / kAcross * kSide);
            colours[at] = colour_at(shown, blocks[at].x, blocks[at].y);
        }
    }

    const Thumbnail& picture;
    std::array<Block, kBlocks> blocks;
    std::array<Colour, kBlocks> colours;
};

/// Mean absolute difference of two blocks, their means set equal. In 16 bits, of which a register
/// holds eight: a column of eight differences comes to 8 * 510 at most.
double difference(const Thumbnail& picture, const Block& block, const Thumbnail& other, int x,
                  int y) {
    const auto offset = static_cast<std::int16_t>((sum_at(other, x, y) - block.sum) / kCells);
    std::array<std::int16_t, kSide> sums{};
    for (int row = 0; row < kSide; ++row) {
        const Row a = row_of(picture, block.x, block.y + row);
        const Row b = row_of(other, x, y + row);
        for (std::size_t i = 0; i < kSide; ++i) {
            const auto step = static_cast<std::int16_t>(b[i] - a[i] - offset);
            const auto back = static_cast<std::int16_t>(-step);
            sums[i] = static_cast<std::int16_t>(sums[i] + std::max(step, back));
        }
    }
    int sum = 0;
    for (const int column : sums) sum += column;
    return double(sum) / kCells;
}

double correlation(const Thumbnail& picture, const Block& block, const Thumbnail& other, int x,
                   int y) {
    std::int64_t a1 = 0, b1 = 0, aa = 0, bb = 0, ab = 0;
    for (int row = 0; row < kSide; ++row) {
        const Row a = row_of(picture, block.x, block.y + row);
        const Row b = row_of(other, x, y + row);
        for (std::size_t i = 0; i < kSide; ++i) {
            a1 += a[i];
            b1 += b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
            ab += a[i] * b[i];
        }
    }
    const double spread_a = double(kCells * aa - a1 * a1);
    const double spread_b = double(kCells * bb - b1 * b1);
    if (spread_a <= 0 || spread_b <= 0) return 0;
    return double(kCells * ab - a1 * b1) / std::sqrt(spread_a * spread_b);
}

struct Found {
    int x = 0;
    int y = 0;
    double difference = std::numeric_limits<double>::max();
};

void look_around(const Thumbnail& picture, const Block& block, const Thumbnail& other, Shift shift,
                 Found& best) {
    for (int dy = -kSearch; dy <= kSearch; ++dy)
        for (int dx = -kSearch; dx <= kSearch; ++dx) {
            const int x = block.x + shift.x + dx;
            const int y = block.y + shift.y + dy;
            if (!inside(x, y)) continue;
            const double d = difference(picture, block, other, x, y);
            if (d < best.difference) best = {x, y, d};
        }
}

bool good_enough(const Thumbnail& picture, const Block& block, const Thumbnail& other,
                 const Found& found) {
    if (found.difference <= kNoise) return true;
    return found.difference < block.structure * 2 &&
           correlation(picture, block, other, found.x, found.y) >= kLike;
}

Found find(const Thumbnail& picture, const Block& block, const Thumbnail& other, Shift shift) {
    Found best{block.x, block.y, difference(picture, block, other, block.x, block.y)};
    if (good_enough(picture, block, other, best)) return best;
    look_around(picture, block, other, {}, best);
    if (shift.x != 0 || shift.y != 0) look_around(picture, block, other, shift, best);
    return best;
}

using BlockValues = std::array<double, kBlocks>;

double part_below(BlockValues values, int part) {
    const auto at = values.begin() + part;
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// What all of the picture did: other exposure (a gain and an offset), other white balance.
struct Overall {
    double gain = 1;
    double offset = 0;
    double blue = 0;
    double red = 0;

    [[nodiscard]] double grey_of(double grey) const { return gain * grey + offset; }
};

/// The gain and offset that make the dark and the bright parts of one picture those of the other.
Overall stretched(const BlockValues& grey, const BlockValues& grey_there) {
    constexpr int kDark = kBlocks / 8;
    constexpr int kBright = kBlocks - kDark;
    const double dark = part_below(grey, kDark);
    const double dark_there = part_below(grey_there, kDark);
    const double spread = part_below(grey, kBright) - dark;
    const double spread_there = part_below(grey_there, kBright) - dark_there;
    const double gain = spread > kNoise ? std::clamp(spread_there / spread, 0.1, 10.0) : 1;
    return {.gain = gain, .offset = dark_there - gain * dark};
}

std::ptrdiff_t explained(const BlockValues& grey, const BlockValues& there, const Overall& change) {
    std::ptrdiff_t count = 0;
    for (std::size_t i = 0; i < grey.size(); ++i)
        count += std::abs(there[i] - change.grey_of(grey[i])) < kOtherGrey / 2;
    return count;
}

Overall overall_change(const Scene& scene, const Scene& other) {
    BlockValues grey{}, there{}, blue{}, red{};
    for (std::size_t at = 0; at < grey.size(); ++at) {
        const Colour& a = scene.colours[at];
        const Colour& b = other.colours[at];
        grey[at] = a.grey;
        there[at] = b.grey;
        blue[at] = b.blue - a.blue;
        red[at] = b.red - a.red;
    }
    // Most often nothing changed; then a caption must not pass for other exposure.
    Overall overall;
    const Overall exposure = stretched(grey, there);
    if (explained(grey, there, exposure) > explained(grey, there, overall)) overall = exposure;
    overall.blue = part_below(blue, kBlocks / 2);
    overall.red = part_below(red, kBlocks / 2);
    return overall;
}

bool other_colour(const Colour& a, const Colour& b, const Overall& overall) {
    return std::abs(b.grey - overall.grey_of(a.grey)) > kOtherGrey ||
           std::abs(b.blue - a.blue - overall.blue) > kOtherColour ||
           std::abs(b.red - a.red - overall.red) > kOtherColour;
}

/// The share of `scene` that is not in `other`.
double missing_share(const Scene& scene, const Scene& other, Shift shift, const Overall& overall) {
    double missing = 0;
    double all = 0;
    for (std::size_t at = 0; at < scene.blocks.size(); ++at) {
        const Block& block = scene.blocks[at];
        const Colour& colour = scene.colours[at];
        if (block.structure < kPlain) {
            const bool changed = other_colour(colour, other.colours[at], overall);
            all += changed ? kPlain : 0;
            missing += changed ? kPlain : 0;
            continue;
        }
        const double weight = std::min(block.structure, kContrast);
        const Found found = find(scene.picture, block, other.picture, shift);
        const bool there =
            good_enough(scene.picture, block, other.picture, found) &&
            !other_colour(colour, colour_at(other.picture, found.x, found.y), overall);
        all += weight;
        missing += there ? 0 : weight;
    }
    return all > 0 ? missing / all : 0;
}

/// The shift of a profile of `size` sums that brings it closest to the other; 0 unless another one
/// is clearly better.
int profile_shift(std::span<const int> from, std::span<const int> to, int reach) {
    const int size = static_cast<int>(from.size());
    const auto cost = [&](int shift) {
        const int first = std::max(0, -shift);
        const int last = std::min(size, size - shift);
        std::int64_t sum = 0;
        for (int i = first + 1; i < last; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const auto there = static_cast<std::size_t>(i + shift);
            sum += std::abs((from[at] - from[at - 1]) - (to[there] - to[there - 1]));
        }
        return double(sum) / (last - first);
    };
    int best = 0;
    double least = cost(0) * 0.8;
    for (int shift = -reach; shift <= reach; ++shift)
        if (const double c = cost(shift); c < least) {
            least = c;
            best = shift;
        }
    return best;
}

/// Where the content of `before` went: a pan or a tilt, from the sums of columns and of rows.
Shift pan_between(const Thumbnail& before, const Thumbnail& after) {
    std::array<int, Thumbnail::kWidth> columns_before{}, columns_after{};
    std::array<int, Thumbnail::kHeight> rows_before{}, rows_after{};
    for (int y = 0; y < Thumbnail::kHeight; ++y)
        for (int x = 0; x < Thumbnail::kWidth; ++x) {
            const auto column = static_cast<std::size_t>(x);
            const auto row = static_cast<std::size_t>(y);
            columns_before[column] += before.luma_at(x, y);
            columns_after[column] += after.luma_at(x, y);
            rows_before[row] += before.luma_at(x, y);
            rows_after[row] += after.luma_at(x, y);
        }
    return {profile_shift(columns_before, columns_after, kPanX),
            profile_shift(rows_before, rows_after, kPanY)};
}

bool is_outline(const Thumbnail& picture, int x, int y) {
    return std::abs(picture.luma_at(x + 1, y) - picture.luma_at(x - 1, y)) +
               std::abs(picture.luma_at(x, y + 1) - picture.luma_at(x, y - 1)) >
           kOutline;
}

/// One minus the correlation ratio (Pearson): the variance of `there` within the pictures' cells
/// that share a level of `here`, as a share of all its variance.
double unexplained_variance(const Thumbnail& here, const Thumbnail& there) {
    constexpr std::size_t kLevels = 32;
    std::array<int, kLevels> count{}, sum{};
    double all = 0;
    double squares = 0;
    for (std::size_t i = 0; i < here.luma.size(); ++i) {
        const std::size_t level = here.luma[i] * kLevels / 256;
        const int luma = there.luma[i];
        ++count[level];
        sum[level] += luma;
        all += luma;
        squares += luma * luma;
    }
    double explained = 0;
    for (std::size_t level = 0; level < kLevels; ++level)
        if (count[level] > 0) explained += double(sum[level]) * sum[level] / count[level];
    const double cells = double(here.luma.size());
    const double variance = squares - all * all / cells;
    if (variance < kPlain * kPlain * cells) return 1;
    return (squares - explained) / variance;
}

}  // namespace

SceneChange compare_scenes(const Thumbnail& before, const Thumbnail& after) {
    const Shift pan = pan_between(before, after);
    const Scene was(before);
    const Scene is(after);
    return {.vanished = missing_share(was, is, pan, overall_change(was, is)),
            .appeared = missing_share(is, was, {-pan.x, -pan.y}, overall_change(is, was))};
}

double replaced_outlines(const Thumbnail& before, const Thumbnail& after) {
    int all_before = 0, all_after = 0, kept = 0;
    for (int y = kFirstRow; y < kLastRow; ++y)
        for (int x = 1; x < Thumbnail::kWidth - 1; ++x) {
            const bool was = is_outline(before, x, y);
            const bool is = is_outline(after, x, y);
            all_before += was;
            all_after += is;
            kept += was && is && std::abs(before.luma_at(x, y) - after.luma_at(x, y)) <= kKept;
        }
    const int fewer = std::min(all_before, all_after);
    return fewer >= kFewOutlines ? 1 - double(kept) / fewer : 0;
}

double beyond_exposure(const Thumbnail& before, const Thumbnail& after) {
    int kept = 0;
    for (std::size_t i = 0; i < before.luma.size(); ++i)
        kept += std::abs(before.luma[i] - after.luma[i]) <= kKept / 2;
    if (2 * kept > static_cast<int>(before.luma.size())) return 1;
    return std::min(unexplained_variance(before, after), unexplained_variance(after, before));
}

bool is_drawn(const Thumbnail& picture) {
    int even = 0;
    for (int i = 0; i < kBlocks; ++i) {
        const Block block = block_at(picture, i % kAcross * kSide, i / kAcross * kSide);
        even += block.structure <= kEven;
    }
    return even >= kDrawnShare * kBlocks;
}

bool another_card(const Thumbnail& before, const Thumbnail& after, const SceneChange& change) {
    return change.replaced() >= kOtherCard && is_drawn(before) && is_drawn(after) &&
           replaced_outlines(before, after) >= kOtherOutlines;
}

}  // namespace revivre::indexer
