#include "indexer/analysis/picture_trail.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace revivre::indexer {
namespace {

constexpr std::size_t kKept = 64;
// Coding changes cells of text by one or two levels; other text in its place by ten and more.
constexpr double kNoise = 3.0;
// A dissolve has ended (seen backwards: begun) when the difference has not grown by a twentieth
// within four pictures; one of 50 pictures still grows by 8 % there.
constexpr std::size_t kLookAhead = 4;
constexpr double kGrowth = 1.05;

// Where a rising slope ends: the index and value of its top. `differences` begin near zero.
double top_of_slope(const std::vector<double>& differences) {
    double top = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        top = std::max(top, differences[i]);
        if (differences[i] <= kNoise) continue;
        const std::size_t ahead = std::min(i + kLookAhead, differences.size() - 1);
        if (differences[ahead] <= differences[i] * kGrowth) break;
    }
    return top;
}

}  // namespace

double difference_in(const Cells& a, const Cells& b, const CellBox& box) {
    int sum = 0;
    for (int y = box.top; y < box.bottom; ++y) {
        const auto row = static_cast<std::size_t>(y) * Thumbnail::kWidth;
        for (auto i = row + static_cast<std::size_t>(box.left);
             i < row + static_cast<std::size_t>(box.right); ++i)
            sum += std::abs(a[i] - b[i]);
    }
    return static_cast<double>(sum) / std::max(1, box.width() * box.height());
}

void PictureTrail::add(chapters::Time time, const Cells& luma) {
    if (pictures_.size() == kKept) {
        // The oldest entry is used again: nothing is allocated for a picture.
        pictures_.push_back(std::move(pictures_.front()));
        pictures_.pop_front();
    } else {
        pictures_.emplace_back();
    }
    pictures_.back().time = time;
    pictures_.back().luma = luma;
}

chapters::Time PictureTrail::arrival(const Cells& shown, const CellBox& box, chapters::Time after,
                                     chapters::Time now) const {
    std::vector<double> differences;  // from the latest picture back
    for (auto entry = pictures_.rbegin(); entry != pictures_.rend(); ++entry) {
        if (entry->time <= after) break;
        differences.push_back(difference_in(entry->luma, shown, box));
    }
    const double half = std::max(top_of_slope(differences) / 2, kNoise);
    chapters::Time first = now;
    for (std::size_t i = 0; i < differences.size() && differences[i] < half; ++i)
        first = pictures_[pictures_.size() - 1 - i].time;
    return first;
}

chapters::Time PictureTrail::departure(const Cells& shown, const CellBox& box, chapters::Time last,
                                       chapters::Time now) const {
    std::vector<double> differences;
    std::vector<chapters::Time> times;
    for (const Entry& entry : pictures_) {
        if (entry.time <= last) continue;
        differences.push_back(difference_in(entry.luma, shown, box));
        times.push_back(entry.time);
    }
    const double half = std::max(top_of_slope(differences) / 2, kNoise);
    for (std::size_t i = 0; i < times.size(); ++i)
        if (differences[i] >= half) return times[i];
    return now;
}

}  // namespace revivre::indexer
