#pragma once

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// Gives the connection the function `relevance(search)`, for the rows of a MATCH on the search
/// table: the greater, the better. Each word counts once, by the best column it stands in; among
/// equals the shorter title wins. Unlike FTS5's bm25() it looks at nothing but its row: bm25()
/// first counts all rows of every word, which took 8 to 14 ms of a query over 100,000 chapters.
void add_relevance(Connection& connection);

}  // namespace revivre::storage::sqlite
