#include "chapters/exchange/nesting.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "chapters/text/title.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);

bool comes_before(const Chapter& one, const Chapter& other) {
    const auto place = [](const Chapter& chapter) {
        return std::tuple(chapter.item, chapter.start, -chapter.end.value_or(Time::max()));
    };
    return place(one) < place(other);
}

// Moves the chapters of a tree to the end of `flat`, without children, parents first.
void append_in_tree_order(std::vector<Chapter> chapters, std::vector<Chapter>& flat) {
    for (Chapter& chapter : chapters) {
        std::vector<Chapter> children = std::move(chapter.children);
        chapter.children.clear();
        flat.push_back(std::move(chapter));
        append_in_tree_order(std::move(children), flat);
    }
}

// One chapter for a parent and its first child, which start together.
Chapter joined(Chapter parent, Chapter child) {
    if (!parent.title.empty() && !child.title.empty()) {
        child.title = clean_line(parent.title + " – " + child.title);  // within kTitleLimit
    } else if (child.title.empty()) {
        child.title = std::move(parent.title);
    }
    if (child.credits.empty()) child.credits = std::move(parent.credits);
    if (child.session.empty()) child.session = std::move(parent.session);
    if (child.summary.empty()) child.summary = std::move(parent.summary);
    if (child.link.empty()) child.link = std::move(parent.link);
    if (child.image.empty()) child.image = std::move(parent.image);
    return child;
}

void append_flattened(std::vector<Chapter> chapters, std::vector<Chapter>& flat) {
    for (Chapter& chapter : chapters) {
        std::vector<Chapter> children;
        append_flattened(std::exchange(chapter.children, {}), children);
        const bool together = !children.empty() && children.front().start == chapter.start &&
                              children.front().item == chapter.item;
        if (together) {
            children.front() = joined(std::move(chapter), std::move(children.front()));
        } else {
            if (!children.empty() && children.front().start > chapter.start)
                chapter.end = children.front().start;
            flat.push_back(std::move(chapter));
        }
        std::ranges::move(children, std::back_inserter(flat));
    }
}

// Intervals are half open: what begins where another one ends comes after it, a point too.
bool is_inside(const Chapter& inner, const Chapter& outer) {
    const Time outer_end = outer.end.value_or(outer.start);
    return inner.item == outer.item && inner.start >= outer.start &&
           inner.end.value_or(inner.start) <= outer_end &&
           (inner.start < outer_end || inner.start == outer.start);
}

bool is_after(const Chapter& later, const Chapter& earlier) {
    return later.item != earlier.item || earlier.end.value_or(earlier.start) <= later.start;
}

// For each chapter the one around it; empty when the times make no tree.
std::vector<std::size_t> parents_by_containment(const std::vector<Chapter>& flat) {
    std::vector<std::size_t> parents;
    std::vector<std::size_t> open;  // from the outermost on
    for (const Chapter& chapter : flat) {
        while (!open.empty() && !is_inside(chapter, flat[open.back()])) {
            if (!is_after(chapter, flat[open.back()])) return {};
            open.pop_back();
        }
        if (open.size() == kDepthLimit) return {};
        parents.push_back(open.empty() ? kNoParent : open.back());
        open.push_back(parents.size() - 1);
    }
    return parents;
}

std::size_t derive(std::vector<Chapter>& siblings, std::optional<Time> bound,
                   const Document& document) {
    std::size_t made = 0;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        Chapter& chapter = siblings[i];
        const Chapter* next = i + 1 < siblings.size() ? &siblings[i + 1] : nullptr;
        if (next != nullptr && next->item != chapter.item) next = nullptr;
        if (!chapter.end) {
            ++made;
            const auto last = bound ? bound : document.duration(chapter.item);
            chapter.end = std::max(next != nullptr ? next->start : last.value_or(chapter.start),
                                   chapter.start);
        }
        made += derive(chapter.children, chapter.end, document);
    }
    return made;
}

}  // namespace

bool sort_by_start(std::vector<Chapter>& chapters) {
    const bool moved = !std::ranges::is_sorted(chapters, comes_before);
    if (moved) std::ranges::stable_sort(chapters, comes_before);
    bool below = false;
    for (Chapter& chapter : chapters) below |= sort_by_start(chapter.children);
    return moved || below;
}

std::vector<Chapter> in_tree_order(std::vector<Chapter> chapters) {
    std::vector<Chapter> flat;
    append_in_tree_order(std::move(chapters), flat);
    return flat;
}

std::vector<Chapter> flattened(std::vector<Chapter> chapters) {
    std::vector<Chapter> flat;
    append_flattened(std::move(chapters), flat);
    sort_by_start(flat);
    return flat;
}

std::vector<Chapter> nested_by_containment(std::vector<Chapter> flat) {
    const std::vector<std::size_t> parents = parents_by_containment(flat);
    const auto is_root = [](std::size_t parent) { return parent == kNoParent; };
    if (parents.size() != flat.size() || std::ranges::all_of(parents, is_root)) return flat;
    std::vector<Chapter> roots;
    for (std::size_t i = flat.size(); i-- > 0;) {
        std::ranges::reverse(flat[i].children);
        auto& family = parents[i] == kNoParent ? roots : flat[parents[i]].children;
        family.push_back(std::move(flat[i]));
    }
    std::ranges::reverse(roots);
    return roots;
}

std::size_t derive_ends(Document& document) {
    return derive(document.chapters, std::nullopt, document);
}

}  // namespace revivre::chapters
