#include "chapters/remap/sound_match.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "chapters/remap/claims.hpp"
#include "chapters/remap/extension.hpp"

namespace revivre::chapters::remap {
namespace {

// Twelve seconds of speech are like no others: among 2,000 pairs of unlike pieces of made days one
// in a thousand reached 0.68, the same piece at half the volume in another codec 0.97 and more.
constexpr int kPiece = 600;
constexpr int kEvery = 200;
constexpr float kLeastLikeness = 0.75F;
constexpr float kLeastMargin = 0.15F;  // above the best other place
constexpr int kLeastActive = kPiece * 15 / 100;
constexpr int kLeastStretch = kPiece / 2;  // what goes on alike for less was chance

bool tells_something(const Sound& sound, int first) {
    const auto from = sound.active.begin() + first;
    return std::count(from, from + kPiece, 1) >= kLeastActive;
}

/// Collects stretches from pieces that are found in one place only.
class SoundMatch {
  public:
    SoundMatch(const Sound& old, const Sound& made)
        : old_(old), search_(made), pair_{old, made, search_} {}

    std::vector<Stretch> run() {
        const int last = old_.frames() - kPiece;
        for (int first = 0; first <= last; first += kEvery) look_at(first);
        if (last > 0) look_at(last);
        return std::move(stretches_);
    }

  private:
    void look_at(int first) {
        if (known(first) || !tells_something(old_, first)) return;
        const std::span<const float> piece(old_.level.data() + first, kPiece);
        const Search::Found found = search_.find(piece);
        if (found.best.score < kLeastLikeness) return;
        if (found.best.score - found.next < kLeastMargin) return;
        const float shift = static_cast<float>(found.best.frame - first) + found.best.shift_frames;
        Stretch stretch = extended(pair_, first, kPiece, shift);
        stretch.score = found.best.score;
        if (stretch.end - stretch.first >= kLeastStretch && !seen(stretch))
            stretches_.push_back(std::move(stretch));
    }

    [[nodiscard]] bool known(int first) const {
        return std::ranges::any_of(stretches_, [&](const Stretch& each) {
            return each.first <= first && first + kPiece <= each.end;
        });
    }

    // The same stretch, met again from a piece at its edge.
    [[nodiscard]] bool seen(const Stretch& stretch) const {
        return std::ranges::any_of(stretches_, [&](const Stretch& each) {
            const int first = std::max(each.first, stretch.first);
            const bool together = first < std::min(each.end, stretch.end);
            return together && std::abs(each.shift_at(first) - stretch.shift_at(first)) <= 1;
        });
    }

    const Sound& old_;
    Search search_;
    Pair pair_;
    std::vector<Stretch> stretches_;
};

Time time_of(float frames) {
    return Time(std::lround(frames * static_cast<float>(kFrame.count())));
}

Passage passage_of(const Stretch& stretch) {
    Passage passage{.start = stretch.first * kFrame,
                    .end = stretch.end * kFrame,
                    .knots = {},
                    .score = stretch.score};
    for (const Stretch::Knot& each : stretch.knots)
        passage.knots.push_back({each.at * kFrame, time_of(each.shift)});
    return passage;
}

}  // namespace

std::vector<Passage> match_sound(const Envelope& old, const Envelope& made) {
    const auto [before, after] = comparable(old, made);
    std::vector<Passage> passages;
    for (const Stretch& each : settled(before, after, SoundMatch(before, after).run()))
        passages.push_back(passage_of(each));
    return passages;
}

}  // namespace revivre::chapters::remap
