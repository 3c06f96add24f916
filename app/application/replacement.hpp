#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/application/analysis.hpp"
#include "app/application/application.hpp"
#include "chapters/remap/moving.hpp"

namespace revivre::app {

/// What `revivre index FILE --replaces ID` was asked.
struct ReplacementRequest {
    std::filesystem::path file;
    std::string replaces;  ///< "rec_…"
    bool copy = false;
    bool publish = false;  ///< when nothing is left to check
    AnalysisWish analysis;
};

/// What became of the list of the recording that was replaced.
struct ReplacementResult {
    chapters::Recording recording;  ///< the new one
    bool changed = false;           ///< false: it was done before, and this is what came of it
    int from_revision = 0;          ///< of the old recording, the latest; 0: it has none
    int from_published = 0;         ///< its published one; 0: it is not public
    double found = 0;               ///< how much of the old recording is surely found, 0 to 1
    int moved = 0;                  ///< chapters
    std::vector<chapters::remap::Unsure> to_check;
    int cues_moved = 0;
    int cues_left_out = 0;
    int decided = 0;             ///< proposals of the new file that were decided before
    int revision = 0;            ///< of the new recording; 0: nothing could be moved
    int published_revision = 0;  ///< 0: not published
    int warnings = 0;
};

/// Reads and analyses a file that takes the place of a recording, then moves the recording's latest
/// revision, text tracks and decisions to it, in one transaction; what is not sure becomes
/// proposals. The old recording stays as it is until the new one is published. A run that was
/// interrupted is done again by the next. Holds the library's index lock. Throws Error{not_found,
/// conflict, invalid_input, unavailable}.
ReplacementResult replace_recording(const Application& application,
                                    const ReplacementRequest& request);

}  // namespace revivre::app
