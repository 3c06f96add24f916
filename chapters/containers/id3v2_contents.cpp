#include "chapters/containers/id3v2_contents.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace revivre::chapters::id3v2 {
namespace {

constexpr std::size_t kTableDepth = 64;  // chapters nest less deep (kDepthLimit of validate.hpp)
constexpr std::size_t kCountable = 255;  // entries of a table

// A table that has a title and no time: from its first chapter to the end of its last.
Chapter group(std::string title, std::vector<Chapter> inside) {
    Chapter made;
    made.title = std::move(title);
    made.start = std::ranges::min(inside, {}, &Chapter::start).start;
    const Chapter& last = std::ranges::max(
        inside, {}, [](const Chapter& each) { return each.end.value_or(each.start); });
    made.end = last.end;
    made.children = std::move(inside);
    return made;
}

}  // namespace

void Contents::add(std::string id, Chapter chapter) {
    chapters_.push_back({std::move(id), std::make_unique<Chapter>(std::move(chapter))});
}

void Contents::add(ContentsTable table) {
    tables_.push_back(std::move(table));
}

void Contents::index(Gathering& gathering) {
    for (std::size_t i = 0; i < chapters_.size(); ++i) chapters_by_id_.emplace(chapters_[i].id, i);
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (tables_by_id_.emplace(tables_[i].id, i).second) continue;
        gathering.tell(
            0, fmt::format("two tables of contents are called '{}': only the first can be an entry",
                           shown(tables_[i].id)));
    }
}

std::vector<std::size_t> Contents::outermost_tables(Gathering& gathering) const {
    std::set<std::string_view> inside;
    for (const ContentsTable& table : tables_)
        inside.insert(table.entries.begin(), table.entries.end());
    std::vector<std::size_t> first;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (tables_[i].outermost) {
            first.push_back(i);
        } else if (!inside.contains(tables_[i].id)) {
            others.push_back(i);
        }
    }
    if (first.size() > 1)
        gathering.tell(
            0, fmt::format("{} tables of contents call themselves the outermost: they are joined",
                           first.size()));
    // A table that nobody lists is one that somebody forgot to list.
    first.insert(first.end(), others.begin(), others.end());
    if (first.empty() && !tables_.empty()) first.push_back(0);
    return first;
}

void Contents::gather(Gathering& gathering) {
    index(gathering);
    std::vector<Chapter> listed;
    for (const std::size_t table : outermost_tables(gathering)) {
        if (tables_[table].taken) continue;
        auto taken = take_table(tables_[table], 1, gathering);
        std::ranges::move(taken, std::back_inserter(listed));
    }
    take_rest(listed, gathering);
    for (Chapter& chapter : listed) {
        if (!gathering.add(std::move(chapter))) return;
    }
}

std::vector<Chapter> Contents::take_table(ContentsTable& table, std::size_t depth,
                                          Gathering& gathering) {
    table.taken = true;
    std::vector<Chapter> inside;
    for (std::size_t i = 0; i < table.entries.size(); ++i) {
        const std::string& entry = table.entries[i];
        const auto found = tables_by_id_.find(entry);
        if (chapters_by_id_.contains(entry)) {
            take_chapters(entry, inside, gathering);
        } else if (found != tables_by_id_.end()) {
            take_inner(tables_[found->second], depth + 1, inside, gathering);
        } else if (i < table.counted) {
            gathering.tell(0, fmt::format("the table of contents lists '{}', which does not exist",
                                          shown(entry)));
        }
    }
    return inside;
}

// Chapters that share an id come together, at its first place.
void Contents::take_chapters(const std::string& id, std::vector<Chapter>& into,
                             Gathering& gathering) {
    const auto [begin, end] = chapters_by_id_.equal_range(id);
    if (!chapters_[begin->second].chapter) {
        gathering.tell(0, fmt::format("the table of contents lists '{}' twice", shown(id)));
        return;
    }
    for (auto each = begin; each != end; ++each) {
        into.push_back(std::move(*std::exchange(chapters_[each->second].chapter, nullptr)));
    }
}

void Contents::take_inner(ContentsTable& table, std::size_t depth, std::vector<Chapter>& into,
                          Gathering& gathering) {
    if (table.taken || depth > kTableDepth) {
        gathering.tell(0, fmt::format("the table of contents '{}' is listed twice, inside itself "
                                      "or too deep: it is left out there",
                                      shown(table.id)));
        return;
    }
    bool has_parent = false;
    if (!table.entries.empty() && table.id == std::string(kChildrenOf) + table.entries.front()) {
        const auto parent = chapters_by_id_.find(table.entries.front());
        has_parent = parent != chapters_by_id_.end() && chapters_[parent->second].chapter;
    }
    std::vector<Chapter> inside = take_table(table, depth, gathering);
    if (inside.empty()) return;
    if (has_parent) {
        Chapter parent = std::move(inside.front());
        inside.erase(inside.begin());
        parent.children = std::move(inside);
        into.push_back(std::move(parent));
    } else if (!table.title.empty()) {
        into.push_back(group(table.title, std::move(inside)));
    } else {
        std::ranges::move(inside, std::back_inserter(into));
    }
}

// Chapters outside every table: players hide them, they change the picture shown. But all count
// where there is no table that works, or where a single one could not count so many.
void Contents::take_rest(std::vector<Chapter>& into, Gathering& gathering) {
    const bool hidden = !into.empty() && (chapters_.size() <= kCountable || tables_.size() > 1);
    if (!hidden) into.reserve(into.size() + chapters_.size());
    for (Element& element : chapters_) {
        if (!element.chapter) continue;
        if (hidden) {
            gathering.tell(0, fmt::format("left out '{}': the table of contents does not list it",
                                          shown(element.chapter->title)));
        } else {
            into.push_back(std::move(*std::exchange(element.chapter, nullptr)));
        }
    }
}

}  // namespace revivre::chapters::id3v2
