#include "indexer/analysis/page_look.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

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

// Gradients and the noise of coding stay below; the frame of a screen is a step of 30 and more.
constexpr int kSameGround = 4;
// In per cent of the page. A screen in a wide shot takes a third to a half of the picture; a slide
// beside its speaker, on the ground of a web seminar, takes two thirds.
constexpr int kWidestPanel = 55;

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

const std::uint8_t* row_of(const Thumbnail& thumbnail, const CellBox& page, int y) {
    return &thumbnail.luma[static_cast<std::size_t>(y) * Thumbnail::kWidth] + page.left;
}

}  // namespace

PageLook look_at(const Thumbnail& thumbnail) {
    PageLook look{.page = page_of(thumbnail)};
    const CellBox& page = look.page;
    const int cells = std::max(1, (page.width() - 1) * (page.height() - 1));
    int flat = 0;
    for (int y = page.top; y + 1 < page.bottom; ++y) {
        const std::uint8_t* row = row_of(thumbnail, page, y);
        flat += flat_cells(row, row + Thumbnail::kWidth, page.width() - 1);
    }
    look.flat = static_cast<double>(flat) / cells;
    if (look.flat < kPossiblyFlat) return look;
    Histogram levels{};
    for (int y = page.top; y + 1 < page.bottom; ++y) {
        const std::uint8_t* row = row_of(thumbnail, page, y);
        for (int x = 0; x + 1 < page.width(); ++x) ++levels[row[x]];
    }
    const int dark = std::accumulate(levels.begin(), levels.begin() + kBlack + kDarkSpread, 0);
    look.dark = dark * 100 >= cells * kDarkShare;
    const int plain = take_commonest(levels) + take_commonest(levels) + take_commonest(levels);
    look.plain = static_cast<double>(plain) / cells;
    return look;
}

CellBox cells_around(const chapters::Box& box, const Plane& luma) {
    const auto column = [&](int x) { return x * Thumbnail::kWidth / std::max(1, luma.width); };
    const auto row = [&](int y) { return y * Thumbnail::kHeight / std::max(1, luma.height); };
    return {std::max(0, column(box.x_px) - 1), std::max(0, row(box.y_px) - 1),
            std::min(Thumbnail::kWidth, column(box.x_px + box.width_px) + 2),
            std::min(Thumbnail::kHeight, row(box.y_px + box.height_px) + 2)};
}

Ground ground_around(const Thumbnail& thumbnail, const CellBox& text) {
    Ground ground{.reach = text};
    std::vector<bool> reached(thumbnail.luma.size());
    std::vector<std::pair<int, int>> open;
    const auto reach = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= Thumbnail::kWidth || y >= Thumbnail::kHeight) return;
        const auto at =
            static_cast<std::size_t>(y) * Thumbnail::kWidth + static_cast<std::size_t>(x);
        if (reached[at]) return;
        reached[at] = true;
        open.emplace_back(x, y);
        ++ground.cells;
        ground.reach = {std::min(ground.reach.left, x), std::min(ground.reach.top, y),
                        std::max(ground.reach.right, x + 1), std::max(ground.reach.bottom, y + 1)};
    };
    for (int y = text.top; y < text.bottom; ++y) {
        reach(text.left, y);
        reach(text.right - 1, y);
    }
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        const int level = thumbnail.luma_at(x, y);
        for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
            const int u = std::clamp(x + dx, 0, Thumbnail::kWidth - 1);
            const int v = std::clamp(y + dy, 0, Thumbnail::kHeight - 1);
            if (std::abs(thumbnail.luma_at(u, v) - level) <= kSameGround) reach(u, v);
        }
    }
    return ground;
}

bool is_panel(const Ground& ground, const CellBox& page) {
    const CellBox& reach = ground.reach;
    const bool plain = ground.cells * 2 >= reach.width() * reach.height();
    const bool inside = reach.left > page.left + 1 && reach.right < page.right - 1 &&
                        reach.top > page.top + 1 && reach.bottom < page.bottom - 1;
    return plain && inside && reach.width() * 100 < page.width() * kWidestPanel;
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
