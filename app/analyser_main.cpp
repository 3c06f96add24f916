// revivre-analyser: sees and hears one recording that it is handed open, locked in. Started by
// indexer/analysis_run.cpp; a program of its own because text recognition brings forty libraries
// along, which a probe must not wait for.

#include <string_view>
#include <vector>

#include "indexer/ffmpeg/decoding/analyser.hpp"
#include "indexer/ocr/tesseract_reader.hpp"

#if defined(__SANITIZE_ADDRESS__)
// The leak check needs processes of its own, which the sandbox refuses.
extern "C" const char* __asan_default_options();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "detect_leaks=0";
}
#endif

int main(int count, char** values) {
    const std::vector<std::string_view> arguments(values + 1, values + count);
    return revivre::indexer::ffmpeg::run_analyser(arguments, revivre::indexer::open_tesseract);
}
