#include "chapters/remap/picture_match.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <tuple>
#include <utility>

#include "chapters/evidence_kinds.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::remap {
namespace {

namespace kinds = evidence_kinds;

constexpr Time kPicture{40};  // at 25 pictures a second
// By chance a cut of another recording lies within a picture of where it should with 1.6 % (one cut
// every 5 s): six in a row have never been met.
constexpr int kLeastRun = 6;
constexpr int kMissingShare = 8;  // one in so many may be missing
constexpr Time kLeastLength{5'000};
// Cuts at even distances (a slide show) agree at many places: another place may have no more than
// this part of them.
constexpr double kOtherShare = 0.5;
constexpr std::size_t kPoints = 4'000;  // a cut every 3 s for three hours

/// Something that happens in the picture at one moment.
struct Point {
    Time at{};
    std::string text;  // folded; empty for a cut
};

std::vector<Point> points_of(std::span<const Evidence> all) {
    std::vector<Point> points;
    for (const Evidence& each : all) {
        const bool read =
            each.kind == kinds::kCard || each.kind == kinds::kSlide || each.kind == kinds::kCaption;
        if (read || each.kind == kinds::kCut)
            points.push_back({each.start, read ? fold(each.text) : std::string()});
    }
    std::ranges::sort(points, [](const Point& one, const Point& other) {
        return std::tie(one.at, one.text) < std::tie(other.at, other.text);
    });
    if (points.size() > kPoints) points.resize(kPoints);
    return points;
}

bool agree(const Point& one, const Point& other, Time shift) {
    return std::chrono::abs(one.at + shift - other.at) <= kPicture && one.text == other.text;
}

/// Points of both recordings that agree one after the other.
struct Run {
    std::size_t first = 0;  // of the old points
    std::size_t last = 0;
    std::vector<Time> shifts;
    int missing = 0;

    [[nodiscard]] int found() const { return static_cast<int>(shifts.size()); }
    [[nodiscard]] Time shift() const {
        auto sorted = shifts;
        const auto middle = sorted.begin() + std::ssize(sorted) / 2;
        std::ranges::nth_element(sorted, middle);
        return *middle;
    }
};

/// All runs of two recordings.
class Runs {
  public:
    Runs(const std::vector<Point>& old, const std::vector<Point>& made) : old_(old), made_(made) {}

    std::vector<Run> all() const {
        std::vector<Run> runs;
        for (std::size_t i = 0; i < old_.size(); ++i) {
            for (std::size_t j = 0; j < made_.size(); ++j) {
                if (old_[i].text != made_[j].text || goes_on(i, j)) continue;
                Run run = from(i, j);
                if (run.found() >= kLeastRun) runs.push_back(std::move(run));
            }
        }
        return runs;
    }

  private:
    // A run that starts earlier has this pair too.
    [[nodiscard]] bool goes_on(std::size_t i, std::size_t j) const {
        return i > 0 && j > 0 && agree(old_[i - 1], made_[j - 1], made_[j].at - old_[i].at);
    }

    [[nodiscard]] Run from(std::size_t i, std::size_t j) const {
        Run run{.first = i, .last = i, .shifts = {made_[j].at - old_[i].at}};
        int missed = 0;
        for (++i, ++j; i < old_.size() && j < made_.size();) {
            if (agree(old_[i], made_[j], run.shifts.front())) {
                run.shifts.push_back(made_[j].at - old_[i].at);
                run.last = i;
                run.missing = missed;
                ++i;
                ++j;
                continue;
            }
            ++(old_[i].at + run.shifts.front() < made_[j].at ? i : j);
            if (++missed > 1 + run.found() / kMissingShare) break;
        }
        return run;
    }

    const std::vector<Point>& old_;
    const std::vector<Point>& made_;
};

Passage passage_of(const Run& run, const std::vector<Point>& old) {
    return {.start = old[run.first].at,
            .end = old[run.last].at,
            .knots = {{old[run.first].at, run.shift()}},
            .score = static_cast<double>(run.found()) / (run.found() + run.missing)};
}

bool apart(const Passage& one, const Passage& other) {
    const bool old = one.end <= other.start || other.end <= one.start;
    const bool made = one.new_end() <= other.new_start() || other.new_end() <= one.new_start();
    return old && made;
}

// Runs that begin at different points of one.
bool same(const Passage& one, const Passage& other) {
    const Time apart_by = one.knots.front().shift - other.knots.front().shift;
    return !apart(one, other) && std::chrono::abs(apart_by) <= kPicture;
}

}  // namespace

std::vector<Passage> match_pictures(std::span<const Evidence> old, std::span<const Evidence> made) {
    const std::vector<Point> before = points_of(old);
    const std::vector<Point> after = points_of(made);
    std::vector<Run> runs = Runs(before, after).all();
    std::ranges::stable_sort(runs, std::ranges::greater{}, &Run::found);
    std::vector<Passage> sure;
    std::vector<std::pair<Passage, int>> seen;  // with how many points
    for (const Run& run : runs) {
        Passage passage = passage_of(run, before);
        if (std::ranges::any_of(seen, [&](const auto& each) { return same(each.first, passage); }))
            continue;
        const auto rival = std::ranges::find_if(
            seen, [&](const auto& each) { return !apart(each.first, passage); });
        // Better ones come first. One that is nearly as good makes both unsure.
        if (rival != seen.end() && run.found() > kOtherShare * rival->second)
            std::erase_if(sure, [&](const Passage& each) { return !apart(each, passage); });
        if (rival == seen.end() && passage.end - passage.start >= kLeastLength)
            sure.push_back(passage);
        seen.emplace_back(std::move(passage), run.found());
    }
    std::ranges::sort(sure, {}, &Passage::start);
    return sure;
}

std::vector<Passage> joined(std::vector<Passage> sound, std::span<const Passage> pictures) {
    const std::vector<Passage> heard = sound;
    for (const Passage& each : pictures) {
        const bool between = std::ranges::all_of(
            heard, [&](const Passage& passage) { return apart(passage, each); });
        if (between) sound.push_back(each);
    }
    std::ranges::sort(sound, {}, &Passage::start);
    return sound;
}

}  // namespace revivre::chapters::remap
