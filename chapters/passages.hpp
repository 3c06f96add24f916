#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// What is said in a row by one person, short enough to be jumped to.
struct Passage {
    Time start{};
    Time end{};
    std::string text;  ///< of its cues, one blank between them
    bool operator==(const Passage&) const = default;
};

/// Joins cues, which are in order of start, into passages: a new one begins where another speaker
/// does, at each of `bounds` (in order: where chapters begin), after a pause of 4 s, and after 30
/// s, from 20 s on at the end of a sentence.
std::vector<Passage> passages_of(std::span<const Cue> cues, std::span<const Time> bounds);

}  // namespace revivre::chapters
