#pragma once

#include <memory>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer::ffmpeg {

/// Makes JPEG files as browsers show them: JFIF, 4:2:0, full range, quality of about 80 %. The box
/// is clamped to the picture; where they have nothing in common, or the width is not positive, the
/// file is empty. Encoders of the last few sizes are kept warm. One thread.
/// Throws Error(unsupported) when this FFmpeg cannot encode JPEG.
std::unique_ptr<PictureEncoder> open_jpeg_encoder();

}  // namespace revivre::indexer::ffmpeg
