#pragma once

#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// How much of two pictures is not found again in the other one, as shares (0 to 1) of what there
/// is to recognise: blocks with structure weigh by their contrast, plain ones only when their
/// colour changed. Moved by up to a quarter of the picture, brighter, darker and slightly nearer
/// counts as found again.
struct SceneChange {
    double vanished = 0;  ///< of the earlier picture
    double appeared = 0;  ///< of the later picture

    /// What a caption or a bullet does is only one of the two.
    [[nodiscard]] double replaced() const { return vanished < appeared ? vanished : appeared; }
};

/// Costs 20 to 200 microseconds, the more the less the pictures have in common.
SceneChange compare_scenes(const Thumbnail& before, const Thumbnail& after);

/// How many of the outlines in the middle of the picture (not in its lower part, where captions and
/// subtitles stand) are not kept in place, 0 to 1; the lesser of vanished and appeared. Tells apart
/// cards of one design, of which little else changes. Costs some 20 microseconds.
double replaced_outlines(const Thumbnail& before, const Thumbnail& after);

/// Whether two pictures some seconds apart can be of one shot: the camera may have moved or
/// zoomed a little, people may have moved, a caption or a bullet may have come or gone. False for
/// another scene, another slide, another card of the same design. Cost as compare_scenes().
bool same_scene(const Thumbnail& before, const Thumbnail& after);

}  // namespace revivre::indexer
