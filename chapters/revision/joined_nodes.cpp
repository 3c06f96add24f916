#include "chapters/revision/joined_nodes.hpp"

#include <algorithm>

#include "chapters/validate.hpp"

namespace revivre::chapters::revision {
namespace {

Time end_of(const Chapter& chapter) {
    return chapter.end.value_or(chapter.start);
}

// Every step makes one more field that of `mine`, or lifts a chapter that is not in it by a level,
// so there is an end; and a tree that is `mine` throughout is sound.
class Settling {
  public:
    Settling(JoinedNodes& nodes, const Outline& mine) : nodes_(nodes), mine_(mine) {}

    void settle() {
        bool again = true;
        while (again) again = break_cycles() || order_times() || fit_times() || limit_depth();
    }

  private:
    // Where a chapter of `mine` belongs there, among those that remain.
    [[nodiscard]] std::string home(const OutlineNode& node) const {
        std::string around = node.around;
        while (!around.empty() && !nodes_.contains(around)) around = mine_.find(around)->around;
        return around;
    }

    // False when it is there already.
    bool put_nearer_to_mine(JoinedNode& node) {
        std::string target;
        if (node.mine != nullptr) {
            target = home(*node.mine);
        } else if (const JoinedNode* parent = nodes_.find(node.around)) {
            target = parent->around;
        }
        if (target == node.around) return false;
        node.around = target;
        node.conflicts.insert(Field::parent);
        return true;
    }

    static bool take_mine(JoinedNode& node, Field field) {
        if (node.mine == nullptr || same(node.chapter, node.mine->chapter, field)) return false;
        copy(node.mine->chapter, node.chapter, field);
        node.conflicts.insert(field);
        return true;
    }

    bool break_cycles() {
        std::set<std::string> sound;
        bool changed = false;
        for (JoinedNode& node : nodes_.all()) {
            std::set<std::string> path;
            JoinedNode* each = &node;
            while (each != nullptr && !sound.contains(each->key) && path.insert(each->key).second) {
                each = nodes_.find(each->around);
            }
            if (each != nullptr && !sound.contains(each->key)) {
                break_cycle_at(*each);
                changed = true;
            } else {
                sound.merge(path);
            }
        }
        return changed;
    }

    // In a cycle somebody of `mine` is not where `mine` has them, since that is a tree.
    void break_cycle_at(JoinedNode& first) {
        JoinedNode* each = &first;
        while (each->mine == nullptr || !put_nearer_to_mine(*each))
            each = nodes_.find(each->around);
    }

    bool order_times() {
        bool changed = false;
        for (JoinedNode& node : nodes_.all()) {
            if (end_of(node.chapter) >= node.chapter.start) continue;
            const bool start = take_mine(node, Field::start);
            const bool end = take_mine(node, Field::end);
            changed = changed || start || end;
        }
        return changed;
    }

    bool fit_times() {
        bool changed = false;
        for (JoinedNode& node : nodes_.all()) {
            JoinedNode* parent = nodes_.find(node.around);
            if (parent == nullptr) continue;
            if (node.chapter.start < parent->chapter.start) {
                changed = fit(node, *parent, Field::start) || changed;
            } else if (end_of(node.chapter) > end_of(parent->chapter)) {
                changed = fit(node, *parent, Field::end) || changed;
            }
        }
        return changed;
    }

    bool fit(JoinedNode& node, JoinedNode& parent, Field field) {
        return put_nearer_to_mine(node) || take_mine(node, field) || take_mine(parent, field);
    }

    // One at a time: where it goes may make a cycle, in which depth has no end.
    bool limit_depth() {
        for (JoinedNode& node : nodes_.all()) {
            if (depth_of(node) <= kDepthLimit) continue;
            JoinedNode* each = &node;
            while (each != nullptr && !put_nearer_to_mine(*each)) each = nodes_.find(each->around);
            return each != nullptr;
        }
        return false;
    }

    std::size_t depth_of(const JoinedNode& node) {
        std::size_t depth = 1;
        for (const JoinedNode* each = nodes_.find(node.around); each != nullptr; ++depth) {
            each = nodes_.find(each->around);
        }
        return depth;
    }

    JoinedNodes& nodes_;
    const Outline& mine_;
};

}  // namespace

JoinedNode& JoinedNodes::add(JoinedNode node) {
    places_.emplace(node.key, nodes_.size());
    return nodes_.emplace_back(std::move(node));
}

JoinedNode* JoinedNodes::find(const std::string& key) {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &nodes_[found->second];
}

void settle_structure(JoinedNodes& nodes, const Outline& mine) {
    Settling(nodes, mine).settle();
}

}  // namespace revivre::chapters::revision
