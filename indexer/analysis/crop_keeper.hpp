#pragma once

#include <cstdint>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// The same part of many pictures: the latest, and the mean of all, in which the picture behind a
/// text and the faults of the codec are smoothed away. Holds four bytes a pixel of the part.
class CropKeeper {
  public:
    /// `box`: in pixels; cut to what lies inside the first picture, and widened to even borders.
    explicit CropKeeper(const chapters::Box& box) : box_(box) {}

    /// `strength`: of the text, see TextFingerprint. What was kept is dropped when the text has
    /// become clearly stronger since (it was still fading in), and a picture in which it is
    /// clearly weaker (it fades out) is passed over.
    void add(const Picture& picture, double strength);

    [[nodiscard]] int count() const { return count_; }
    [[nodiscard]] const GreyImage& latest() const { return luma_; }
    [[nodiscard]] GreyImage mean() const;
    /// The latest as a picture of its own, which lives as long as the keeper is not changed.
    [[nodiscard]] Picture picture() const;
    [[nodiscard]] const chapters::Box& box() const { return box_; }

  private:
    chapters::Box box_;
    double strength_ = 0;
    int count_ = 0;
    std::vector<std::uint16_t> sums_;
    GreyImage luma_;
    GreyImage blue_;
    GreyImage red_;
};

}  // namespace revivre::indexer
