#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters::mp4 {

/// The samples of a chapter track, a millisecond a tick.
struct ChapterSamples {
    std::string bytes;                 ///< one behind the other, as "mdat" holds them
    std::vector<std::uint32_t> sizes;  ///< of each
    std::vector<std::pair<std::uint32_t, std::uint32_t>> times;  ///< "stts": count, length
    Time duration{};
};

/// Of a flat list without overlaps, by start. Gaps are filled with samples without a title. With
/// `links` each has its chapter's address.
ChapterSamples chapter_samples(const std::vector<Chapter>& chapters, bool links);

struct ChapterTrack {
    std::uint32_t id = 0;
    std::string_view name;
    std::uint64_t duration = 0;  ///< in the movie's time scale
    std::uint64_t offset = 0;    ///< of the first sample in the file
    bool large_file = false;     ///< write the offset with 64 bits
};

/// The "trak" box.
std::string chapter_track(const ChapterTrack& track, const ChapterSamples& samples);

}  // namespace revivre::chapters::mp4
