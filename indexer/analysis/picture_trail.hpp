#pragma once

#include <array>
#include <cstddef>
#include <deque>

#include "indexer/analysis/page_look.hpp"

/// How pictures come to show something and cease to.
namespace revivre::indexer {

using Cells = decltype(Thumbnail::luma);

/// The mean difference of two thumbnails within `box`, in levels.
double difference_in(const Cells& a, const Cells& b, const CellBox& box);

/// The last 64 pictures in small (0.6 MB): 2.5 s at 25 pictures a second, longer than a dissolve.
class PictureTrail {
  public:
    void add(chapters::Time time, const Cells& luma);
    void clear() { pictures_.clear(); }

    /// When what `box` of `shown` holds came in, looking at pictures after `after`: the first
    /// picture of those that show it to more than a half. That is the first one after a cut and the
    /// middle of a dissolve or a fade. `now` when no picture before is kept.
    [[nodiscard]] chapters::Time arrival(const Cells& shown, const CellBox& box,
                                         chapters::Time after, chapters::Time now) const;

    /// When it left, after `last` where it was seen whole: the first picture that shows it to less
    /// than a half.
    [[nodiscard]] chapters::Time departure(const Cells& shown, const CellBox& box,
                                           chapters::Time last, chapters::Time now) const;

  private:
    struct Entry {
        chapters::Time time{};
        Cells luma{};
    };
    std::deque<Entry> pictures_;
};

}  // namespace revivre::indexer
