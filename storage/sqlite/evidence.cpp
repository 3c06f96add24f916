#include <deque>
#include <map>
#include <tuple>

#include "chapters/json.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Evidence;
using chapters::Time;

std::optional<std::int64_t> milliseconds(const std::optional<Time>& time) {
    return time ? std::optional<std::int64_t>(time->count()) : std::nullopt;
}

std::string box_text(const std::optional<chapters::Box>& box) {
    return box ? chapters::dump_json(to_json(*box)) : std::string();
}

std::optional<chapters::Box> box_from(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return chapters::box_from_json(chapters::parse_json(text));
}

// What makes two sightings of one tool the same.
using Sighting = std::tuple<std::string, std::int64_t, std::optional<std::int64_t>, std::string>;

Sighting sighting(const Evidence& evidence) {
    return {evidence.kind, evidence.start.count(), milliseconds(evidence.end), evidence.text};
}

// The ids that each sighting has had, current ones first: also of what was not seen for a while.
std::map<Sighting, std::deque<std::string>> known_ids(Connection& connection,
                                                      const std::string& recording,
                                                      const std::string& tool) {
    std::map<Sighting, std::deque<std::string>> known;
    Statement rows = connection.query(
        "SELECT id, kind, start_ms, end_ms, text FROM evidence "
        "WHERE recording = ?1 AND tool = ?2 ORDER BY current DESC, id",
        recording, tool);
    while (rows.next()) {
        std::optional<std::int64_t> end;
        if (!rows.is_null(3)) end = rows.integer(3);
        known[{rows.text(1), rows.integer(2), end, rows.text(4)}].push_back(rows.text(0));
    }
    return known;
}

std::string take_id(std::map<Sighting, std::deque<std::string>>& known, const Evidence& evidence) {
    const auto found = known.find(sighting(evidence));
    if (found == known.end() || found->second.empty()) return new_id("evi_");
    std::string id = std::move(found->second.front());
    found->second.pop_front();
    return id;
}

void write_evidence(Connection& connection, const Evidence& evidence) {
    connection.run(
        "INSERT INTO evidence (id, recording, tool, tool_version, kind, start_ms, end_ms, text, "
        "score, box, still, current) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1) "
        "ON CONFLICT (id) DO UPDATE SET tool_version = excluded.tool_version, score = "
        "excluded.score, box = excluded.box, still = excluded.still, current = 1",
        evidence.id, evidence.recording, evidence.tool, evidence.tool_version, evidence.kind,
        evidence.start.count(), milliseconds(evidence.end), evidence.text, evidence.score,
        box_text(evidence.box), evidence.still);
}

}  // namespace

std::vector<Evidence> SqliteRepository::evidence(const std::string& recording) {
    const Snapshot snapshot(connection_);
    require("recording", recording);
    std::vector<Evidence> all;
    Statement rows = connection_.query(
        "SELECT id, kind, start_ms, end_ms, text, score, tool, tool_version, box, still FROM "
        "evidence "
        "WHERE recording = ?1 AND current = 1 ORDER BY start_ms, end_ms, tool, id",
        recording);
    while (rows.next()) {
        std::optional<Time> end;
        if (!rows.is_null(3)) end = Time(rows.integer(3));
        all.push_back({.id = rows.text(0),
                       .recording = recording,
                       .kind = rows.text(1),
                       .start = Time(rows.integer(2)),
                       .end = end,
                       .text = rows.text(4),
                       .score = rows.real(5),
                       .tool = rows.text(6),
                       .tool_version = rows.text(7),
                       .box = box_from(rows.text(8)),
                       .still = rows.text(9)});
    }
    return all;
}

std::vector<Evidence> SqliteRepository::replace_evidence(const std::string& recording,
                                                         const std::string& tool,
                                                         std::vector<Evidence> all) {
    transact([&] {
        require("recording", recording);
        auto known = known_ids(connection_, recording, tool);
        connection_.run("UPDATE evidence SET current = 0 WHERE recording = ?1 AND tool = ?2",
                        recording, tool);
        for (Evidence& each : all) {
            each.recording = recording;
            each.tool = tool;
            each.id = take_id(known, each);
            write_evidence(connection_, each);
        }
    });
    return all;
}

}  // namespace revivre::storage::sqlite
