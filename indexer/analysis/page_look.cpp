#include "indexer/analysis/page_look.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace revivre::indexer {
namespace {

// Measured every 0.2 s on three generated mornings (270p H.264, 720p VP9, 1080p H.264): cards and
// slides have flat >= 0.75 and plain >= 0.80, pictures of the cameras flat <= 0.66 and plain <=
// 0.37. A page with a large photograph, or one filmed, comes down to about flat 0.55, plain 0.50; a
// card on a gradient has few cells of one level, but hardly any that is not flat.
constexpr double kPossiblyFlat = 0.50;
constexpr double kPossiblyPlain = 0.45;
constexpr double kSurelyFlat = 0.72;
constexpr double kSurelyPlain = 0.70;
constexpr double kGradientFlat = 0.88;

constexpr int kBlack = 24;       // studio black is 16; coding adds some levels
constexpr int kDarkSpread = 10;  // a black picture with a translucent logo has most cells within
constexpr int kDarkShare = 98;   // per cent

using Histogram = std::array<int, 256>;

bool black_column(const Thumbnail& thumbnail, int x) {
    for (int y = 0; y < Thumbnail::kHeight; ++y)
        if (thumbnail.luma_at(x, y) > kBlack) return false;
    return true;
}

bool black_row(const Thumbnail& thumbnail, int y) {
    for (int x = 0; x < Thumbnail::kWidth; ++x)
        if (thumbnail.luma_at(x, y) > kBlack) return false;
    return true;
}

// Bars come in pairs of about one width: a dark page that merely has dark margins keeps them.
void take_off(int& first, int& last) {
    const int bar = std::min(first, last);
    first = bar;
    last = bar;
}

CellBox page_of(const Thumbnail& thumbnail) {
    constexpr int kWidest = Thumbnail::kWidth / 4;
    constexpr int kHighest = Thumbnail::kHeight / 4;
    int left = 0;
    int right = 0;
    int top = 0;
    int bottom = 0;
    while (left < kWidest && black_column(thumbnail, left)) ++left;
    while (right < kWidest && black_column(thumbnail, Thumbnail::kWidth - 1 - right)) ++right;
    while (top < kHighest && black_row(thumbnail, top)) ++top;
    while (bottom < kHighest && black_row(thumbnail, Thumbnail::kHeight - 1 - bottom)) ++bottom;
    take_off(left, right);
    take_off(top, bottom);
    return {left, top, Thumbnail::kWidth - right, Thumbnail::kHeight - bottom};
}

int take_commonest(Histogram& histogram) {
    std::size_t best = 1;
    int most = -1;
    for (std::size_t i = 1; i + 1 < histogram.size(); ++i) {
        const int cells = histogram[i - 1] + histogram[i] + histogram[i + 1];
        if (cells <= most) continue;
        most = cells;
        best = i;
    }
    histogram[best - 1] = histogram[best] = histogram[best + 1] = 0;
    return most;
}

int flat_cells(const std::uint8_t* row, const std::uint8_t* below, int cells) {
    int flat = 0;
    for (int x = 0; x < cells; ++x) {
        const int right = std::abs(row[x] - row[x + 1]);
        const int down = std::abs(row[x] - below[x]);
        flat += static_cast<int>(right <= 1) & static_cast<int>(down <= 1);
    }
    return flat;
}

}  // namespace

PageLook look_at(const Thumbnail& thumbnail) {
    PageLook look{.page = page_of(thumbnail)};
    Histogram levels{};
    int flat = 0;
    int dark = 0;
    for (int y = look.page.top; y + 1 < look.page.bottom; ++y) {
        const std::uint8_t* row = &thumbnail.luma[static_cast<std::size_t>(y) * Thumbnail::kWidth];
        flat += flat_cells(row + look.page.left, row + look.page.left + Thumbnail::kWidth,
                           look.page.width() - 1);
        for (int x = look.page.left; x + 1 < look.page.right; ++x) ++levels[row[x]];
    }
    for (std::size_t level = 0; level < kBlack + kDarkSpread; ++level) dark += levels[level];
    const int cells = std::max(1, (look.page.width() - 1) * (look.page.height() - 1));
    const int plain = take_commonest(levels) + take_commonest(levels) + take_commonest(levels);
    look.flat = static_cast<double>(flat) / cells;
    look.plain = static_cast<double>(plain) / cells;
    look.dark = dark * 100 >= cells * kDarkShare;
    return look;
}

bool may_be_page(const PageLook& look) {
    if (look.dark) return false;
    return look.flat >= kGradientFlat ||
           (look.flat >= kPossiblyFlat && look.plain >= kPossiblyPlain);
}

bool surely_page(const PageLook& look) {
    if (look.dark) return false;
    return look.flat >= kGradientFlat || (look.flat >= kSurelyFlat && look.plain >= kSurelyPlain);
}

}  // namespace revivre::indexer
