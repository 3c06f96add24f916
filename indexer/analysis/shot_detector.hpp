#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/seen_pictures.hpp"
#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

enum class ShotChangeKind { cut, dissolve, fade, black };

/// A change of shot; times as in chapters/evidence_kinds.hpp.
struct ShotChange {
    ShotChangeKind kind = ShotChangeKind::cut;
    chapters::Time start{};
    std::optional<chapters::Time> end{};  ///< none for a cut
    double score = 1;                     ///< see ShotDetector
};

/// Finds changes of shot in pictures that come in the order of their times, every one of them or
/// with gaps (see Gap).
///
/// A cut is a picture that differs suddenly from the one before, while its neighbours do not, and
/// whose successors stay like it. Scores of cuts: 0.7 to 1 for another scene seen picture by
/// picture, the higher the less of the earlier one is left; 0.6 when much stays in place (another
/// card of the same design, another person on the same chair); at a key picture after a quiet gap
/// 0.6 (encoders put key pictures on cuts), without any picture that confirms it 0.5; between two
/// pictures with unseen ones between them 0.4: then the cut is somewhere between the two, and its
/// time is that of the later one. Another scene after a quiet gap without a key picture is not
/// reported: the cut was in the gap, nobody knows where. Dissolves and fades: 0.5 to 1, how well
/// the pictures between are a mixture of the two ends. Black: 1.
///
/// One thread. Keeps 1.9 MB. Costs 20 to 60 microseconds a picture (some 400 between lone
/// key pictures), measured at -O2.
class ShotDetector {
  public:
    ShotDetector();

    /// Looks at its thumbnail only.
    void see(const Picture& picture);

    /// After the last picture. `end`: when it stops being shown.
    void finish(chapters::Time end);

    /// What was found since the last call; not quite in order of time (a dissolve is known later
    /// than a cut).
    std::vector<ShotChange> take();

    /// Changes that began before this are known.
    [[nodiscard]] chapters::Time settled(chapters::Time now) const;

  private:
    void decide(std::int64_t number);
    bool decidable(std::int64_t number) const;
    void look_for_black(const SeenPicture& picture);
    void end_black(chapters::Time end);
    void look_for_mixture();

    SeenPictures seen_;
    std::vector<ShotChange> found_;
    std::int64_t undecided_ = 1;  // the first picture of which is not known whether it is a cut
    std::int64_t shot_ = 0;       // the first picture of the present shot
    std::optional<chapters::Time> black_since_;
};

}  // namespace revivre::indexer
