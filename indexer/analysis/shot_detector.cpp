#include "indexer/analysis/shot_detector.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "indexer/analysis/cut_rules.hpp"
#include "indexer/analysis/mixture.hpp"

namespace revivre::indexer {
namespace {

// A dissolve of three seconds at 40 pictures a second; longer ones are found where the rate is
// lower.
constexpr std::int64_t kRemembered = 128;
// The longest span in which mixture_until looks for one, rounded up.
constexpr chapters::Time kLongestMixture{3000};

int mean_of(const Thumbnail& picture) {
    unsigned sum = 0;
    for (const unsigned luma : picture.luma) sum += luma;
    return static_cast<int>(sum / picture.luma.size());
}

/// Mean absolute difference; that all became brighter (flicker, exposure) counts for nothing.
double step_between(const Thumbnail& a, const Thumbnail& b) {
    const int brighter = mean_of(b) - mean_of(a);
    int sum = 0;
    for (std::size_t i = 0; i < a.luma.size(); ++i)
        sum += std::abs(b.luma[i] - a.luma[i] - brighter);
    return double(sum) / double(a.luma.size());
}

// Down first, all columns at once, which compilers turn into vector instructions; then across.
void fill_small(SeenPicture& seen) {
    constexpr std::size_t kCells = 4;
    constexpr std::size_t kRow = Thumbnail::kWidth;
    const std::uint8_t* from = seen.picture.luma.data();
    std::uint8_t* to = seen.small.data();
    for (int y = 0; y < SeenPicture::kSmallHeight; ++y, from += kCells * kRow) {
        std::array<std::uint16_t, kRow> sums{};
        for (std::size_t row = 0; row < kCells; ++row)
            for (std::size_t x = 0; x < kRow; ++x)
                sums[x] = static_cast<std::uint16_t>(sums[x] + from[row * kRow + x]);
        for (std::size_t x = 0; x < kRow; x += kCells, ++to) {
            const int sum = sums[x] + sums[x + 1] + sums[x + 2] + sums[x + 3];
            *to = static_cast<std::uint8_t>(sum / static_cast<int>(kCells * kCells));
        }
    }
}

// Of FFmpeg's blackdetect, the share of black samples in a black picture.
constexpr double kBlackShare = 0.98;
// Studio black is 16; cameras with the cap on and analogue sources give some more. Below
// blackdetect's 38, so that the dark end of a fade is not yet black.
constexpr int kBlackLevel = 30;
constexpr chapters::Time kShortestBlack{200};  // shorter: the middle of a fast fade, a fault

bool is_black(const Thumbnail& picture) {
    const auto dark = std::count_if(picture.luma.begin(), picture.luma.end(),
                                    [](std::uint8_t luma) { return luma <= kBlackLevel; });
    return double(dark) >= kBlackShare * double(picture.luma.size());
}

// A plain picture: all of one grey and colour, but for a logo and noise.
constexpr double kPlainShare = 0.96;
constexpr int kPlainSpread = 6;

template <typename Samples>
bool is_even(const Samples& samples) {
    unsigned sum = 0;
    for (const unsigned sample : samples) sum += sample;
    const int mean = static_cast<int>(sum / samples.size());
    unsigned near = 0;
    for (const int sample : samples) near += std::abs(sample - mean) <= kPlainSpread;
    return double(near) >= kPlainShare * double(samples.size());
}

bool is_plain(const Thumbnail& picture) {
    return is_even(picture.luma) && is_even(picture.blue) && is_even(picture.red);
}

}  // namespace

ShotDetector::ShotDetector() : seen_(kRemembered) {}

void ShotDetector::see(const Picture& picture) {
    const std::int64_t number = seen_.next();
    SeenPicture& now = seen_.add();
    now.picture = *picture.thumbnail;
    now.time = picture.time;
    now.before = picture.before;
    now.key = picture.key;
    now.step = number > 0 ? step_between(seen_[number - 1].picture, now.picture) : 0;
    now.plain = is_plain(now.picture);
    now.black = is_black(now.picture);
    fill_small(now);
    look_for_black(now);
    for (; undecided_ < seen_.next() && decidable(undecided_); ++undecided_) decide(undecided_);
    look_for_mixture();
}

bool ShotDetector::decidable(std::int64_t number) const {
    const std::int64_t last = seen_.next() - 1;
    for (std::int64_t i = number + 1; i <= last; ++i)
        if (seen_[i].before != Gap::none) return true;
    if (last - number >= kCutPicturesAfter) return true;
    return last - number >= kCutPicturesAround && seen_[last].time - seen_[number].time >= kFlash;
}

void ShotDetector::decide(std::int64_t number) {
    const std::optional<double> score = cut_at(seen_, number);
    if (!score) return;
    shot_ = number;
    found_.push_back({.kind = ShotChangeKind::cut, .start = seen_[number].time, .score = *score});
}

void ShotDetector::look_for_black(const SeenPicture& picture) {
    if (!picture.black) return end_black(picture.time);
    if (!black_since_) black_since_ = picture.time;
}

void ShotDetector::end_black(chapters::Time end) {
    if (black_since_ && end - *black_since_ >= kShortestBlack)
        found_.push_back({.kind = ShotChangeKind::black, .start = *black_since_, .end = end});
    black_since_.reset();
}

void ShotDetector::look_for_mixture() {
    const std::optional<Mixture> mixture = mixture_until(seen_, shot_);
    if (!mixture) return;
    shot_ = mixture->next;
    undecided_ = std::max(undecided_, mixture->next + 1);  // its last step is no cut
    found_.push_back({.kind = mixture->plain_end ? ShotChangeKind::fade : ShotChangeKind::dissolve,
                      .start = mixture->start,
                      .end = mixture->end,
                      .score = mixture->score});
}

void ShotDetector::finish(chapters::Time end) {
    for (; undecided_ < seen_.next(); ++undecided_) decide(undecided_);
    end_black(end);
}

std::vector<ShotChange> ShotDetector::take() {
    return std::exchange(found_, {});
}

chapters::Time ShotDetector::settled(chapters::Time now) const {
    chapters::Time first = now - kLongestMixture;
    if (undecided_ < seen_.next()) first = std::min(first, seen_[undecided_].time);
    if (black_since_) first = std::min(first, *black_since_);
    return std::max(first, chapters::Time{0});
}

}  // namespace revivre::indexer
