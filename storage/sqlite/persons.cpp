#include <map>
#include <utility>

#include "chapters/json.hpp"
#include "chapters/text/fold.hpp"
#include "storage/sqlite/person_links.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Expectation;
using chapters::Person;

// Two statements however many persons there are: the persons, then everybody's variants.
std::vector<Person> with_variants(Connection& connection, Statement rows) {
    std::map<std::string, std::vector<std::string>> variants;
    Statement names =
        connection.query("SELECT person, name FROM person_variants ORDER BY person, position");
    while (names.next()) variants[names.text(0)].push_back(names.text(1));
    std::vector<Person> all;
    while (rows.next()) {
        all.push_back({.id = rows.text(0),
                       .name = rows.text(1),
                       .sort_name = rows.text(2),
                       .variants = std::move(variants[rows.text(0)])});
    }
    return all;
}

std::optional<Person> find_person(Connection& connection, const std::string& id) {
    Statement row = connection.query("SELECT id, name, sort_name FROM persons WHERE id = ?1", id);
    if (!row.next()) return std::nullopt;
    Person person{.id = row.text(0), .name = row.text(1), .sort_name = row.text(2), .variants = {}};
    Statement names = connection.query(
        "SELECT name FROM person_variants WHERE person = ?1 ORDER BY position", id);
    while (names.next()) person.variants.push_back(names.text(0));
    return person;
}

void write_person(Connection& connection, const Person& person) {
    const std::string& sorted_by = person.sort_name.empty() ? person.name : person.sort_name;
    connection.run(
        "INSERT INTO persons (id, name, sort_name, sort_key) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name, "
        "sort_key = excluded.sort_key, version = version + 1",
        person.id, person.name, person.sort_name, chapters::fold(sorted_by));
    connection.run("DELETE FROM person_variants WHERE person = ?1", person.id);
    int position = 0;
    for (const std::string& name : person.variants) {
        connection.run("INSERT INTO person_variants (person, position, name) VALUES (?1, ?2, ?3)",
                       person.id, position++, name);
    }
}

}  // namespace

std::string SqliteRepository::save_person(const Person& person) {
    Person saved = person;
    saved.id = id_to_save("per_", person.id);
    transact([&] {
        // A second run over the same programme saves everybody again: nothing to do then.
        if (find_person(connection_, saved.id) == saved) return;
        write_person(connection_, saved);
        refresh_search_rows(connection_, published_with_person(connection_, saved.id));
    });
    return saved.id;
}

std::vector<Person> SqliteRepository::persons() {
    const Snapshot snapshot(connection_);
    return with_variants(
        connection_,
        connection_.query("SELECT id, name, sort_name FROM persons WHERE id NOT IN "
                          "(SELECT person FROM person_aliases) ORDER BY sort_key, name, id"));
}

Person SqliteRepository::person(const std::string& id) {
    const Snapshot snapshot(connection_);
    auto person = find_person(connection_, id);
    if (!person) throw_not_found("person", id);
    return *std::move(person);
}

std::vector<Person> SqliteRepository::public_persons() {
    const Snapshot snapshot(connection_);
    return with_variants(
        connection_,
        connection_.query(
            "SELECT id, name, sort_name FROM persons AS p WHERE "
            "id NOT IN (SELECT person FROM withdrawn_persons) AND "
            "(EXISTS (SELECT 1 FROM meant_credits AS k JOIN recordings AS r "
            "ON r.published = k.revision WHERE k.written = p.id AND k.person = p.id) OR "
            "EXISTS (SELECT 1 FROM person_writings AS w JOIN meant_credits AS k "
            "ON k.written = w.person JOIN recordings AS r ON r.published = k.revision "
            "WHERE w.means = p.id AND k.person = p.id)) ORDER BY sort_key, name, id"));
}

std::vector<Expectation> SqliteRepository::expectations(const std::string& event) {
    const Snapshot snapshot(connection_);
    require("event", event);
    std::vector<Expectation> all;
    Statement rows = connection_.query(
        "SELECT event, session, coalesce(a.means, e.person), name, function, organisation, role, "
        "quotations FROM expectations AS e LEFT JOIN person_aliases AS a ON a.person = e.person "
        "WHERE event = ?1 ORDER BY position",
        event);
    while (rows.next()) {
        all.push_back({.event = rows.text(0),
                       .session = rows.text(1),
                       .person = rows.text(2),
                       .name = rows.text(3),
                       .function = rows.text(4),
                       .organisation = rows.text(5),
                       .role = chapters::enum_named<chapters::Role>(rows.text(6)),
                       .quotations = text_list_from(rows.text(7))});
    }
    return all;
}

void SqliteRepository::replace_expectations(const std::string& event,
                                            const std::vector<Expectation>& all) {
    transact([&] {
        require("event", event);
        connection_.run("DELETE FROM expectations WHERE event = ?1", event);
        int position = 0;
        for (const Expectation& each : all) {
            connection_.run(
                "INSERT INTO expectations (event, position, session, person, name, function, "
                "organisation, role, quotations) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                event, position++, or_null(each.session), or_null(each.person), each.name,
                each.function, each.organisation, chapters::name_of(each.role),
                text_list(each.quotations));
        }
    });
}

}  // namespace revivre::storage::sqlite
