#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "indexer/analysis/screen_change.hpp"
#include "indexer/analysis/screen_reading.hpp"

namespace revivre::indexer {

/// A page that was looked at closely, with what it says, so that it is not read again when it comes
/// back.
struct KnownScreen {
    Cells luma{};
    std::optional<ScreenText> text{};  ///< nothing: there is no title on it
    CellBox title{};                   ///< its cells, when there is one
    std::string still{};               ///< the name of its picture, may be empty
    int readings = 0;

    /// That a picture shows this page: the title is the same, the rest may have grown (bullets, a
    /// caption, a moving inset).
    [[nodiscard]] bool shown_in(const Cells& picture) const;
};

/// The pages seen last, 96 at most (some 1 MB): more than the slides of one talk.
class ScreenMemory {
  public:
    /// The page that the picture shows; null when it is a new one. Valid until the next `add`.
    [[nodiscard]] KnownScreen* find(const Cells& picture);
    KnownScreen& add(KnownScreen screen);

  private:
    std::deque<KnownScreen> screens_;
};

}  // namespace revivre::indexer
