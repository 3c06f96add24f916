#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/losses.hpp"

/// What several formats' adapt() have in common.
namespace revivre::chapters {

/// Opens the end of chapters of no length, for formats in which an end must be after its start.
/// Sorts again, since an open end counts as the longest.
void open_points(Document& document, Losses& losses);

/// Takes away links and pictures that are no http(s) address.
void keep_web_addresses(Document& document, Losses& losses);

/// True for "http://…" and "https://…" without blanks.
bool is_web_address(std::string_view address);

/// True for an id that a store of ours gave: "cha_" and letters, digits, "-", "_"; at most 64.
bool is_chapter_id(std::string_view text);

/// For formats with Holds::ids: sessions go, and ids that are not ours.
void keep_chapter_ids(Document& document, Losses& losses);

/// For formats with Holds::language: languages of titles go that are no BCP 47 tag.
void keep_language_tags(Document& document, Losses& losses);

/// Calls `function` with every chapter of a tree, parents first.
template <typename Chapters, typename Function>
void for_each_chapter(Chapters& chapters, const Function& function) {
    for (auto& chapter : chapters) {
        function(chapter);
        for_each_chapter(chapter.children, function);
    }
}

/// Calls `change` for each chapter, at all levels; how many times it said true.
template <typename Change>
std::size_t count_changes(std::vector<Chapter>& chapters, const Change& change) {
    std::size_t count = 0;
    for_each_chapter(chapters, [&](Chapter& chapter) { count += change(chapter) ? 1U : 0U; });
    return count;
}

}  // namespace revivre::chapters
