#include "indexer/analysis/cut_rules.hpp"

#include <algorithm>
#include <vector>

#include "indexer/analysis/scene_match.hpp"

namespace revivre::indexer {
namespace {

// In levels of luma. Cards of one design that follow each other differ by 3.4 and more on the
// sample days, pictures of one shot by 0 to 5.
constexpr double kLeastStep = 2.0;
// A cut stands out from the pictures around it; motion, a passer-by or a pan does not.
constexpr double kOutstanding = 2.5;
constexpr double kFarOutstanding = 5;
constexpr double kAlone = 10;

// Shares of the picture (SceneChange::replaced). Measured over the sample days: cuts to another
// scene 0.52 to 1, to another card of the same design 0.12 to 0.35, flashes up to 0.24,
// pictures of one shot up to 0.16.
constexpr double kOtherScene = 0.45;
constexpr double kOtherContent = 0.17;
constexpr double kOtherContentAlone = 0.1;  // where nothing moves before and after
// Of the outlines in the middle of the picture; same days: other cards 0.86 to 0.95, one shot up to
// 0.55.
constexpr double kOtherOutlines = 0.55;

double replaced(const SeenPicture& before, const SeenPicture& after) {
    if (before.plain != after.plain) return 1;
    return compare_scenes(before.picture, after.picture).replaced();
}

/// The last picture that shows what came out of a change at `number`, of the same stretch.
std::int64_t confirming(const SeenPictures& seen, std::int64_t number) {
    std::int64_t last = number;
    while (last + 1 < seen.next() && seen[last + 1].before == Gap::none &&
           last < number + kCutPicturesAfter &&
           (last < number + 2 || seen[last].time - seen[number].time < kFlash))
        ++last;
    return last;
}

/// The last picture before a change at `number` that no flash just before it can have lit.
std::int64_t settled_before(const SeenPictures& seen, std::int64_t number) {
    std::int64_t first = number - 1;
    while (first > seen.oldest() && seen[first].before != Gap::unseen &&
           first > number - kCutPicturesAfter && seen[number].time - seen[first].time < kFlash)
        --first;
    return first;
}

/// Whether `number` ends an interruption, such as a flash, of the shot before it: the later picture
/// has more in common with that than the `change` from the picture just before.
bool returns(const SeenPictures& seen, std::int64_t number, std::int64_t later, double change) {
    const std::int64_t before = settled_before(seen, number);
    return before < number - 1 && replaced(seen[before], seen[later]) < 0.6 * change;
}

/// The steps around `number` in its stretch, without that picture itself.
std::vector<double> steps_around(const SeenPictures& seen, std::int64_t number) {
    std::vector<double> steps;
    for (std::int64_t i = number - 1; i > seen.oldest() && i >= number - kCutPicturesAround; --i) {
        if (seen[i].before != Gap::none) break;
        steps.push_back(seen[i].step);
    }
    for (std::int64_t i = number + 1; i < seen.next() && i <= number + kCutPicturesAround; ++i) {
        if (seen[i].before != Gap::none) break;
        steps.push_back(seen[i].step);
    }
    return steps;
}

double middle(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

bool is_another(const SeenPicture& before, const SeenPicture& after) {
    if (before.plain != after.plain) return true;
    const SceneChange change = compare_scenes(before.picture, after.picture);
    return change.replaced() >= kOtherScene || another_card(before.picture, after.picture, change);
}

std::optional<double> cut_after_gap(const SeenPictures& seen, std::int64_t number) {
    if (seen[number].before == Gap::quiet && !seen[number].key) return std::nullopt;
    const std::int64_t last = confirming(seen, number);
    const SeenPicture& before = seen[number - 1];
    if (!is_another(before, seen[number])) return std::nullopt;
    if (last > number && !is_another(before, seen[last])) return std::nullopt;
    const std::int64_t settled = settled_before(seen, number);
    if (settled < number - 1 && !is_another(seen[settled], seen[last])) return std::nullopt;
    if (seen[number].before == Gap::unseen) return 0.4;
    return last > number ? 0.6 : 0.5;
}

/// Whether the picture moves as fast just before or after as it does at `number`.
bool moves_on(const SeenPictures& seen, std::int64_t number, double change) {
    const auto also_changes = [&](std::int64_t other) {
        return other > seen.oldest() && other < seen.next() && seen[other].before == Gap::none &&
               seen[other].step > seen[number].step / 2 &&
               replaced(seen[other - 1], seen[other]) > change * 0.7;
    };
    return also_changes(number - 1) || also_changes(number + 1);
}

}  // namespace

std::optional<double> cut_at(const SeenPictures& seen, std::int64_t number) {
    const SeenPicture& before = seen[number - 1];
    const SeenPicture& after = seen[number];
    if (after.before != Gap::none) return cut_after_gap(seen, number);
    const std::vector<double> around = steps_around(seen, number);
    if (after.step < kLeastStep || after.step < kOutstanding * middle(around)) return std::nullopt;

    const std::int64_t last = confirming(seen, number);
    const SeenPicture& later = seen[last];
    const double most = around.empty() ? 0 : *std::max_element(around.begin(), around.end());
    const bool far = after.step >= kFarOutstanding * most;
    // A fade ends with a small step to what is plain.
    if (before.plain != after.plain && !far) return std::nullopt;
    const bool other_outlines =
        far && replaced_outlines(before.picture, later.picture) >= kOtherOutlines;
    const double change = replaced(before, later);
    const double at_once = replaced(before, after);
    const double least = after.step >= kAlone * most ? kOtherContentAlone : kOtherContent;
    const bool another_scene =
        change >= kOtherScene && at_once >= kOtherScene / 2 && !moves_on(seen, number, at_once);
    const bool another_content = other_outlines && change >= least && at_once >= least;
    if (!another_scene && !another_content) return std::nullopt;
    if (returns(seen, number, last, change)) return std::nullopt;
    return another_scene ? std::min(1.0, 0.7 + 0.3 * (change - kOtherScene) / 0.4) : 0.6;
}

}  // namespace revivre::indexer
