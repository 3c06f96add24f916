#pragma once

#include "indexer/analysis/picture_trail.hpp"

namespace revivre::indexer {

/// Tells for how long nothing at all has moved: pictures of a camera do not stand like that while
/// people are in them, a photograph laid under a title does.
class StillRun {
  public:
    /// Takes the next picture; true when it is the same as the one that the run began with.
    bool goes_on(const Picture& picture);
    /// The time of the first picture of the run.
    [[nodiscard]] chapters::Time since() const { return since_; }

  private:
    bool begun_ = false;
    chapters::Time since_{};
    Cells first_{};
};

}  // namespace revivre::indexer
