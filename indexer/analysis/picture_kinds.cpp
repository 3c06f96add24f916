#include "indexer/analysis/picture_kinds.hpp"

#include <algorithm>
#include <cstdlib>

namespace revivre::indexer {
namespace {

// Measured on slides, cards and speakers before curtains and walls.
constexpr double kFlat = 0.45;
constexpr int kSmooth = 2;
constexpr double kMostlySmooth = 0.75;

}  // namespace

double changed_share(const Thumbnail& a, const Thumbnail& b, int levels) {
    int changed = 0;
    for (std::size_t i = 0; i < a.luma.size(); ++i)
        changed += std::abs(a.luma[i] - b.luma[i]) > levels ? 1 : 0;
    return static_cast<double>(changed) / static_cast<double>(a.luma.size());
}

int frequent(const std::array<int, 256>& counts, int& level) {
    int most = 0;
    for (std::size_t at = 2; at + 2 < counts.size(); ++at) {
        const int sum =
            counts[at - 2] + counts[at - 1] + counts[at] + counts[at + 1] + counts[at + 2];
        if (sum <= most) continue;
        most = sum;
        level = static_cast<int>(at);
    }
    return most;
}

// Slides and title cards: one level on much of the picture, or no texture on most of it.
bool drawn(const Thumbnail& picture) {
    std::array<int, 256> counts{};
    int smooth = 0;
    for (std::size_t i = Thumbnail::kWidth; i < picture.luma.size(); ++i) {
        ++counts[picture.luma[i]];
        const int left = std::abs(picture.luma[i] - picture.luma[i - 1]);
        const int above = std::abs(picture.luma[i] - picture.luma[i - Thumbnail::kWidth]);
        smooth += std::max(left, above) <= kSmooth ? 1 : 0;
    }
    int level = 0;
    const auto all = static_cast<double>(picture.luma.size());
    return frequent(counts, level) > kFlat * all || smooth > kMostlySmooth * all;
}

bool black(const Thumbnail& picture) {
    constexpr int kBlack = 32;
    const auto dark = std::ranges::count_if(picture.luma, [](int level) { return level < kBlack; });
    return static_cast<double>(dark) > 0.98 * static_cast<double>(picture.luma.size());
}

}  // namespace revivre::indexer
