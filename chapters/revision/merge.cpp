#include "chapters/revision/merge.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/revision/joined_nodes.hpp"
#include "chapters/revision/merge_lists.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::revision {
namespace {

bool is_changed(const OutlineNode& base, const OutlineNode& now) {
    return base.around != now.around || !std::ranges::all_of(kOwnFields, [&](Field field) {
               return same(base.chapter, now.chapter, field);
           });
}

// What was never there had no text: a summary that only one of two wrote is no conflict.
bool is_empty_at_first(Field field) {
    return field == Field::session || field == Field::language || field == Field::summary ||
           field == Field::link || field == Field::image;
}

std::vector<std::string> keys_of(const Outline& outline) {
    std::vector<std::string> keys;
    for (const OutlineNode& node : outline.nodes()) keys.push_back(node.key);
    return keys;
}

class Merging {
  public:
    Merging(const std::vector<Chapter>& base, const std::vector<Chapter>& mine,
            const std::vector<Chapter>& theirs)
        : base_(base), mine_(mine), theirs_(theirs) {}

    Merged merged() {
        const std::vector<std::string> keys = ordered_keys();
        for (const std::string& key : keys) decide(key);
        keep_parents();
        for (const std::string& key : keys) {
            if (kept_.contains(key)) join(key);
        }
        settle_structure(nodes_, mine_);
        if (nodes_.all().size() > kChapterLimit) {
            throw Error(ErrorCode::conflict,
                        fmt::format("both together have more than {} chapters", kChapterLimit));
        }
        return {tree(), conflicts()};
    }

  private:
    // Equals stand in the order of who changed the order, mine when both did.
    [[nodiscard]] std::vector<std::string> ordered_keys() const {
        std::vector<std::string> first = keys_of(mine_);
        std::vector<std::string> second = keys_of(theirs_);
        if (first == keys_of(base_)) std::swap(first, second);
        std::set<std::string> seen(first.begin(), first.end());
        for (std::string& key : second) {
            if (seen.insert(key).second) first.push_back(std::move(key));
        }
        return first;
    }

    void decide(const std::string& key) {
        const OutlineNode* base = base_.find(key);
        const OutlineNode* mine = mine_.find(key);
        const OutlineNode* theirs = theirs_.find(key);
        const OutlineNode* only = mine != nullptr ? mine : theirs;
        const bool removed = base != nullptr && (mine == nullptr || theirs == nullptr);
        if (removed && !is_changed(*base, *only)) return;
        kept_.insert(key);
        if (removed) contested_.insert(key);
    }

    // What somebody removed stays, contested, when the other put something into it or kept a part.
    void keep_parents() {
        std::vector<std::string> open(kept_.begin(), kept_.end());
        while (!open.empty()) {
            const std::string parent = chosen_parent(open.back());
            open.pop_back();
            if (parent.empty() || !kept_.insert(parent).second) continue;
            contested_.insert(parent);
            open.push_back(parent);
        }
    }

    [[nodiscard]] bool parent_contested(const std::string& key) const {
        const OutlineNode* base = base_.find(key);
        const OutlineNode* mine = mine_.find(key);
        const OutlineNode* theirs = theirs_.find(key);
        if (mine == nullptr || theirs == nullptr || mine->around == theirs->around) return false;
        return base == nullptr || (mine->around != base->around && theirs->around != base->around);
    }

    [[nodiscard]] std::string chosen_parent(const std::string& key) const {
        const OutlineNode* base = base_.find(key);
        const OutlineNode* mine = mine_.find(key);
        const OutlineNode* theirs = theirs_.find(key);
        if (mine == nullptr) return theirs->around;
        if (theirs == nullptr || base == nullptr) return mine->around;
        return mine->around == base->around ? theirs->around : mine->around;
    }

    void join(const std::string& key) {
        const OutlineNode* mine = mine_.find(key);
        const OutlineNode* theirs = theirs_.find(key);
        JoinedNode& node = nodes_.add({.chapter = (mine != nullptr ? mine : theirs)->chapter,
                                       .key = key,
                                       .around = chosen_parent(key),
                                       .base = base_.find(key),
                                       .mine = mine,
                                       .theirs = theirs});
        if (contested_.contains(key)) node.conflicts.insert(Field::whole);
        if (parent_contested(key)) node.conflicts.insert(Field::parent);
        if (mine == nullptr || theirs == nullptr) return;
        for (const Field field : kOwnFields) join_field(node, field);
    }

    static void join_field(JoinedNode& node, Field field) {
        static const Chapter kNothing;
        const Chapter* base = node.base != nullptr       ? &node.base->chapter
                              : is_empty_at_first(field) ? &kNothing
                                                         : nullptr;
        const Chapter& theirs = node.theirs->chapter;
        if (same(node.chapter, theirs, field)) return;
        if (base != nullptr && same(node.chapter, *base, field))
            return copy(theirs, node.chapter, field);
        if (base != nullptr && same(theirs, *base, field)) return;
        if (!join_list(node, field)) node.conflicts.insert(field);
    }

    // Whether the field is a list of which both changed different entries.
    static bool join_list(JoinedNode& node, Field field) {
        const Chapter base = node.base != nullptr ? node.base->chapter : Chapter{};
        const Chapter& theirs = node.theirs->chapter;
        if (field == Field::speakers) {
            auto list = merge_credits(base.credits, node.chapter.credits, theirs.credits);
            node.chapter.credits = std::move(list.list);
            return !list.contested;
        }
        if (field != Field::translations) return false;
        auto list =
            merge_translations(base.translations, node.chapter.translations, theirs.translations);
        node.chapter.translations = std::move(list.list);
        return !list.contested;
    }

    [[nodiscard]] std::vector<Chapter> tree() {
        std::unordered_map<std::string, std::vector<const JoinedNode*>> children;
        for (const JoinedNode& node : nodes_.all()) children[node.around].push_back(&node);
        std::vector<Chapter> made = branch("", children);
        sort_chapters(made);
        return made;
    }

    using Children = std::unordered_map<std::string, std::vector<const JoinedNode*>>;

    static std::vector<Chapter> branch(const std::string& around, const Children& children) {
        std::vector<Chapter> made;
        const auto found = children.find(around);
        if (found == children.end()) return made;
        for (const JoinedNode* node : found->second) {
            made.push_back(node->chapter);
            made.back().children = branch(node->key, children);
        }
        return made;
    }

    [[nodiscard]] std::vector<Conflict> conflicts() {
        std::vector<Conflict> all;
        for (const JoinedNode& node : nodes_.all()) {
            for (const Field field : node.conflicts) {
                all.push_back(
                    {.chapter = node.chapter.id, .title = node.chapter.title, .field = field});
                tell_values(node, all.back());
            }
        }
        return all;
    }

    void tell_values(const JoinedNode& node, Conflict& conflict) {
        if (conflict.field == Field::whole) {
            conflict.base = chapter_json(node.base);
            conflict.mine = chapter_json(node.mine);
            conflict.theirs = chapter_json(node.theirs);
        } else if (conflict.field == Field::parent) {
            conflict.base = parent_json(base_, node.base);
            conflict.mine = id_json(nodes_.find(node.around));
            conflict.theirs = parent_json(theirs_, node.theirs);
        } else {
            if (node.base != nullptr) conflict.base = value_of(node.base->chapter, conflict.field);
            conflict.mine = value_of(node.chapter, conflict.field);
            conflict.theirs = their_value(node, conflict.field);
        }
    }

    static Json their_value(const JoinedNode& node, Field field) {
        JoinedNode other = node;
        std::swap(other.mine, other.theirs);
        other.chapter = node.theirs->chapter;
        join_list(other, field);
        return value_of(other.chapter, field);
    }

    static Json chapter_json(const OutlineNode* node) {
        return node == nullptr ? Json(nullptr) : to_json(node->chapter);
    }

    template <typename Node>
    static Json id_json(const Node* node) {
        return node == nullptr ? Json(nullptr) : Json(node->chapter.id);
    }

    static Json parent_json(const Outline& outline, const OutlineNode* node) {
        return node == nullptr ? Json(nullptr) : id_json(outline.find(node->around));
    }

    Outline base_;
    Outline mine_;
    Outline theirs_;
    std::set<std::string> kept_;
    std::set<std::string> contested_;  // of those kept: one side removed them
    JoinedNodes nodes_;
};

}  // namespace

Merged merge(const std::vector<Chapter>& base, const std::vector<Chapter>& mine,
             const std::vector<Chapter>& theirs) {
    return Merging(base, mine, theirs).merged();
}

Json to_json(const Conflict& conflict) {
    return {{"chapter", conflict.chapter},
            {"title", conflict.title},
            {"field", name_of(conflict.field)},
            {"base", conflict.base},
            {"mine", conflict.mine},
            {"theirs", conflict.theirs}};
}

}  // namespace revivre::chapters::revision
