#include "indexer/analysis/same_scene.hpp"

#include "indexer/analysis/scene_match.hpp"

namespace revivre::indexer {
namespace {

// Of what there is to recognise. Lower than where a cut is certain (cut_rules.cpp): who asks looks
// closer then, and that only costs time.
constexpr double kAnother = 0.35;

}  // namespace

bool same_scene(const Thumbnail& a, const Thumbnail& b) {
    const SceneChange change = compare_scenes(a, b);
    return change.replaced() < kAnother && !another_card(a, b, change);
}

}  // namespace revivre::indexer
