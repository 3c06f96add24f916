#pragma once

#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// By item, then start, then longer first (a missing end is longest); equal ones keep their order.
/// Children too. True when something moved.
bool sort_by_start(std::vector<Chapter>& chapters);

/// All chapters without children, parents before their children, in the order of the tree.
std::vector<Chapter> in_tree_order(std::vector<Chapter> chapters);

/// One list of parents and leaves, as reduction.hpp tells.
std::vector<Chapter> flattened(std::vector<Chapter> chapters);

/// The tree that the times of a sorted flat list make: a chapter goes into the nearest one before
/// it that has not ended. Stays flat when two chapters overlap without one being inside the other,
/// or when nesting would be deeper than kDepthLimit of validate.hpp.
std::vector<Chapter> nested_by_containment(std::vector<Chapter> flat);

/// Gives each chapter that lacks an end the start of the next one beside it, else its parent's end,
/// else the medium's, else its own start. Gives how many were made.
std::size_t derive_ends(Document& document);

}  // namespace revivre::chapters
