#include "review/nesting.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "chapters/validate.hpp"

namespace revivre::review {
namespace {

using chapters::Chapter;
using chapters::ChapterKind;

// Sessions and breaks stand beside each other, interventions are parts, sections parts of those.
int level_of(ChapterKind kind) {
    if (kind == ChapterKind::intervention) return 1;
    return kind == ChapterKind::section ? 2 : 0;
}

// A session marker opens its session: what follows in the same session is inside it, as far as the
// next marker of another one. Everything else is inside what surrounds it in time.
bool holds(const Chapter& outer, const Chapter& inner) {
    const bool session = outer.kind == ChapterKind::session;
    if (session && !outer.session.empty() && inner.kind != ChapterKind::session &&
        inner.session == outer.session)
        return true;
    if (outer.kind == ChapterKind::pause || level_of(inner.kind) <= level_of(outer.kind))
        return false;
    if (session && !inner.session.empty()) return false;
    return inner.start >= outer.start && *inner.end <= *outer.end;
}

void append(std::vector<Chapter>& siblings, Chapter chapter) {
    if (siblings.empty() || !holds(siblings.back(), chapter)) {
        siblings.push_back(std::move(chapter));
        return;
    }
    Chapter& outer = siblings.back();
    outer.end = std::max(*outer.end, *chapter.end);
    append(outer.children, std::move(chapter));
}

// The last that holds it and does not start after it.
Chapter* holder(std::vector<Chapter>& siblings, const Chapter& chapter) {
    Chapter* found = nullptr;
    for (Chapter& each : siblings) {
        if (each.start <= chapter.start && holds(each, chapter)) found = &each;
    }
    return found;
}

// As `append` would have gone on after it: up to the first that does not belong into it.
void adopt(std::vector<Chapter>& siblings, Chapter& chapter) {
    std::vector<Chapter> beside;
    for (Chapter& each : siblings) {
        const bool inside = each.start >= chapter.start && holds(chapter, each);
        if (inside) chapter.end = std::max(*chapter.end, *each.end);
        (inside ? chapter.children : beside).push_back(std::move(each));
    }
    siblings = std::move(beside);
}

}  // namespace

std::vector<Chapter> nested(std::vector<Chapter> flat) {
    std::ranges::stable_sort(flat, {}, [](const Chapter& chapter) {
        return std::tuple(chapter.start, level_of(chapter.kind), -*chapter.end);
    });
    std::vector<Chapter> tree;
    for (Chapter& chapter : flat) append(tree, std::move(chapter));
    chapters::sort_chapters(tree);
    return tree;
}

void insert_chapter(std::vector<Chapter>& tree, Chapter chapter) {
    if (Chapter* const outer = holder(tree, chapter)) {
        outer->end = std::max(*outer->end, *chapter.end);
        insert_chapter(outer->children, std::move(chapter));
        // What was put inside may have been made longer by what it took in.
        for (const Chapter& each : outer->children) outer->end = std::max(*outer->end, *each.end);
    } else {
        adopt(tree, chapter);
        tree.push_back(std::move(chapter));
    }
    chapters::sort_chapters(tree);
}

}  // namespace revivre::review
