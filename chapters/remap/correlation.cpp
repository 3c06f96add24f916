#include "chapters/remap/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace revivre::chapters::remap {
namespace {

// Levels of 200 ms find a place among hours at a hundredth of the cost of the finest ones; a piece
// that lies between two of them is still more alike there than nearly anywhere else.
constexpr int kCoarse = 10;
constexpr std::size_t kCandidates = 6;
constexpr int kApartCoarse = 3;                 // two candidates nearer than that are one
constexpr int kApartFrames = 25;                // half a second
constexpr int kAround = kCoarse + kCoarse / 2;  // frames in which the exact place is looked for
constexpr double kNoChange = 1e-4;

std::vector<float> coarse_levels(std::span<const float> level) {
    std::vector<float> coarse;
    for (std::size_t from = 0; from + kCoarse <= level.size(); from += kCoarse) {
        const auto part = level.subspan(from, kCoarse);
        coarse.push_back(std::accumulate(part.begin(), part.end(), 0.0F) / kCoarse);
    }
    return coarse;
}

// The inner loop of the search: most of its time. Eight sums, so that the compiler may add eight at
// once.
float product(const float* left, const float* right, std::size_t length) {
    float sums[8] = {};
    std::size_t at = 0;
    for (; at + 8 <= length; at += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane)
            sums[lane] += left[at + lane] * right[at + lane];
    }
    float sum = 0;
    for (; at < length; ++at) sum += left[at] * right[at];
    for (const float each : sums) sum += each;
    return sum;
}

// Mean 0, length 1; empty when it does not change.
std::vector<float> unit(std::span<const float> piece) {
    double sum = 0;
    double squares = 0;
    for (const float each : piece) {
        sum += each;
        squares += static_cast<double>(each) * each;
    }
    const double size = static_cast<double>(piece.size());
    const double spread = squares - sum * sum / size;
    if (spread < kNoChange * size) return {};
    std::vector<float> made;
    for (const float each : piece)
        made.push_back(static_cast<float>((each - sum / size) / std::sqrt(spread)));
    return made;
}

// Where a parabola through three neighbours is highest, from the middle one.
float summit(float before, float middle, float after) {
    const float bend = before - 2 * middle + after;
    if (bend >= 0) return 0;
    return std::clamp((before - after) / (2 * bend), -0.5F, 0.5F);
}

}  // namespace

float likeness(std::span<const float> left, std::span<const float> right) {
    const std::vector<float> one = unit(left);
    const std::vector<float> other = unit(right);
    if (one.empty() || other.empty()) return 0;
    return product(one.data(), other.data(), one.size());
}

Search::Search(const Sound& sound) : sound_(sound), coarse_(coarse_levels(sound.level)) {
    sums_.push_back(0);
    squares_.push_back(0);
    for (const float each : coarse_) {
        sums_.push_back(sums_.back() + each);
        squares_.push_back(squares_.back() + static_cast<double>(each) * each);
    }
}

std::vector<int> Search::candidates(std::span<const float> piece) const {
    const std::vector<float> wanted = unit(coarse_levels(piece));
    const std::size_t length = wanted.size();
    if (length == 0 || coarse_.size() < length) return {};
    std::vector<float> scores(coarse_.size() - length + 1);
    const double size = static_cast<double>(length);
    for (std::size_t at = 0; at < scores.size(); ++at) {
        const double sum = sums_[at + length] - sums_[at];
        const double spread = squares_[at + length] - squares_[at] - sum * sum / size;
        if (spread < kNoChange * size) continue;
        scores[at] = product(wanted.data(), coarse_.data() + at, length) /
                     static_cast<float>(std::sqrt(spread));
    }
    std::vector<int> best;
    while (best.size() < kCandidates) {
        const auto highest = std::ranges::max_element(scores);
        if (*highest <= 0) break;
        const auto at = highest - scores.begin();
        best.push_back(static_cast<int>(at) * kCoarse);
        const auto from = std::max<std::ptrdiff_t>(0, at - kApartCoarse);
        const auto end = std::min(std::ssize(scores), at + kApartCoarse + 1);
        std::fill(scores.begin() + from, scores.begin() + end, 0.0F);
    }
    return best;
}

Search::Place Search::refine(std::span<const float> piece, int frame, int around) const {
    const std::vector<float> wanted = unit(piece);
    const int length = static_cast<int>(piece.size());
    const int first = std::max(0, frame - around);
    const int last = std::min(sound_.frames() - length, frame + around);
    Place best;
    if (wanted.empty() || last < first) return best;
    std::vector<float> scores;
    for (int at = first; at <= last; ++at) {
        const std::span<const float> here(sound_.level.data() + at, piece.size());
        const std::vector<float> other = unit(here);
        scores.push_back(other.empty() ? 0 : product(wanted.data(), other.data(), wanted.size()));
    }
    const auto highest = std::ranges::max_element(scores);
    best.frame = first + static_cast<int>(highest - scores.begin());
    best.score = *highest;
    if (highest != scores.begin() && highest + 1 != scores.end())
        best.shift_frames = summit(*(highest - 1), *highest, *(highest + 1));
    return best;
}

Search::Found Search::find(std::span<const float> piece) const {
    std::vector<Place> places;
    for (const int frame : candidates(piece)) places.push_back(refine(piece, frame, kAround));
    Found found;
    for (const Place& each : places) {
        if (each.score > found.best.score) found.best = each;
    }
    for (const Place& each : places) {
        if (std::abs(each.frame - found.best.frame) > kApartFrames)
            found.next = std::max(found.next, each.score);
    }
    return found;
}

}  // namespace revivre::chapters::remap
