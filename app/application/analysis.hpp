#pragma once

#include <string>

#include "app/application/application.hpp"
#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// What `index` is asked to look for in picture and sound.
struct AnalysisWish {
    std::string choice = "full";    ///< "markers" (nothing), "fast", "full" or "exhaustive"
    std::string languages = "fra";  ///< of text in pictures, as tesseract calls them
};

/// Whether a recording has not been analysed as wished, or that was interrupted.
bool needs_analysis(storage::Repository& repository, const std::string& recording,
                    const AnalysisWish& wish);

/// What came of an analysis.
struct AnalysisResult {
    bool done = false;   ///< its evidence is kept
    std::string reason;  ///< why it failed
    std::vector<chapters::Diagnostic> notes;
    std::int64_t packets = 0;
    std::int64_t decoded = 0;
};

/// Sees and hears a recording and keeps the evidence; goes on where an interrupted analysis of the
/// same kind stopped; starts at most three times when the analyser crashes. What it finds is kept
/// on the way (derived files and a journal), so that it may be ended at any moment. Call with the
/// index lock held, outside of a transaction. Throws Error for faults of the library only.
AnalysisResult analyse_recording(const Application& application, storage::Repository& repository,
                                 const chapters::Recording& recording, const AnalysisWish& wish);

}  // namespace revivre::app
