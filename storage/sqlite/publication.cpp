#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/redaction.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {

void SqliteRepository::note_publication(const Publication& publication) {
    transact_unseen([&] {
        require("recording", publication.recording);
        std::optional<std::int64_t> row;
        if (publication.revision != 0) {
            row = revision_row(publication.recording, publication.revision);
        }
        connection_.run(
            "INSERT INTO publications (recording, revision, created_at, author, summary) "
            "VALUES (?1, ?2, ?3, ?4, ?5)",
            publication.recording, row, utc_text(clock_()), publication.author,
            publication.summary);
    });
}

std::vector<Publication> SqliteRepository::publications(const std::string& recording) {
    const Snapshot snapshot(connection_);
    require("recording", recording);
    std::vector<Publication> all;
    Statement rows = connection_.query(
        "SELECT v.number, p.created_at, p.author, p.summary FROM publications AS p "
        "LEFT JOIN revisions AS v ON v.id = p.revision WHERE p.recording = ?1 ORDER BY p.id DESC",
        recording);
    while (rows.next()) {
        all.push_back({.recording = recording,
                       .revision = rows.number(0),
                       .created_at = rows.text(1),
                       .author = rows.text(2),
                       .summary = rows.text(3)});
    }
    return all;
}

chapters::Revision SqliteRepository::public_revision(const std::string& id) {
    const Snapshot snapshot(connection_);
    const auto number = connection_.integer(
        "SELECT v.number FROM recordings AS r JOIN revisions AS v ON v.id = r.published "
        "WHERE r.id = ?1",
        id);
    if (!number) throw_not_found("published recording", id);
    chapters::Revision published = revision(id, static_cast<int>(*number));
    const Redaction redaction(connection_, revision_row(id, published.number));
    if (!redaction.empty()) redaction.apply(published.chapters);
    return published;
}

PublishedChapter SqliteRepository::public_chapter(const std::string& id) {
    const Snapshot snapshot(connection_);
    Statement row = connection_.query(
        "SELECT c.revision, c.position FROM chapter_ids AS i JOIN recordings AS r "
        "ON r.id = i.recording JOIN chapters AS c ON c.revision = r.published AND c.chapter = i.id "
        "WHERE i.id = ?1",
        id);
    if (!row.next()) throw_not_found("published chapter", id);
    auto found = load_public(connection_, {row_key(row.integer(0), row.integer(1))}, true);
    if (found.empty()) {
        throw Error(ErrorCode::gone, fmt::format("the chapter '{}' was withdrawn", id));
    }
    return std::move(found.at(0));
}

std::vector<PublishedChapter> SqliteRepository::public_interventions(const std::string& person) {
    const Snapshot snapshot(connection_);
    std::vector<RowKey> keys;
    Statement rows = connection_.query(
        "SELECT DISTINCT k.revision, k.chapter FROM meant_credits AS k "
        "JOIN recordings AS r ON r.published = k.revision JOIN events AS e ON e.id = r.event "
        "JOIN chapters AS c ON c.revision = k.revision AND c.position = k.chapter "
        "WHERE k.person = ?1 AND (k.written = ?1 OR k.written IN "
        "(SELECT person FROM person_writings WHERE means = ?1)) ORDER BY e.date, e.id, r.position, "
        "r.id, c.start_ms, c.position",
        person);
    while (rows.next()) keys.push_back(row_key(rows.integer(0), rows.integer(1)));
    return load_public(connection_, keys, true);
}

}  // namespace revivre::storage::sqlite
