#pragma once

#include <vector>

#include "chapters/model.hpp"

/// Three-way merges of the lists that a chapter holds.
namespace revivre::chapters::revision {

template <typename T>
struct MergedList {
    std::vector<T> list;
    bool contested = false;  ///< both changed the same entry differently; `list` then holds mine
};

/// By person, else by name with accents folded. Person, name, status and evidence are one thing:
/// a name is never confirmed for a person whom the other side chose.
MergedList<Credit> merge_credits(const std::vector<Credit>& base, const std::vector<Credit>& mine,
                                 const std::vector<Credit>& theirs);

/// By language.
MergedList<Translation> merge_translations(const std::vector<Translation>& base,
                                           const std::vector<Translation>& mine,
                                           const std::vector<Translation>& theirs);

}  // namespace revivre::chapters::revision
