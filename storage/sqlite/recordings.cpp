#include <fmt/format.h>

#include "chapters/json.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Recording;
using chapters::Time;

// What recording_row() reads, in its order.
std::string select_recordings(std::string_view rest) {
    return fmt::format(
        "SELECT r.id, r.event, r.part, r.title, r.position, r.file, r.container, r.content_hash, "
        "r.size_bytes, r.duration_ms, r.start_offset_ms, r.starts_at, r.created_at, r.streams, "
        "r.address, r.replaces "
        "FROM recordings AS r JOIN events AS e ON e.id = r.event {}",
        rest);
}

constexpr std::string_view kByDay = "ORDER BY e.date, e.title, e.id, r.position, r.id";

Recording recording_row(const Statement& row) {
    return {.id = row.text(0),
            .event = row.text(1),
            .part = row.text(2),
            .title = row.text(3),
            .order = row.number(4),
            .file = row.text(5),
            .container = row.text(6),
            .content_hash = row.text(7),
            .size_bytes = row.integer(8),
            .duration = Time(row.integer(9)),
            .start_offset = Time(row.integer(10)),
            .starts_at = row.text(11),
            .created_at = row.text(12),
            .streams = json_list_from(row.text(13), chapters::stream_from_json),
            .address = row.text(14),
            .replaces = row.text(15)};
}

std::vector<Recording> all_recordings(Statement rows) {
    std::vector<Recording> all;
    while (rows.next()) all.push_back(recording_row(rows));
    return all;
}

void write_recording(Connection& connection, const std::string& id, const Recording& recording) {
    connection.run(
        "INSERT INTO recordings (id, event, part, title, position, file, container, content_hash, "
        "size_bytes, duration_ms, start_offset_ms, starts_at, created_at, streams, address, "
        "replaces) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
        "nullif(?16, '')) "
        "ON CONFLICT (id) DO UPDATE SET event = excluded.event, part = excluded.part, "
        "title = excluded.title, position = excluded.position, file = excluded.file, "
        "container = excluded.container, content_hash = excluded.content_hash, "
        "size_bytes = excluded.size_bytes, duration_ms = excluded.duration_ms, "
        "start_offset_ms = excluded.start_offset_ms, starts_at = excluded.starts_at, "
        "created_at = excluded.created_at, streams = excluded.streams, "
        "address = excluded.address, replaces = excluded.replaces",
        id, recording.event, recording.part, recording.title, recording.order, recording.file,
        recording.container, recording.content_hash, recording.size_bytes,
        recording.duration.count(), recording.start_offset.count(), recording.starts_at,
        recording.created_at, json_list(recording.streams), recording.address, recording.replaces);
}

}  // namespace

std::string SqliteRepository::save_recording(const Recording& recording) {
    std::string id = id_to_save("rec_", recording.id);
    transact([&] {
        require("event", recording.event);
        if (!recording.replaces.empty()) require("recording", recording.replaces);
        const auto to_refresh = connection_.integer(
            "SELECT published FROM recordings WHERE id = ?1 AND event <> ?2", id, recording.event);
        write_recording(connection_, id, recording);
        if (to_refresh) refresh_search_rows(connection_, {*to_refresh});
    });
    return id;
}

std::vector<Recording> SqliteRepository::recordings() {
    return all_recordings(connection_.query(select_recordings(kByDay)));
}

Recording SqliteRepository::recording(const std::string& id) {
    Statement row = connection_.query(select_recordings("WHERE r.id = ?1"), id);
    if (!row.next()) throw_not_found("recording", id);
    return recording_row(row);
}

std::optional<Recording> SqliteRepository::recording_with_hash(const std::string& hash) {
    if (hash.empty()) return std::nullopt;
    Statement row = connection_.query(
        select_recordings("WHERE r.content_hash = ?1 ORDER BY r.id LIMIT 1"), hash);
    if (!row.next()) return std::nullopt;
    return recording_row(row);
}

std::vector<Recording> SqliteRepository::public_recordings(const std::string& event) {
    if (event.empty()) {
        return all_recordings(connection_.query(
            select_recordings(fmt::format("WHERE r.published IS NOT NULL {}", kByDay))));
    }
    return all_recordings(
        connection_.query(select_recordings("WHERE r.event = ?1 AND r.published IS NOT NULL "
                                            "ORDER BY r.position, r.id"),
                          event));
}

}  // namespace revivre::storage::sqlite
