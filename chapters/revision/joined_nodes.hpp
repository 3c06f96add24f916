#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chapters/revision/fields.hpp"
#include "chapters/revision/outline.hpp"

/// What a merge works on: the chapters that remain, and what is in conflict.
namespace revivre::chapters::revision {

/// A chapter that remains. The outlines must outlive it.
struct JoinedNode {
    Chapter chapter;                    ///< merged, without children
    std::string key;                    ///< see Outline
    std::string around;                 ///< the key of its parent, always of a node that remains
    const OutlineNode* base = nullptr;  ///< null: not in that tree
    const OutlineNode* mine = nullptr;
    const OutlineNode* theirs = nullptr;
    std::set<Field> conflicts{};
};

/// All that remain, in the order in which equals stand beside each other.
class JoinedNodes {
  public:
    /// The node must be of a key that is not there yet.
    JoinedNode& add(JoinedNode node);
    [[nodiscard]] JoinedNode* find(const std::string& key);
    [[nodiscard]] bool contains(const std::string& key) const { return places_.contains(key); }
    [[nodiscard]] std::vector<JoinedNode>& all() noexcept { return nodes_; }

  private:
    std::vector<JoinedNode> nodes_;
    std::unordered_map<std::string, std::size_t> places_;
};

/// Makes a sound tree of nodes whose fields were merged one by one: without cycles, times in order
/// and inside the parent, at most kDepthLimit levels. What it changes becomes what it is in `mine`
/// and a conflict; what is not in `mine` goes up.
void settle_structure(JoinedNodes& nodes, const Outline& mine);

}  // namespace revivre::chapters::revision
