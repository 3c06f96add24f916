#include "storage/sqlite/search_index.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "chapters/text/fold.hpp"

namespace revivre::storage::sqlite {
namespace {

std::string words(std::string_view text) {
    return fmt::format("{}", fmt::join(chapters::folded_words(text), " "));
}

void append(std::string& text, std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text += ' ';
    text += more;
}

SearchRow row_without_credits(const Statement& row, std::int64_t revision) {
    SearchRow made{.key = row_key(revision, row.integer(0)),
                   .title = words(row.text(1)),
                   .names = {},
                   .functions = {},
                   .session = words(row.text(3)),
                   .keys = search_key(row.text(4))};
    append(made.keys, search_key(row.text(2)));
    return made;
}

void add_credit(SearchRow& made, const Statement& row) {
    append(made.keys, search_key(row.text(1)));
    append(made.names, words(row.text(2)));
    append(made.names, words(row.text(5)));
    append(made.names, words(row.text(6)));
    append(made.functions, words(row.text(3)));
    append(made.functions, words(row.text(4)));
}

}  // namespace

std::string search_key(std::string_view id) {
    std::string key(id);
    std::erase(key, '_');
    return key;
}

std::vector<SearchRow> expected_search_rows(Connection& connection, std::int64_t revision) {
    std::vector<SearchRow> expected;
    Statement rows = connection.query(
        "SELECT c.position, c.title, c.session, s.title, r.event FROM chapters AS c "
        "JOIN revisions AS v ON v.id = c.revision JOIN recordings AS r ON r.id = v.recording "
        "LEFT JOIN sessions AS s ON s.id = c.session WHERE c.revision = ?1 ORDER BY c.position",
        revision);
    while (rows.next()) expected.push_back(row_without_credits(rows, revision));
    Statement credits = connection.query(
        "SELECT k.chapter, k.person, k.name, k.function, k.organisation, p.name, "
        "(SELECT group_concat(v.name, ' ') FROM person_variants AS v WHERE v.person = k.person) "
        "FROM credits AS k LEFT JOIN persons AS p ON p.id = k.person "
        "WHERE k.revision = ?1 AND k.status = 'confirmed' ORDER BY k.chapter, k.position",
        revision);
    while (credits.next()) {
        add_credit(expected.at(static_cast<std::size_t>(credits.integer(0))), credits);
    }
    return expected;
}

std::vector<SearchRow> stored_search_rows(Connection& connection, std::int64_t revision) {
    std::vector<SearchRow> stored;
    Statement rows = connection.query(
        "SELECT rowid, title, names, functions, session, keys FROM search "
        "WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid",
        row_key(revision, 0), row_key(revision + 1, -1));
    while (rows.next()) {
        stored.push_back({.key = rows.integer(0),
                          .title = rows.text(1),
                          .names = rows.text(2),
                          .functions = rows.text(3),
                          .session = rows.text(4),
                          .keys = rows.text(5)});
    }
    return stored;
}

void remove_search_rows(Connection& connection, std::int64_t revision) {
    connection.run("DELETE FROM search WHERE rowid BETWEEN ?1 AND ?2", row_key(revision, 0),
                   row_key(revision + 1, -1));
}

void insert_search_rows(Connection& connection, std::int64_t revision) {
    for (const SearchRow& row : expected_search_rows(connection, revision)) {
        connection.run(
            "INSERT INTO search (rowid, title, names, functions, session, keys) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            row.key, row.title, row.names, row.functions, row.session, row.keys);
    }
}

void refresh_search_rows(Connection& connection, const std::vector<std::int64_t>& revisions) {
    for (const std::int64_t revision : revisions) {
        remove_search_rows(connection, revision);
        insert_search_rows(connection, revision);
    }
}

}  // namespace revivre::storage::sqlite
