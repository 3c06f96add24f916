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
// A mixture fills most of the shortest span that holds it with some pictures of both shots; its
// middle is then so far from the end, as a share of the span.
constexpr double kMiddle = 0.45;
// Levels of luma between the two ends. Title cards of one design differ by 3.4 and more.
constexpr double kLeastDifference = 2.5;
constexpr double kOtherScene = 0.45;  // as in cut_rules.cpp
constexpr double kOtherContent = 0.1;
constexpr double kOtherOutlines = 0.6;
constexpr double kBeyondExposure = 0.3;  // people move between the two ends
// What of the difference of the two ends remains unexplained in the pictures between them, in the
// mean. Measured: dissolves 0.02 to 0.16 (people move on meanwhile), drawn cards 0.01 to 0.03;
// pans, passers-by and gestures 0.27 and more.
constexpr double kResidual = 0.2;
constexpr double kResidualOfOne = 0.35;
constexpr double kResidualOfCards = 0.08;
// Pure pictures around a mixture, as a share of its length: the ends of the span are not mixed.
constexpr double kAroundShare = 1.0 / 16;
constexpr double kDeviation = 0.15;  // from growing evenly
constexpr std::size_t kFewestMixed = 3;

// Pictures that are looked at closely in a possible mixture, at most about.
constexpr std::int64_t kLookedAt = 16;

/// How much of `second` is in `picture`, and what is of neither.
struct Share {
    double second = 0;
    double residual = 0;
};

// Sizes are constants so that compilers make vector instructions of the loops.
template <std::size_t kSize>
using Samples = std::array<std::uint8_t, kSize>;

template <std::size_t kSize>
Share share_of(const Samples<kSize>& picture, const Samples<kSize>& first,
               const Samples<kSize>& second) {
    // At most 9216 samples of 255: squares stay below 2^30. Differences are kept in 16 bits, which
    // processors multiply and add up eight at a time.
    int product = 0;
    int square = 0;
    int all = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
        const auto difference = static_cast<std::int16_t>(second[i] - first[i]);
        const auto gone = static_cast<std::int16_t>(picture[i] - first[i]);
        product += gone * difference;
        square += difference * difference;
        all += std::abs(second[i] - first[i]);
    }
    if (square == 0) return {0, 1};
    const double share = double(product) / double(square);
    const auto weight = static_cast<std::int16_t>(std::clamp(share, -1.0, 2.0) * 64);
    int left = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
        const auto gone = static_cast<std::int16_t>((picture[i] - first[i]) * 64);
        const auto mixed = static_cast<std::int16_t>(weight * (second[i] - first[i]));
        left += std::abs(gone - mixed);
    }
    return {share, double(left) / 64 / double(all)};
}

template <std::size_t kSize>
double difference(const Samples<kSize>& a, const Samples<kSize>& b) {
    int sum = 0;
    for (std::size_t i = 0; i < kSize; ++i) sum += std::abs(a[i] - b[i]);
    return double(sum) / double(kSize);
}

/// Whether a picture in the middle is what a mixture of the first and the last would be.
bool may_be_mixed(const SeenPictures& seen, std::int64_t first, std::int64_t last) {
    const SeenPicture& a = seen[first];
    const SeenPicture& b = seen[last];
    if (difference(a.small, b.small) < kLeastDifference / 2) return false;
    const auto from_end = static_cast<std::int64_t>(kMiddle * double((b.time - a.time).count()));
    std::int64_t middle = last - 1;
    while (middle > first + 1 && (b.time - seen[middle].time).count() < from_end) --middle;
    const Share share = share_of(seen[middle].small, a.small, b.small);
    return share.second >= 0.2 && share.second <= 0.8 && share.residual <= kResidualOfOne;
}

/// A caption that appears over a moving picture is no dissolve, another card of one design is.
bool other_scene(const SeenPicture& a, const SeenPicture& b, double residual) {
    if (a.plain != b.plain) return true;
    if (beyond_exposure(a.picture, b.picture) < kBeyondExposure) return false;
    const double change = compare_scenes(a.picture, b.picture).replaced();
    if (change >= kOtherScene) return true;
    return change >= kOtherContent && residual <= kResidualOfCards &&
           replaced_outlines(a.picture, b.picture) >= kOtherOutlines;
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

const auto& small_of(const SeenPicture& seen) {
    return seen.small;
}
const auto& luma_of(const SeenPicture& seen) {
    return seen.picture.luma;
}

/// Looks at every `each` picture, in the size that `size` gives.
template <typename Size>
std::optional<Ramp> ramp_between(const SeenPictures& seen, std::int64_t first, std::int64_t last,
                                 std::int64_t each, const Size& size) {
    std::vector<Point> mixed;
    for (std::int64_t i = first + 1; i < last; i += each) {
        const Share share = share_of(size(seen[i]), size(seen[first]), size(seen[last]));
        if (share.second < 0.1 || share.second > 0.9) continue;
        if (share.residual > kResidualOfOne) return std::nullopt;
        mixed.push_back({double(seen[i].time.count()), share});
    }
    if (mixed.size() < kFewestMixed) return std::nullopt;
    const std::optional<Ramp> ramp = line_through(mixed);
    if (!ramp || ramp->residual > kResidual) return std::nullopt;
    const double around = (ramp->end_ms - ramp->start_ms) * kAroundShare;
    const bool whole = ramp->start_ms >= double(seen[first].time.count()) + around &&
                       ramp->end_ms <= double(seen[last].time.count()) - around;
    return whole ? ramp : std::nullopt;
}

/// The time of the first picture beyond `ms`; where pictures are missing just before it, `ms`
/// itself.
chapters::Time beyond(const SeenPictures& seen, double ms, std::int64_t first, std::int64_t last) {
    std::int64_t number = last;
    while (number > first + 1 && double(seen[number - 1].time.count()) > ms) --number;
    if (seen[number].before == Gap::none) return seen[number].time;
    const chapters::Time line{std::llround(ms)};
    return std::clamp(line, seen[number - 1].time, seen[number].time);
}

Mixture mixture_of(const SeenPictures& seen, const Ramp& ramp, std::int64_t first,
                   std::int64_t last) {
    // A picture that holds less than a thirty-second of the other shot looks pure.
    const double tolerance = (ramp.end_ms - ramp.start_ms) / 32;
    Mixture mixture;
    mixture.start = beyond(seen, ramp.start_ms + tolerance, first, last);
    mixture.end = beyond(seen, ramp.end_ms - tolerance, first, last);
    mixture.next = last;
    while (mixture.next > first + 1 && seen[mixture.next - 1].time >= mixture.end) --mixture.next;
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
        if (!ramp_between(seen, first, last, 1, small_of)) continue;
        const std::int64_t each = std::max<std::int64_t>(1, (last - first) / kLookedAt);
        const std::optional<Ramp> ramp = ramp_between(seen, first, last, each, luma_of);
        if (ramp && other_scene(seen[first], seen[last], ramp->residual))
            return mixture_of(seen, *ramp, first, last);
    }
    return std::nullopt;
}

}  // namespace revivre::indexer
