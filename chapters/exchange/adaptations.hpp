#pragma once

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

/// Calls `function` with every chapter of a tree, parents first.
template <typename Chapters, typename Function>
void for_each_chapter(Chapters& chapters, const Function& function) {
    for (auto& chapter : chapters) {
        function(chapter);
        for_each_chapter(chapter.children, function);
    }
}

}  // namespace revivre::chapters
