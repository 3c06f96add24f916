#include <algorithm>

#include <fmt/format.h>

#include "chapters/text/fold.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

// What one query may cost. A question of eight words is a sentence; the longest French words in use
// have 25 letters; and nobody types 4 KiB into a search box.
constexpr std::size_t kWordLimit = 8;
constexpr std::size_t kWordCharacters = 40;
constexpr std::size_t kTextLimit = 4096;
constexpr int kOffsetLimit = 1000;
constexpr int kPageLimit = 100;

// At most `count` code points: cuts before a byte that begins one (RFC 3629, section 3).
std::string_view first_characters(std::string_view text, std::size_t count) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (begins && count-- == 0) return text.substr(0, i);
    }
    return text;
}

// A string of FTS5 (sqlite.org/fts5.html, section 3.1). Words hold no quote and no NUL; what the
// tokenizer makes of other signs in them is part of the string, never of the syntax.
std::string words_expression(std::string_view text) {
    std::string expression;
    std::size_t count = 0;
    for (const std::string& word : chapters::folded_words(text.substr(0, kTextLimit))) {
        if (count++ == kWordLimit) break;
        // Side by side, not with AND: FTS5 then passes over a string without any letter.
        expression += fmt::format(" \"{}\"*", first_characters(word, kWordCharacters));
    }
    if (expression.empty()) return {};
    return fmt::format("({{title names functions session}} : ({}))", expression);
}

bool is_known_kind(std::string_view id) {
    return is_id("per_", id) || is_id("ses_", id) || is_id("evt_", id);
}

/// The whole FTS5 expression; nothing when the query asks for nothing or for what cannot be.
std::optional<std::string> match_expression(const SearchQuery& query, const std::string& words) {
    std::string expression = words;
    for (const std::string& id : {query.person, query.session, query.event}) {
        if (id.empty()) continue;
        if (!is_known_kind(id)) return std::nullopt;
        if (!expression.empty()) expression += " AND ";
        expression += fmt::format("(keys : \"{}\")", search_key(id));
    }
    if (expression.empty()) return std::nullopt;
    return expression;
}

// Newest first, and only so many are ranked: a word that more chapters have is no good question.
constexpr std::string_view kRanked =
    "SELECT rowid FROM (SELECT rowid, relevance(search) AS score FROM search "
    "WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 2000) ORDER BY score DESC, rowid DESC "
    "LIMIT ?2 OFFSET ?3";

constexpr std::string_view kInOrder =
    "SELECT s.rowid FROM search AS s CROSS JOIN revisions AS v ON v.id = s.rowid / 1048576 "
    "JOIN recordings AS r ON r.id = v.recording JOIN events AS e ON e.id = r.event "
    "WHERE s.search MATCH ?1 ORDER BY e.date, e.id, r.position, r.id, s.rowid "
    "LIMIT ?2 OFFSET ?3";

}  // namespace

SearchResult SqliteRepository::public_search(const SearchQuery& query) {
    const std::string words = words_expression(query.text);
    const auto expression = match_expression(query, words);
    if (!expression) return {};
    const int limit = std::clamp(query.limit, 1, kPageLimit);
    const Snapshot snapshot(connection_);
    std::vector<RowKey> keys;
    Statement rows = connection_.query(words.empty() ? kInOrder : kRanked, *expression, limit + 1,
                                       std::clamp(query.offset, 0, kOffsetLimit));
    while (rows.next()) keys.push_back(rows.integer(0));
    const bool more = keys.size() > static_cast<std::size_t>(limit);
    if (more) keys.pop_back();
    return {.chapters = load_published(connection_, keys), .more = more};
}

}  // namespace revivre::storage::sqlite
