#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chapters/containers/mp4_boxes.hpp"

namespace revivre::chapters::mp4 {

/// One line of an edit list (ISO/IEC 14496-12, 8.6.6).
struct Edit {
    std::uint64_t duration = 0;    ///< in the movie's time scale
    std::int64_t media_time = -1;  ///< in the track's; -1: nothing is shown
};

struct Track {
    Box box{};
    std::uint32_t id = 0;
    bool enabled = false;
    BoxType handler = 0;  ///< "vide", "soun", "text"
    std::string name{};   ///< of its handler, as the file has it
    std::uint32_t timescale = 0;
    std::vector<std::uint32_t> chapter_tracks{};  ///< ids, of "tref/chap"
    std::vector<Edit> edits{};
    std::optional<Box> sample_table{};  ///< "stbl"

    /// Whether its samples are texts, as titles of chapters are.
    [[nodiscard]] bool has_text() const noexcept;
};

/// What "moov" says, as far as chapters need it.
struct Movie {
    Box box{};
    std::uint32_t timescale = 0;
    std::uint64_t duration = 0;  ///< all ones: unknown
    std::uint32_t next_track = 0;
    std::vector<Track> tracks{};
    std::vector<Box> chapter_lists{};  ///< "udta/chpl"
    bool fragmented = false;           ///< "mvex": samples follow in "moof" boxes
    bool damaged = false;              ///< boxes of it end before it does, or behind its end
    bool compressed = false;           ///< "cmov": nothing can be read here
};

Movie read_movie(BoxReader& boxes, const Box& moov);

/// The tracks that others name as their chapters, in the order in which they are named.
std::vector<const Track*> chapter_tracks(const Movie& movie);

/// One sample of a track: where it lies and when it is shown, on the track's own time line.
struct Sample {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::uint64_t start = 0;
    std::uint64_t end = 0;
};

/// More chapters than a recording of a hundred hours with one every four seconds.
inline constexpr std::size_t kMostSamples = 100'000;

/// The samples that the track's tables agree on, at most kMostSamples.
std::vector<Sample> samples_of(BoxReader& boxes, const Track& track);

}  // namespace revivre::chapters::mp4
