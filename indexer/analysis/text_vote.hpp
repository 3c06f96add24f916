#pragma once

#include <string_view>
#include <vector>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// One reading of a text: its lines from top to bottom.
using Reading = std::vector<TextLine>;

/// Drops lines that are no writing: frames, stripes and faces read as letters. A line stays when
/// its letters and digits are at least three and most of it, and the reader was fairly sure.
void keep_writing(Reading& reading);

/// 0 (nothing in common) to 1 (equal): from the number of characters to change.
double likeness(std::string_view a, std::string_view b);

/// One reading out of several of the same text. Every line of the surest reading is put to the
/// vote, word by word where the readings have as many words: each votes with its confidence. The
/// confidence of a line is the winners' share of the vote times the mean of theirs.
Reading vote(const std::vector<Reading>& readings);

/// Whether two readings have the same lines, letter for letter.
bool agree(const Reading& a, const Reading& b);

}  // namespace revivre::indexer
