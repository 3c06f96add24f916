#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "review/publication.hpp"

#include "app/application/analysis.hpp"
#include "app/application/application.hpp"
#include "app/application/day_programme.hpp"

namespace revivre::app {

/// What `revivre index` was asked.
struct IndexRequest {
    std::vector<std::filesystem::path> files;  ///< in the order of the day
    EventWords event;
    std::vector<std::string> parts;   ///< one a file, or none
    std::filesystem::path programme;  ///< empty: none
    bool copy = false;
    bool publish = false;
    AnalysisWish analysis;
};

/// What came of one file.
struct IndexedRecording {
    chapters::Recording recording;
    std::string state;  ///< "indexed", "updated", "moved", "unchanged"
    int markers = 0;
    int named = 0;                    ///< interventions linked to one person
    int unidentified = 0;             ///< interventions whose speaker stays open
    int in_sessions = 0;              ///< chapters linked to a session
    review::Publication publication;  ///< revision 0: not published
    std::string analysed;             ///< "done", "failed", "before" or empty: not asked for
    std::int64_t packets = 0;         ///< of its pictures
    std::int64_t decoded = 0;         ///< pictures
};

struct IndexResult {
    chapters::Event event;
    std::vector<IndexedRecording> recordings;
    bool changed = false;
    int warnings = 0;
};

/// Reads the files (in workers), then registers and links in one transaction: a crash leaves what
/// was there before. Then analyses each recording and links again, in one transaction each; what an
/// interrupted analysis found is used by the next run. Publishes last. Holds the library's index
/// lock. Throws Error.
IndexResult index_day(const Application& application, const IndexRequest& request);

}  // namespace revivre::app
