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

/// Whether a picture is drawn (a card, a slide) and not filmed: a good part of it is perfectly
/// even, which no camera delivers.
bool is_drawn(const Thumbnail& picture);

/// Whether both pictures are drawn, and one is another card or slide than the other although design
/// and ground are the same. `change`: compare_scenes() of the two.
bool another_card(const Thumbnail& before, const Thumbnail& after, const SceneChange& change);

}  // namespace revivre::indexer
