#pragma once

#include <span>
#include <string_view>

namespace revivre::indexer::ffmpeg {

/// The worker program: `probe` or `self-check`, then `--deadline-ms N --memory BYTES --output
/// BYTES` and for `probe` also `--extension EXT`. Gives the exit status: 0 answered, 2 wrong
/// arguments.
int run_worker(std::span<const std::string_view> arguments);

}  // namespace revivre::indexer::ffmpeg
