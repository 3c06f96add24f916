#include "indexer/analysis/still_run.hpp"

#include <cstdlib>

namespace revivre::indexer {
namespace {

constexpr int kNoise = 3;       // levels of a cell by which coding moves a still picture
constexpr int kOtherCells = 4;  // a pointer, a moving logo

bool same(const Cells& a, const Cells& b) {
    int others = 0;
    for (std::size_t i = 0; i < a.size() && others <= kOtherCells; ++i)
        others += static_cast<int>(std::abs(a[i] - b[i]) > kNoise);
    return others <= kOtherCells;
}

}  // namespace

bool StillRun::goes_on(const Picture& picture) {
    const Cells& now = picture.thumbnail->luma;
    if (begun_ && same(first_, now)) return true;
    begun_ = true;
    since_ = picture.time;
    first_ = now;
    return false;
}

}  // namespace revivre::indexer
