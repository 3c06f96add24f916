#pragma once

#include <array>
#include <vector>

#include "indexer/analysis/picture.hpp"
#include "indexer/analysis/thumbnail.hpp"
#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// Makes of a decoded frame, whatever its form, the picture that analysers see. An 8-bit 4:2:0
/// frame of studio range that stands upright is lent as it is; others are converted.
class PictureMaker {
  public:
    /// `rotation_degrees`: clockwise, how the container says that frames must be turned.
    explicit PictureMaker(int rotation_degrees);

    /// Valid until the next call, and as long as `frame`; `time`, `key` and `before` are the
    /// caller's to set. Throws Error{unsupported} for a form that cannot be converted.
    Picture make(const AVFrame& frame);

  private:
    const AVFrame& converted(const AVFrame& frame);
    Picture turned(const Picture& picture);
    Picture narrowed(const Picture& picture);
    static Plane planes_of(const AVFrame& frame, int plane);

    int quarter_turns_;
    ScalerHandle scaler_;
    FrameHandle converted_;
    std::array<std::vector<std::uint8_t>, 3> turned_;
    std::array<std::vector<std::uint8_t>, 3> narrowed_;
    Thumbnail thumbnail_;
};

}  // namespace revivre::indexer::ffmpeg
