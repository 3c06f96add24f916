// How far two recordings go on alike is decided as in BLAST (Altschul et al. 1990, section
// "ungapped extension"): frames that agree add to a score, others take from it, and the stretch
// ends at its highest score once that was missed by so much that it will not be reached again.

#include "chapters/remap/extension.hpp"

#include <algorithm>
#include <cmath>

namespace revivre::chapters::remap {
namespace {

// Differences of level, as powers of two. In days made by tools/make_day.py and encoded again at
// half the volume, 95 % of frames differ by less than 0.3, those of other moments by 1.9 in the
// middle.
constexpr float kAlike = 0.7F;
constexpr float kMostUnlike = 2.0F;   // a single frame counts no more
constexpr float kGivenUp = 12.0F;     // ten frames that are quite unlike
constexpr float kUnlikeAtEnd = 2.0F;  // two: encoders end a file with a frame of their own

// After each so many frames the shift is measured again, over the last of them: clocks of two
// recorders differ by some frames an hour.
constexpr int kMeasureEvery = 500;
constexpr float kStillThere = 0.7F;

// How much louder the old recording is, from frames that are alike: the middle of differences.
float louder(const Pair& pair, int first, int length, int shift) {
    std::vector<float> all;
    for (int at = first; at < first + length; ++at) {
        if (!pair.has(at, shift)) continue;
        const auto here = static_cast<std::size_t>(at);
        const auto there = static_cast<std::size_t>(at + shift);
        if (pair.old.active[here] != 0 && pair.made.active[there] != 0)
            all.push_back(pair.old.level[here] - pair.made.level[there]);
    }
    if (all.empty()) return 0;
    const auto middle = all.begin() + std::ssize(all) / 2;
    std::nth_element(all.begin(), middle, all.end());
    return *middle;
}

/// Goes on from a piece that was found, in one direction.
class Walk {
  public:
    Walk(const Pair& pair, int step, int shift, float gain)
        : pair_(pair), step_(step), shift_(shift), gain_(gain) {}

    /// From `frame` on; `best` is the last frame that is surely alike. Adds knots.
    void go(int frame, int best, std::vector<Stretch::Knot>& knots) {
        best_ = best;
        for (int steps = 1; pair_.has(frame, shift_); frame += step_, ++steps) {
            add(frame);
            if (score_ < highest_ - kGivenUp) return;
            if (steps % kMeasureEvery == 0) measure(frame, knots);
        }
        reached_ = true;
    }

    [[nodiscard]] int best() const { return best_; }
    /// Whether one of the recordings ended first, with nothing unlike since `best`.
    [[nodiscard]] bool reached() const { return reached_ && score_ >= highest_ - kUnlikeAtEnd; }

  private:
    void add(int frame) {
        const auto here = static_cast<std::size_t>(frame);
        const auto there = static_cast<std::size_t>(frame + shift_);
        const bool both = pair_.old.active[here] != 0 && pair_.made.active[there] != 0;
        if (!both && pair_.old.active[here] == pair_.made.active[there]) return;
        const float apart = std::abs(pair_.old.level[here] - pair_.made.level[there] - gain_);
        score_ += kAlike - std::min(apart, kMostUnlike);
        if (score_ <= highest_ || !both) return;
        highest_ = score_;
        best_ = frame;
    }

    void measure(int frame, std::vector<Stretch::Knot>& knots) {
        const int first = step_ > 0 ? frame - kMeasureEvery + 1 : frame;
        const std::span<const float> piece(pair_.old.level.data() + first, kMeasureEvery);
        const Search::Place place = pair_.search.refine(piece, first + shift_, 2);
        if (place.score < kStillThere || std::abs(place.frame - first - shift_) > 1) return;
        shift_ = place.frame - first;
        gain_ = louder(pair_, first, kMeasureEvery, shift_);
        knots.push_back({.at = first + kMeasureEvery / 2,
                         .shift = static_cast<float>(shift_) + place.shift_frames});
    }

    const Pair& pair_;
    int step_;
    int shift_;
    float gain_;
    float score_ = 0;
    float highest_ = 0;
    int best_ = 0;
    bool reached_ = false;
};

}  // namespace

int Stretch::shift_at(int frame) const {
    const auto nearest = std::ranges::min_element(
        knots, {}, [&](const Knot& knot) { return std::abs(knot.at - frame); });
    return static_cast<int>(std::lround(nearest->shift));
}

bool Pair::has(int frame, int shift) const {
    return frame >= 0 && frame < old.frames() && frame + shift >= 0 &&
           frame + shift < made.frames();
}

Stretch extended(const Pair& pair, int first, int length, float shift) {
    const int whole = static_cast<int>(std::lround(shift));
    const float gain = louder(pair, first, length, whole);
    const int middle = first + length / 2;
    Stretch stretch{.knots = {{middle, shift}}};
    Walk back(pair, -1, whole, gain);
    back.go(middle, middle, stretch.knots);
    std::ranges::reverse(stretch.knots);
    Walk on(pair, 1, whole, gain);
    on.go(middle + 1, middle, stretch.knots);
    stretch.first = back.best();
    stretch.end = on.best() + 1;
    stretch.to_begin = back.reached();
    stretch.to_end = on.reached();
    const auto after = [&](const Stretch::Knot& knot) { return knot.at >= stretch.end; };
    const auto before = [&](const Stretch::Knot& knot) { return knot.at < stretch.first; };
    if (stretch.knots.size() > 1) std::erase_if(stretch.knots, after);
    if (stretch.knots.size() > 1) std::erase_if(stretch.knots, before);
    return stretch;
}

}  // namespace revivre::chapters::remap
