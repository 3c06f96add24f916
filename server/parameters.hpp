#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/problem.hpp"
#include "server/routes/route.hpp"

namespace revivre::server {

/// A query parameter's value, or "" when it is not there.
const std::string& text_parameter(const Request& request, const std::string& name);

/// A whole number from `least` to `most`, or `otherwise` when it is not there or empty, as forms
/// send it. Throws ParameterError for anything else.
struct NumberRange {
    int least;
    int most;
    int otherwise;
};
int number_parameter(const Request& request, const std::string& name, NumberRange range);

/// Whether `?sort=-date` asks for the newest first; "date", and nothing, for the oldest. Throws
/// ParameterError for any other word.
bool newest_first(const Request& request);

/// The part of a list's address that `limit` and `cursor` ask for.
template <typename Item>
struct PageOf {
    std::vector<Item> items;
    std::size_t total = 0;  ///< of all pages
    std::string next;       ///< the cursor of the next page; empty on the last one
};

/// Cuts one page out of `all`. A cursor is the id of the last item before the page, so that it
/// stays right when items are added; `id_of` gives it. Throws ParameterError when nothing has it.
template <typename Item, typename IdOf>
PageOf<Item> page_of(const Request& request, std::vector<Item> all, IdOf id_of) {
    constexpr NumberRange kLimit{.least = 1, .most = 500, .otherwise = 100};
    const auto limit = static_cast<std::ptrdiff_t>(number_parameter(request, "limit", kLimit));
    const std::string& cursor = text_parameter(request, "cursor");
    auto first = all.begin();
    if (!cursor.empty()) {
        first = std::find_if(all.begin(), all.end(),
                             [&](const Item& item) { return id_of(item) == cursor; });
        if (first == all.end()) {
            throw ParameterError("cursor", "the cursor is of no page of this list; begin again");
        }
        ++first;
    }
    const auto last = first + std::min(limit, all.end() - first);
    PageOf<Item> page{.items = {}, .total = all.size(), .next = {}};
    if (last != all.end() && last != first) page.next = id_of(*(last - 1));
    page.items.assign(std::make_move_iterator(first), std::make_move_iterator(last));
    return page;
}

/// The request's own address with the parameters that lists know: what `links.self` of a list
/// holds.
std::string own_address(const Request& request);

/// The same with another cursor: what `links.next` holds.
std::string next_page_address(const Request& request, const std::string& cursor);

}  // namespace revivre::server
