#pragma once

#include <chrono>
#include <string>

#include "chapters/model.hpp"
#include "indexer/analysis/tools.hpp"
#include "indexer/ffmpeg/line_writer.hpp"

namespace revivre::indexer::ffmpeg {

/// What is asked of a pass over a recording.
struct AnalysisTask {
    int descriptor = -1;  ///< the media file, open for reading
    std::string extension{};
    std::string choice{};           ///< "keys", "screened" or "all": which pictures are decoded
    chapters::Time start_offset{};  ///< ProbeResult::start_offset
    chapters::Time duration{};      ///< as probed; 0 when unknown
    chapters::Time resume{};  ///< pictures before this need not be seen again; sound is heard whole
    std::chrono::steady_clock::time_point deadline{};
    bool survey = false;  ///< decode, but call no analyser: what decoding alone costs
    chapters::Time crash_at = chapters::Time::max();  ///< tests only: abort there
};

/// Reads the file once and writes what analysers find to `answer`, as worker_words.hpp says.
void analyse_media(const AnalysisTask& task, TextReader& text, LineWriter& answer);

}  // namespace revivre::indexer::ffmpeg
