#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::ClockTime;
using chapters::Event;
using chapters::Session;

Event event_row(const Statement& row) {
    return {.id = row.text(0),
            .title = row.text(1),
            .subtitle = row.text(2),
            .date = row.text(3),
            .time_zone = row.text(4),
            .place = row.text(5),
            .organiser = row.text(6)};
}

std::vector<Event> all_events(Statement rows) {
    std::vector<Event> all;
    while (rows.next()) all.push_back(event_row(rows));
    return all;
}

std::optional<ClockTime> clock_time(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return ClockTime(row.integer(column));
}

std::optional<std::int64_t> minutes(const std::optional<ClockTime>& time) {
    return time ? std::optional<std::int64_t>(time->count()) : std::nullopt;
}

Session session_row(const Statement& row) {
    return {.id = row.text(0),
            .event = row.text(1),
            .title = row.text(2),
            .kind = chapters::enum_named<chapters::SessionKind>(row.text(3)),
            .order = row.number(4),
            .part = row.text(5),
            .planned_start = clock_time(row, 6),
            .planned_end = clock_time(row, 7)};
}

std::vector<std::int64_t> published_with_session(Connection& connection, const std::string& id) {
    std::vector<std::int64_t> revisions;
    Statement rows = connection.query(
        "SELECT DISTINCT c.revision FROM chapters AS c JOIN recordings AS r "
        "ON r.published = c.revision WHERE c.session = ?1",
        id);
    while (rows.next()) revisions.push_back(rows.integer(0));
    return revisions;
}

void write_session(Connection& connection, const std::string& id, const Session& session) {
    connection.run(
        "INSERT INTO sessions (id, event, title, kind, position, part, planned_start_min, "
        "planned_end_min) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
        "event = excluded.event, title = excluded.title, kind = excluded.kind, "
        "position = excluded.position, part = excluded.part, "
        "planned_start_min = excluded.planned_start_min, "
        "planned_end_min = excluded.planned_end_min",
        id, session.event, session.title, chapters::name_of(session.kind), session.order,
        session.part, minutes(session.planned_start), minutes(session.planned_end));
}

}  // namespace

std::string SqliteRepository::save_event(const Event& event) {
    std::string id = id_to_save("evt_", event.id);
    transact([&] {
        connection_.run(
            "INSERT INTO events (id, title, subtitle, date, time_zone, place, organiser) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
            "title = excluded.title, subtitle = excluded.subtitle, date = excluded.date, "
            "time_zone = excluded.time_zone, place = excluded.place, "
            "organiser = excluded.organiser",
            id, event.title, event.subtitle, event.date, event.time_zone, event.place,
            event.organiser);
    });
    return id;
}

std::vector<Event> SqliteRepository::events() {
    return all_events(connection_.query(
        "SELECT id, title, subtitle, date, time_zone, place, organiser FROM events "
        "ORDER BY date, title, id"));
}

Event SqliteRepository::event(const std::string& id) {
    Statement row = connection_.query(
        "SELECT id, title, subtitle, date, time_zone, place, organiser FROM events WHERE id = ?1",
        id);
    if (!row.next()) throw_not_found("event", id);
    return event_row(row);
}

std::vector<Event> SqliteRepository::public_events() {
    return all_events(connection_.query(
        "SELECT id, title, subtitle, date, time_zone, place, organiser FROM events WHERE EXISTS "
        "(SELECT 1 FROM recordings WHERE event = events.id AND published IS NOT NULL) "
        "ORDER BY date, title, id"));
}

std::string SqliteRepository::save_session(const Session& session) {
    std::string id = id_to_save("ses_", session.id);
    transact([&] {
        require("event", session.event);
        const bool same_title =
            connection_
                .integer("SELECT 1 FROM sessions WHERE id = ?1 AND title = ?2", id, session.title)
                .has_value();
        write_session(connection_, id, session);
        if (same_title) return;
        refresh_search_rows(connection_, published_with_session(connection_, id));
    });
    return id;
}

std::vector<Session> SqliteRepository::sessions(const std::string& event) {
    const Snapshot snapshot(connection_);
    require("event", event);
    std::vector<Session> all;
    Statement rows = connection_.query(
        "SELECT id, event, title, kind, position, part, planned_start_min, planned_end_min "
        "FROM sessions WHERE event = ?1 ORDER BY position, id",
        event);
    while (rows.next()) all.push_back(session_row(rows));
    return all;
}

Session SqliteRepository::session(const std::string& id) {
    Statement row = connection_.query(
        "SELECT id, event, title, kind, position, part, planned_start_min, planned_end_min "
        "FROM sessions WHERE id = ?1",
        id);
    if (!row.next()) throw_not_found("session", id);
    return session_row(row);
}

void SqliteRepository::remove_session(const std::string& id) {
    transact([&] {
        require("session", id);
        if (connection_.integer("SELECT 1 FROM chapters WHERE session = ?1 LIMIT 1", id)) {
            throw Error(ErrorCode::conflict,
                        fmt::format("the session '{}' is named by a revision of a recording, and "
                                    "revisions are kept: it cannot be removed",
                                    id));
        }
        connection_.run("DELETE FROM sessions WHERE id = ?1", id);
    });
}

}  // namespace revivre::storage::sqlite
