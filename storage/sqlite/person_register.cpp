#include <set>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/person_links.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_person_register.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {

std::string SqlitePersonRegister::meant(const std::string& person) {
    const Snapshot snapshot(connection_);
    require_person(person);
    Statement row = connection_.query("SELECT means FROM person_aliases WHERE person = ?1", person);
    return row.next() ? row.text(0) : person;
}

int SqlitePersonRegister::version(const std::string& person) {
    const auto version = connection_.integer("SELECT version FROM persons WHERE id = ?1", person);
    if (!version) throw_not_found("person", person);
    return static_cast<int>(*version);
}

std::vector<Identifier> SqlitePersonRegister::identifiers(const std::string& person) {
    const Snapshot snapshot(connection_);
    require_person(person);
    std::vector<Identifier> all;
    Statement rows = connection_.query(
        "SELECT scheme, value FROM person_identifiers WHERE person = ?1 ORDER BY scheme, value",
        person);
    while (rows.next()) all.push_back({rows.text(0), rows.text(1)});
    return all;
}

void SqlitePersonRegister::replace_identifiers(const std::string& person,
                                               const std::vector<Identifier>& all) {
    repository_.transact([&] {
        require_person(person);
        connection_.run("DELETE FROM person_identifiers WHERE person = ?1", person);
        for (const Identifier& each : all) {
            connection_.run(
                "INSERT OR IGNORE INTO person_identifiers (person, scheme, value) "
                "VALUES (?1, ?2, ?3)",
                person, each.scheme, each.value);
        }
        connection_.run("UPDATE persons SET version = version + 1 WHERE id = ?1", person);
    });
}

std::vector<CreditedChapter> SqlitePersonRegister::credited(const std::string& person,
                                                            bool in_all) {
    const Snapshot snapshot(connection_);
    require_person(person);
    std::vector<CreditedChapter> all;
    std::vector<RowKey> keys;
    Statement rows = connection_.query(
        "SELECT DISTINCT k.revision, k.chapter, v.recording, v.number, v.created_at, v.author, "
        "v.number = (SELECT max(number) FROM revisions WHERE recording = v.recording), "
        "v.id IS r.published FROM meant_credits AS k JOIN revisions AS v ON v.id = k.revision "
        "JOIN recordings AS r ON r.id = v.recording WHERE k.person = ?1 AND (k.written = ?1 OR "
        "k.written IN (SELECT person FROM person_writings WHERE means = ?1)) "
        "ORDER BY v.recording, v.number, k.chapter",
        person);
    while (rows.next()) {
        CreditedChapter each{.recording = rows.text(2),
                             .revision = rows.number(3),
                             .revised_at = rows.text(4),
                             .revised_by = rows.text(5),
                             .latest = rows.integer(6) != 0,
                             .published = rows.integer(7) != 0};
        if (!in_all && !each.latest && !each.published) continue;
        all.push_back(std::move(each));
        keys.push_back(row_key(rows.integer(0), rows.integer(1)));
    }
    auto loaded = load_published(connection_, keys);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].chapter = std::move(loaded[i].chapter);
    return all;
}

void SqlitePersonRegister::require_person(const std::string& id) {
    if (!connection_.integer("SELECT 1 FROM persons WHERE id = ?1", id)) {
        throw_not_found("person", id);
    }
}

void SqlitePersonRegister::require_unmerged(const std::string& id) {
    const std::string means = meant(id);
    if (means == id) return;
    throw Error(ErrorCode::conflict,
                fmt::format("the person '{}' was merged into '{}'", id, means));
}

void SqlitePersonRegister::follow_change(const std::vector<std::string>& persons) {
    std::set<std::int64_t> touched;
    const auto collect = [&] {
        for (const std::string& person : persons) {
            for (const std::int64_t row : published_with_person(connection_, person)) {
                touched.insert(row);
            }
        }
    };
    collect();
    rebuild_person_links(connection_);
    collect();
    refresh_search_rows(connection_, {touched.begin(), touched.end()});
}

}  // namespace revivre::storage::sqlite
