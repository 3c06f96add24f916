#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/connection.hpp"

/// The rows of the tables that the search reads: see migrations/0005 for their tokens.
namespace revivre::storage::sqlite {

/// What the rows look like; a store with another number is brought up to date when it is opened.
constexpr int kSearchLayout = 1;

/// One row of `search`: a published chapter, as tokens with a blank between them.
struct SearchRow {
    RowKey key = 0;
    std::string title;
    std::string names;  ///< as shown, and of the person's authority record; "/" between speakers
    std::string functions;  ///< and organisations
    std::string session;
    std::string summary;
    std::string keys;  ///< of event and session, then of the speakers in the order of `names`
    bool operator==(const SearchRow&) const = default;
};

/// One passage of a transcript: a row of `passages`, and one of `spoken`.
struct PassageRow {
    RowKey key = 0;
    std::int64_t chapter = -1;  ///< position, or -1
    std::int64_t start_ms = 0;
    std::int64_t end_ms = 0;
    std::string text;
    std::string words;
    std::string names;
    std::string keys;
    bool operator==(const PassageRow&) const = default;
};

/// All that the search has of one revision.
struct SearchRows {
    std::vector<SearchRow> chapters;
    std::vector<PassageRow> passages;
    bool operator==(const SearchRows&) const = default;
};

/// How words were written, by their folded form.
using Spellings = std::map<std::string, std::string>;

/// The token of an id, or of a name that belongs to no person: "=per01…".
std::string search_key(std::string_view id);

/// What the search rows of a revision ought to be, and what they are. `shown`, when it is given,
/// gets how the words are written.
SearchRows expected_search_rows(Connection& connection, std::int64_t revision,
                                Spellings* shown = nullptr);
SearchRows stored_search_rows(Connection& connection, std::int64_t revision);

void remove_search_rows(Connection& connection, std::int64_t revision);
void insert_search_rows(Connection& connection, std::int64_t revision);

/// Makes the search rows of published revisions anew, after something that they quote was changed.
void refresh_search_rows(Connection& connection, const std::vector<std::int64_t>& revisions);

/// Makes all search rows anew when they are of another layout than this program's.
void bring_search_up_to_date(Connection& connection);

}  // namespace revivre::storage::sqlite
