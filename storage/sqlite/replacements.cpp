#include "storage/sqlite/replacements.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

// All recordings that are joined to ?1 by `replaces`, in either direction, with itself.
constexpr std::string_view kFamily =
    "WITH RECURSIVE family (id) AS (SELECT ?1 UNION "
    "SELECT r.replaces FROM recordings AS r JOIN family AS f ON r.id = f.id "
    "WHERE r.replaces IS NOT NULL UNION "
    "SELECT r.id FROM recordings AS r JOIN family AS f ON r.replaces = f.id) ";

std::string of_family(std::string_view rest) {
    return std::string(kFamily) + std::string(rest);
}

std::vector<std::pair<std::string, std::int64_t>> public_relatives(Connection& connection,
                                                                   const std::string& recording) {
    std::vector<std::pair<std::string, std::int64_t>> all;
    Statement rows = connection.query(
        of_family("SELECT r.id, r.published FROM recordings AS r JOIN family AS f ON f.id = r.id "
                  "WHERE r.id <> ?1 AND r.published IS NOT NULL"),
        recording);
    while (rows.next()) all.emplace_back(rows.text(0), rows.integer(1));
    return all;
}

}  // namespace

bool may_name_chapter(Connection& connection, const std::string& recording,
                      const std::string& chapter) {
    return connection
        .integer(of_family("SELECT 1 FROM chapter_ids AS c JOIN family AS f ON f.id = c.recording "
                           "WHERE c.id = ?2"),
                 recording, chapter)
        .has_value();
}

void take_public_place(Connection& connection, const std::string& recording, std::int64_t revision,
                       const std::string& now) {
    for (const auto& [relative, published] : public_relatives(connection, recording)) {
        remove_search_rows(connection, published);
        connection.run("UPDATE recordings SET published = NULL WHERE id = ?1", relative);
        connection.run(
            "INSERT INTO publications (recording, revision, created_at, author, summary) "
            "VALUES (?1, NULL, ?2, 'revivre', ?3)",
            relative, now, recording + " was published in its place");
    }
    connection.run(
        "UPDATE chapter_ids SET recording = ?1 WHERE recording <> ?1 AND id IN "
        "(SELECT chapter FROM chapters WHERE revision = ?2)",
        recording, revision);
}

std::vector<std::string> replacement_faults(Connection& connection) {
    std::vector<std::string> faults;
    std::vector<std::string> replacing;
    Statement rows = connection.query(
        "SELECT id FROM recordings WHERE published IS NOT NULL AND replaces IS NOT NULL");
    while (rows.next()) replacing.push_back(rows.text(0));
    for (const std::string& each : replacing) {
        for (const auto& [relative, published] : public_relatives(connection, each))
            faults.push_back(
                fmt::format("'{}' is public beside '{}', which it replaces or which "
                            "replaces it",
                            each, relative));
    }
    Statement lost = connection.query(
        "SELECT r.id, count(*) FROM recordings AS r JOIN chapters AS c ON c.revision = r.published "
        "JOIN chapter_ids AS i ON i.id = c.chapter WHERE i.recording <> r.id GROUP BY r.id");
    while (lost.next()) {
        faults.push_back(fmt::format("{} public chapters of '{}' belong to another recording",
                                     lost.integer(1), lost.text(0)));
    }
    return faults;
}

std::optional<std::string> SqliteRepository::public_replacement(const std::string& recording) {
    const Snapshot snapshot(connection_);
    if (connection_.integer("SELECT published FROM recordings WHERE id = ?1", recording))
        return std::nullopt;
    Statement row = connection_.query(
        "WITH RECURSIVE later (id) AS (SELECT ?1 UNION "
        "SELECT r.id FROM recordings AS r JOIN later AS l ON r.replaces = l.id) "
        "SELECT r.id FROM recordings AS r JOIN later AS l ON l.id = r.id "
        "WHERE r.published IS NOT NULL",
        recording);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

}  // namespace revivre::storage::sqlite
