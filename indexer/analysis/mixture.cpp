#include "indexer/analysis/mixture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "indexer/analysis/scene_match.hpp"

namespace revivre::indexer {
namespace {

// How far back to look, in milliseconds: each a third longer than the one before, so that a
// mixture of any length from 0.15 to 2.4 s ends up with some pictures of both shots around it.
constexpr std::array<int, 9> kSpans{300, 400, 530, 700, 930, 1240, 1650, 2200, 2900};
constexpr double kLeastDifference = 6;  // of the two ends, levels of luma
constexpr double kOtherScene = 0.45;    // as in cut_rules.cpp
constexpr double kOtherContent = 0.1;
constexpr double kOtherOutlines = 0.6;
// What of the difference of the two ends may remain unexplained in a picture between them: people
// who move on both sides of a dissolve leave up to 0.2; a passer-by or a pan 0.5 and more.
constexpr double kResidual = 0.3;
constexpr double kPure = 0.06;      // of the other shot in the first and the last pictures
constexpr double kDeviation = 0.15;  // from growing evenly
constexpr std::size_t kFewestMixed = 3;

/// How much of `second` is in `picture`, and what is of neither.
struct Share {
    double second = 0;
    double residual = 0;
};

// Every second row: half the cost, and neighbouring rows of a thumbnail are alike.
constexpr int kRowStep = 2;

Share share_of(const Thumbnail& picture, const Thumbnail& first, const Thumbnail& second) {
    std::int64_t product = 0;
    std::int64_t square = 0;
    for (std::size_t y = 0; y < Thumbnail::kHeight; y += kRowStep) {
        int row_product = 0;
        int row_square = 0;
        for (std::size_t i = y * Thumbnail::kWidth; i < (y + 1) * Thumbnail::kWidth; ++i) {
            const int difference = second.luma[i] - first.luma[i];
            row_product += (picture.luma[i] - first.luma[i]) * difference;
            row_square += difference * difference;
        }
        product += row_product;
        square += row_square;
    }
    if (square == 0) return {0, 1};
    const double share = double(product) / double(square);
    const int weight = static_cast<int>(std::clamp(share, -1.0, 2.0) * 256);
    std::int64_t left = 0;
    std::int64_t all = 0;
    for (std::size_t y = 0; y < Thumbnail::kHeight; y += kRowStep) {
        int row_left = 0;
        int row_all = 0;
        for (std::size_t i = y * Thumbnail::kWidth; i < (y + 1) * Thumbnail::kWidth; ++i) {
            const int difference = second.luma[i] - first.luma[i];
            row_left += std::abs((picture.luma[i] - first.luma[i]) * 256 - weight * difference);
            row_all += std::abs(difference);
        }
        left += row_left / 256;
        all += row_all;
    }
    return {share, double(left) / double(all)};
}

double difference(const Thumbnail& a, const Thumbnail& b) {
    unsigned sum = 0;
    for (std::size_t y = 0; y < Thumbnail::kHeight; y += 2 * kRowStep)
        for (std::size_t i = y * Thumbnail::kWidth; i < (y + 1) * Thumbnail::kWidth; ++i)
            sum += static_cast<unsigned>(std::abs(a.luma[i] - b.luma[i]));
    return double(sum) / double(a.luma.size() / (2 * kRowStep));
}

bool is_mixture(const Share& share, double least, double most) {
    return share.second >= least && share.second <= most && share.residual <= kResidual;
}

/// Whether pictures in the middle are what a mixture of the first and the last would be.
bool may_be_mixed(const SeenPictures& seen, std::int64_t first, std::int64_t last) {
    const Thumbnail& a = seen[first].picture;
    const Thumbnail& b = seen[last].picture;
    if (difference(a, b) < kLeastDifference) return false;
    std::int64_t middle = first;
    double nearest = 1;
    for (std::int64_t i = first + 1; i < last; i += std::max<std::int64_t>(1, (last - first) / 8)) {
        const Share share = share_of(seen[i].picture, a, b);
        if (std::abs(share.second - 0.5) < std::abs(nearest - 0.5)) {
            nearest = share.second;
            middle = i;
        }
    }
    return is_mixture(share_of(seen[middle].picture, a, b), 0.2, 0.8);
}

bool other_scene(const SeenPicture& a, const SeenPicture& b) {
    if (a.plain != b.plain) return true;
    const double change = compare_scenes(a.picture, b.picture).replaced();
    return change >= kOtherScene ||
           (change >= kOtherContent &&
            replaced_outlines(a.picture, b.picture) >= kOtherOutlines);
}

/// The line through the shares of the mixed pictures: from 0 at `start_ms` to 1 at `end_ms`.
struct Ramp {
    double start_ms = 0;
    double end_ms = 0;
    double residual = 0;  // mean over the mixed pictures
};

struct Point {
    double time_ms = 0;
    Share share;
};

std::optional<Ramp> line_through(const std::vector<Point>& points) {
    double t = 0, s = 0, tt = 0, ts = 0, residual = 0;
    const double n = double(points.size());
    const double zero = points.front().time_ms;
    for (const Point& point : points) {
        const double time = point.time_ms - zero;
        t += time;
        s += point.share.second;
        tt += time * time;
        ts += time * point.share.second;
        residual += point.share.residual;
    }
    const double spread = n * tt - t * t;
    if (spread <= 0) return std::nullopt;
    const double slope = (n * ts - t * s) / spread;
    if (slope <= 0) return std::nullopt;
    const double at_zero = (s - slope * t) / n;
    for (const Point& point : points) {
        const double expected = at_zero + slope * (point.time_ms - zero);
        if (std::abs(point.share.second - expected) > kDeviation) return std::nullopt;
    }
    return Ramp{zero - at_zero / slope, zero + (1 - at_zero) / slope, residual / n};
}

std::optional<Ramp> ramp_between(const SeenPictures& seen, std::int64_t first, std::int64_t last) {
    std::vector<Point> mixed;
    for (std::int64_t i = first + 1; i < last; ++i) {
        const Share share =
            share_of(seen[i].picture, seen[first].picture, seen[last].picture);
        const bool early = i == first + 1 && share.second > kPure;
        const bool late = i == last - 1 && share.second < 1 - kPure;
        if (early || late) return std::nullopt;
        if (share.second < 0.1 || share.second > 0.9) continue;
        if (share.residual > kResidual * 1.5) return std::nullopt;
        mixed.push_back({double(seen[i].time.count()), share});
    }
    if (mixed.size() < kFewestMixed) return std::nullopt;
    return line_through(mixed);
}

Mixture mixture_of(const SeenPictures& seen, const Ramp& ramp, std::int64_t first,
                   std::int64_t last) {
    Mixture mixture{.end = seen[last].time, .next = last};
    // A picture that holds less than a sixteenth of the other shot looks pure.
    const double tolerance = (ramp.end_ms - ramp.start_ms) / 32;
    for (std::int64_t i = last; i > first; --i) {
        const double time = double(seen[i].time.count());
        if (time >= ramp.end_ms - tolerance) {
            mixture.end = seen[i].time;
            mixture.next = i;
        }
        if (time > ramp.start_ms + tolerance) mixture.start = seen[i].time;
    }
    mixture.plain_end = seen[first].plain || seen[last].plain;
    mixture.score = std::clamp(1 - 1.5 * ramp.residual, 0.5, 1.0);
    return mixture;
}

}  // namespace

std::optional<Mixture> mixture_until(const SeenPictures& seen, std::int64_t from) {
    const std::int64_t last = seen.next() - 1;
    std::int64_t first = last;
    for (const int span : kSpans) {
        while (first > std::max(from, seen.oldest()) && seen[first].before != Gap::unseen &&
               (seen[last].time - seen[first].time).count() < span)
            --first;
        if ((seen[last].time - seen[first].time).count() < span) return std::nullopt;
        if (last - first < static_cast<std::int64_t>(kFewestMixed) + 2) continue;
        if (!may_be_mixed(seen, first, last)) continue;
        const std::optional<Ramp> ramp = ramp_between(seen, first, last);
        if (ramp && other_scene(seen[first], seen[last])) return mixture_of(seen, *ramp, first, last);
    }
    return std::nullopt;
}

}  // namespace revivre::indexer
