// revivre-worker: reads one media file that it is handed open, locked in. Started by
// indexer/probe.cpp; a program of its own so that FFmpeg is never mapped into the service.

#include <string_view>
#include <vector>

#include "indexer/ffmpeg/worker.hpp"

#if defined(__SANITIZE_ADDRESS__)
// The leak check needs processes of its own, which the sandbox refuses.
extern "C" const char* __asan_default_options();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "detect_leaks=0";
}
#endif

int main(int count, char** values) {
    const std::vector<std::string_view> arguments(values + 1, values + count);
    return revivre::indexer::ffmpeg::run_worker(arguments);
}
