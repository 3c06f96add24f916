#pragma once

#include <memory>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer::ffmpeg {

std::unique_ptr<PictureEncoder> open_jpeg_encoder();

}  // namespace revivre::indexer::ffmpeg
