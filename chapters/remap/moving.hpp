#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "chapters/remap/passage.hpp"

namespace revivre::chapters::remap {

/// A chapter that nobody but a person may move: with the best guess of its new times, and why.
struct Unsure {
    Chapter chapter;  ///< without children
    std::string reason;
};

/// A chapter list on its way to another cut of the recording.
struct MovedChapters {
    std::vector<Chapter> chapters;  ///< those that are sure; ids, texts, credits as they were
    std::vector<Unsure> unsure;     ///< in the order of the old list
    int moved = 0;                  ///< how many are sure, on all levels
};

/// Moves chapters whose start and end are surely found, in order, with nothing between them that
/// stood elsewhere, inside the chapter around them. What is inside a chapter that is not sure moves
/// up to its place.
MovedChapters moved(const std::vector<Chapter>& list, const PassageMap& map);

/// Cues whose start and end are found together; `left_out`: how many are not.
struct MovedTrack {
    TextTrack track;
    int left_out = 0;
};
MovedTrack moved(const TextTrack& track, const PassageMap& map);

}  // namespace revivre::chapters::remap
