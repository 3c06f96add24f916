#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/repository.hpp"
#include "storage/sqlite/connection.hpp"

/// From what a person typed to expressions of FTS5 whose cost is bounded.
namespace revivre::storage::sqlite {

/// The folded words of a question, in order, eight at most; each also stands for the words that it
/// begins.
struct Question {
    std::vector<std::string> words;
    /// The same without articles and prepositions, unless there is nothing else: what a chapter
    /// must hold.
    std::vector<std::string> telling_words;
    /// search_key() of the filters.
    std::vector<std::string> keys;
    bool possible = true;  ///< false: a filter is no id
};

Question question_of(const SearchQuery& query);

/// Where words are looked for.
enum class Place {
    heads,     ///< titles and names of chapters
    chapters,  ///< all columns of chapters
    passages,  ///< what is said, together with names; one word at least must be said
};

/// An FTS5 expression. A word of up to five characters is looked up in FTS5's own index of
/// beginnings; a longer one is replaced by the words of the vocabulary that begin so, the most
/// frequent ones: FTS5 itself would first read and merge all rows of all of them.
struct Expression {
    std::string text;    ///< empty: nothing can be found
    std::string layout;  ///< for relevance()
    /// In how many rows the rarest of several words stands, at most; 0 for a single word. FTS5 goes
    /// through all of these rows when the words never stand together.
    std::int64_t rarest = 0;
};

/// `whole_words`: the last word was typed to its end, as the others were.
Expression expression_for(Connection& connection, const Question& question, Place place,
                          bool whole_words = false);

/// Only the filters; empty text when there is none.
std::string filters_of(const Question& question);

}  // namespace revivre::storage::sqlite
