#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/analysis/picture.hpp"

namespace revivre::indexer {

/// Samples that may be written, in rows; borrowed.
struct MutablePlane {
    std::uint8_t* samples = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;  ///< samples from one row to the next
};

/// Fills `to` with the whole of `from`: each sample is the mean of the area it covers, parts of
/// samples included. Good to make smaller; larger, samples are repeated. Both have an area.
void scale_plane(const Plane& from, const MutablePlane& to);

/// The part of a plane from (x, y) on, which lies within it.
[[nodiscard]] Plane part_of(const Plane& plane, int x, int y, int width, int height);

/// A picture 4:2:0 that owns its samples.
class OwnPicture {
  public:
    /// Black. Both sizes are 1 or more.
    OwnPicture(int width, int height);

    /// Over samples of this, for encoders: without time and thumbnail.
    [[nodiscard]] Picture picture() const;
    /// Scales a picture into the rectangle; all four numbers are even, or the rectangle is all.
    void put(const Picture& picture, const chapters::Box& where);

  private:
    struct Samples {
        int width = 0;
        int height = 0;
        std::vector<std::uint8_t> samples;
    };
    static Plane plane_of(const Samples& samples);
    static MutablePlane area_of(Samples& samples, const chapters::Box& where);

    Samples luma_;
    Samples blue_;
    Samples red_;
};

}  // namespace revivre::indexer
