#pragma once

#include <string>
#include <vector>

#include "server/pages/published.hpp"
#include "storage/repository.hpp"

namespace revivre::server::pages {

/// Hits of one recording, in order of time. Borrows the hits, as all of this.
struct RecordingHits {
    std::string recording;
    std::string event;
    std::vector<const storage::SearchHit*> hits;
};

/// Hits under one speaker.
struct SpeakerHits {
    std::string name;    ///< empty: nobody is confirmed in these
    std::string person;  ///< "per_…", or empty
    std::vector<RecordingHits> recordings;
};

/// Hits by speaker, in the order of their best hit, those of nobody last; each speaker's by
/// recording, in the order of the day. A hit belongs to whose name was meant, else to whom `words`
/// (folded) name, else to its first speaker.
std::vector<SpeakerHits> by_speaker(const std::vector<storage::SearchHit>& hits,
                                    const std::vector<std::string>& words, Sources& sources);

}  // namespace revivre::server::pages
