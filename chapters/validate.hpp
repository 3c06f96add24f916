#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// What a revision may hold at most: a day of talks has tens, real lists reach hundreds.
inline constexpr std::size_t kChapterLimit = 10'000;

/// How deep chapters may nest: a day needs two levels, books that were turned into video have four.
/// Sixteen levels are 32 of JSON, within what parse_json reads.
inline constexpr std::size_t kDepthLimit = 16;

/// What is wrong with a recording's chapter list, one sentence each, naming the chapter; empty when
/// it may be stored: every end set and not before its start, all within [0, duration], ordered by
/// start then longer first, children inside their parent, ids unique, titles not empty, within the
/// two limits above. Stops after 100 sentences.
std::vector<std::string> check_chapters(const std::vector<Chapter>& chapters, Time duration);

/// Sorts by start then longer first, at every level.
void sort_chapters(std::vector<Chapter>& chapters);

}  // namespace revivre::chapters
