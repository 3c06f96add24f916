#pragma once

#include <vector>

#include "chapters/model.hpp"
#include "server/pages/layout.hpp"

namespace revivre::server::pages {

/// Cues that are read as one paragraph: one speaker, about half a minute.
struct TranscriptParagraph {
    chapters::Time start{};
    std::string speaker;  ///< or empty
    std::string text;
    bool operator==(const TranscriptParagraph&) const = default;
};

/// All cues of a track, in order.
std::vector<TranscriptParagraph> paragraphs_of(const chapters::TextTrack& track);

/// The track that is the transcript: captions before subtitles, the visit's language before
/// others; null when there are neither.
const chapters::TextTrack* transcript_of(const Visit& visit,
                                         const std::vector<chapters::TextTrack>& tracks);

/// <section id="transcript">; empty without captions or subtitles.
Html transcript_section(const Visit& visit, const std::vector<chapters::TextTrack>& tracks);

}  // namespace revivre::server::pages
