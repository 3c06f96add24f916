#pragma once

#include <chrono>
#include <string>

#include "indexer/ffmpeg/line_writer.hpp"

namespace revivre::indexer::ffmpeg {

/// Reads the media file that `descriptor` is open on and answers as worker_words.hpp says. Throws
/// std::bad_alloc. To be called behind enter_sandbox().
void probe_media(int descriptor, std::chrono::steady_clock::time_point deadline,
                 const std::string& extension, LineWriter& answer);

}  // namespace revivre::indexer::ffmpeg
