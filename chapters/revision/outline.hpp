#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters::revision {

/// A chapter of a tree, taken out of it.
struct OutlineNode {
    Chapter chapter;     ///< without children
    std::string key;     ///< see Outline
    std::string around;  ///< the key of its parent; empty: none
};

/// A tree as a list. A chapter's key is its id; one that has no id yet (or that of an earlier one)
/// gets a key of its content and place, so that it is the same as an equal one of another tree.
class Outline {
  public:
    explicit Outline(const std::vector<Chapter>& tree);

    /// Parents before their children, in the order of the tree.
    [[nodiscard]] const std::vector<OutlineNode>& nodes() const noexcept { return nodes_; }
    /// Null when there is none; lives as long as the outline.
    [[nodiscard]] const OutlineNode* find(const std::string& key) const;

  private:
    void add(const Chapter& chapter, const std::string& around);
    [[nodiscard]] std::string key_for(const Chapter& chapter, const std::string& around) const;

    std::vector<OutlineNode> nodes_;
    std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace revivre::chapters::revision
