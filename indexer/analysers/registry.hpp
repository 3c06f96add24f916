#pragma once

#include <span>

#include "indexer/analysers/analyser.hpp"

/// Every analyser, one line each: `indexer/analysers/NAME.cpp` defines `AnalyserEntry NAME()`.
#define REVIVRE_ANALYSERS(ANALYSER) \
    ANALYSER(shots)                 \
    ANALYSER(captions)              \
    ANALYSER(screens)               \
    ANALYSER(sound)                 \
    ANALYSER(pictures)

namespace revivre::indexer {

namespace analysers {
#define REVIVRE_DECLARE(name) AnalyserEntry name();
REVIVRE_ANALYSERS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace analysers

/// In the order in which they are given pictures and sound.
std::span<const AnalyserEntry> all_analysers();

}  // namespace revivre::indexer
