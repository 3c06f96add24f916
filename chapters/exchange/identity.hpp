#pragma once

#include <string_view>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/losses.hpp"

/// What may stand in the identifiers and language tags of files that have a place for both but
/// rules of their own for what stands there.
namespace revivre::chapters {

/// True for an id that a store of ours gave: "cha_" and letters, digits, "-", "_"; at most 64.
bool is_chapter_id(std::string_view text);

/// True for what has the shape of a BCP 47 tag: letters, digits and hyphens, at most 35.
bool may_be_language(std::string_view text);

/// For Format::adapt of formats with Holds::ids: sessions go, and ids that are not ours.
void keep_chapter_ids(Document& document, Losses& losses);

/// For Format::adapt of formats with Holds::language: what is no tag goes.
void keep_language_tags(Document& document, Losses& losses);

/// Calls `change` for each chapter, at all levels; how many times it said true.
template <typename Change>
std::size_t count_changes(std::vector<Chapter>& chapters, const Change& change) {
    std::size_t count = 0;
    for (Chapter& chapter : chapters) {
        if (change(chapter)) ++count;
        count += count_changes(chapter.children, change);
    }
    return count;
}

}  // namespace revivre::chapters
