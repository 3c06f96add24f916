#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer::ffmpeg {

/// Makes a reader of texts in these languages (Tesseract's names); throws Error when it cannot.
using OpenTextReader = std::function<std::unique_ptr<TextReader>(const std::string& languages)>;

/// The analysing program: the media file is open as descriptor 3, the answer goes to standard
/// output. Options, each with a value: `--choice keys|screened|all`, `--languages fra+eng`,
/// `--start-offset-ms N`, `--duration-ms N`, `--resume-ms N`, `--deadline-ms N`, `--memory BYTES`,
/// `--output BYTES`, `--extension EXT`; `--survey yes` decodes without looking; `--crash-ms N`, for
/// tests, aborts at a picture. Gives the exit status: 0 answered, 2 wrong arguments.
int run_analyser(std::span<const std::string_view> arguments, const OpenTextReader& open_text);

}  // namespace revivre::indexer::ffmpeg
