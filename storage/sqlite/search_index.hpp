#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// One row of the search table: words folded, a blank between them.
struct SearchRow {
    RowKey key = 0;
    std::string title;
    std::string names;      ///< as shown, and of the person's authority record with its variants
    std::string functions;  ///< and organisations
    std::string session;
    std::string keys;  ///< search_key() of event, session and persons
    bool operator==(const SearchRow&) const = default;
};

/// An id as one word of the search table's `keys`.
std::string search_key(std::string_view id);

/// What the search rows of a revision ought to be, and what they are.
std::vector<SearchRow> expected_search_rows(Connection& connection, std::int64_t revision);
std::vector<SearchRow> stored_search_rows(Connection& connection, std::int64_t revision);

void remove_search_rows(Connection& connection, std::int64_t revision);
void insert_search_rows(Connection& connection, std::int64_t revision);

/// Makes the search rows of published revisions anew, after something that they quote was changed.
void refresh_search_rows(Connection& connection, const std::vector<std::int64_t>& revisions);

}  // namespace revivre::storage::sqlite
