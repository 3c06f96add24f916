#pragma once

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// Gives the connection two functions for the rows of a MATCH: `relevance(search, layout)` and
/// `spoken_relevance(spoken, layout)`; the greater, the better. `layout` has two bytes for each
/// phrase of the expression: a letter from 'a' on, equal for phrases that stand for the same word
/// that was asked, and a digit, how well the phrase stands for it (see search_expression.hpp). Each
/// word counts once, by its best phrase and column. Unlike FTS5's bm25() they look at nothing but
/// the index entries of their row: bm25() first counts all rows of every word.
void add_relevance(Connection& connection);

}  // namespace revivre::storage::sqlite
