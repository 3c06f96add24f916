#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/search_index.hpp"

/// Which words the published rows hold, and who is named by them.
namespace revivre::storage::sqlite {

/// In how many rows a word stands.
struct WordCounts {
    std::int64_t heads = 0;   ///< chapters, in title or names
    std::int64_t others = 0;  ///< chapters, elsewhere
    std::int64_t spoken = 0;  ///< passages
    bool operator==(const WordCounts&) const = default;
};

/// What rows add to the vocabulary.
struct Vocabulary {
    std::map<std::string, WordCounts, std::less<>> words;
    std::map<std::pair<std::string, std::string>, std::int64_t> speakers;  ///< word, speaker
    bool operator==(const Vocabulary&) const = default;
};

/// Adds what `rows` hold.
void count_words(Vocabulary& vocabulary, const SearchRows& rows);

/// Adds a vocabulary to the stored one. `shown` says how new words are written.
void add_vocabulary(Connection& connection, const Vocabulary& vocabulary, const Spellings& shown);
void subtract_vocabulary(Connection& connection, const Vocabulary& vocabulary);

/// All that is stored.
Vocabulary stored_vocabulary(Connection& connection);

/// A word of the vocabulary that begins as asked.
struct KnownWord {
    std::string word;
    WordCounts counts;
};

/// The words that begin with `beginning`, itself first, then the most frequent; `limit` at most.
std::vector<KnownWord> words_beginning_with(Connection& connection, const std::string& beginning,
                                            int limit);

/// In how many rows a word stands that begins so; a row counts for each of its words. Of more words
/// than some hundred the first are counted and the rest taken for as many as all rows there are.
WordCounts rows_beginning_with(Connection& connection, const std::string& beginning);

/// How much the search has: chapters in `heads`, published recordings in `others`, passages in
/// `spoken`.
WordCounts all_rows(Connection& connection);

/// The least text that is greater than every text that begins with `beginning`, by bytes.
std::string after_all(std::string beginning);

}  // namespace revivre::storage::sqlite
