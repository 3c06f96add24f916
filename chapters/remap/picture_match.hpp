#pragma once

#include <span>
#include <vector>

#include "chapters/model.hpp"
#include "chapters/remap/passage.hpp"

namespace revivre::chapters::remap {

/// The passages of the old recording whose pictures are surely found in the new one: at least six
/// cuts, captions, cards and slides in a row at the same distances (to 40 ms, a picture), nearly
/// none of them missing on either side, whatever else is similar much less so. A passage goes from
/// the first of them to the last. What is read in the picture must agree. `old`, `made`: all
/// evidence, in any order. In order of start; no moment belongs to two.
std::vector<Passage> match_pictures(std::span<const Evidence> old, std::span<const Evidence> made);

/// `sound` and what `pictures` has between: outside of the passages of the sound, in both
/// recordings. In order of start.
std::vector<Passage> joined(std::vector<Passage> sound, std::span<const Passage> pictures);

}  // namespace revivre::chapters::remap
