#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/person_links.hpp"
#include "storage/sqlite/sqlite_person_register.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Person;

bool has_name(const Person& person, const std::string& name) {
    return person.name == name || std::ranges::find(person.variants, name) != person.variants.end();
}

// Gives `into` the names of the other, and back which were new.
std::vector<std::string> take_over_names(Person& into, const Person& other) {
    std::vector<std::string> names{other.name};
    names.insert(names.end(), other.variants.begin(), other.variants.end());
    std::vector<std::string> added;
    for (std::string& name : names) {
        if (has_name(into, name)) continue;
        into.variants.push_back(name);
        added.push_back(std::move(name));
    }
    return added;
}

PersonMerge merge_row(const Statement& row) {
    return {.id = row.text(0),
            .person = row.text(1),
            .into = row.text(2),
            .created_at = row.text(3),
            .author = row.text(4)};
}

}  // namespace

std::string SqlitePersonRegister::merge(const PersonMerge& merge) {
    const std::string id = new_id("mer_");
    repository_.transact([&] {
        require_unmerged(merge.person);
        require_unmerged(merge.into);
        if (merge.person == merge.into) {
            throw Error(ErrorCode::invalid_input, "a person cannot be merged into themselves");
        }
        Person into = repository_.person(merge.into);
        const auto added = take_over_names(into, repository_.person(merge.person));
        repository_.save_person(into);
        connection_.run(
            "INSERT INTO person_merges (id, person, into_person, variants, created_at, author) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            id, merge.person, merge.into, text_list(added), utc_text(clock_()), merge.author);
        follow_change({merge.person, merge.into});
    });
    return id;
}

PersonMerge SqlitePersonRegister::person_merge(const std::string& id) {
    Statement row = connection_.query(
        "SELECT id, person, into_person, created_at, author FROM person_merges "
        "WHERE id = ?1 AND undone_at = ''",
        id);
    if (!row.next()) throw_not_found("merge", id);
    return merge_row(row);
}

void SqlitePersonRegister::undo_merge(const std::string& id) {
    repository_.transact([&] {
        const PersonMerge merge = person_merge(id);
        const std::string meant_before = meant(merge.into);
        Statement row = connection_.query("SELECT variants FROM person_merges WHERE id = ?1", id);
        row.next();
        const auto added = text_list_from(row.text(0));
        Person into = repository_.person(merge.into);
        std::erase_if(into.variants, [&](const std::string& name) {
            return std::ranges::find(added, name) != added.end();
        });
        repository_.save_person(into);
        connection_.run("UPDATE person_merges SET undone_at = ?2 WHERE id = ?1", id,
                        utc_text(clock_()));
        follow_change({merge.person, merge.into, meant_before});
    });
}

std::vector<PersonMerge> SqlitePersonRegister::merges(const std::string& into) {
    const Snapshot snapshot(connection_);
    require_person(into);
    std::vector<PersonMerge> all;
    Statement rows = connection_.query(
        "SELECT id, person, into_person, created_at, author FROM person_merges "
        "WHERE into_person = ?1 AND undone_at = '' ORDER BY id",
        into);
    while (rows.next()) all.push_back(merge_row(rows));
    return all;
}

std::string SqlitePersonRegister::split(const PersonSplit& split) {
    const std::string id = new_id("spl_");
    repository_.transact([&] {
        require_unmerged(split.person);
        require_unmerged(split.to);
        if (split.person == split.to || split.chapters.empty()) {
            throw Error(ErrorCode::invalid_input,
                        "a split names chapters and somebody else whose they are");
        }
        connection_.run(
            "INSERT INTO person_splits (id, person, to_person, created_at, author) "
            "VALUES (?1, ?2, ?3, ?4, ?5)",
            id, split.person, split.to, utc_text(clock_()), split.author);
        for (const std::string& chapter : split.chapters) add_split_chapter(split, id, chapter);
        follow_change({split.person, split.to});
    });
    return id;
}

void SqlitePersonRegister::add_split_chapter(const PersonSplit& split, const std::string& id,
                                             const std::string& chapter) {
    std::vector<std::string> written;
    Statement rows = connection_.query(
        "SELECT DISTINCT k.written FROM meant_credits AS k WHERE k.chapter_id = ?1 AND "
        "k.person = ?2 AND (k.written = ?2 OR k.written IN "
        "(SELECT person FROM person_writings WHERE means = ?2))",
        chapter, split.person);
    while (rows.next()) written.push_back(rows.text(0));
    if (written.empty()) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("'{}' is not credited in the chapter '{}'", split.person, chapter));
    }
    for (const std::string& person : written) {
        connection_.run(
            "INSERT OR IGNORE INTO person_split_chapters (split, chapter, person, before_revision) "
            "VALUES (?1, ?2, ?3, ?4)",
            id, chapter, person, kForEver);
    }
}

std::vector<std::string> SqlitePersonRegister::chapters_of_split(const std::string& id) {
    std::vector<std::string> all;
    Statement rows = connection_.query(
        "SELECT DISTINCT chapter FROM person_split_chapters WHERE split = ?1 ORDER BY chapter", id);
    while (rows.next()) all.push_back(rows.text(0));
    return all;
}

PersonSplit SqlitePersonRegister::person_split(const std::string& id) {
    const Snapshot snapshot(connection_);
    Statement row = connection_.query(
        "SELECT id, person, to_person, created_at, author FROM person_splits "
        "WHERE id = ?1 AND undone_at = ''",
        id);
    if (!row.next()) throw_not_found("split", id);
    return {.id = row.text(0),
            .person = row.text(1),
            .to = row.text(2),
            .created_at = row.text(3),
            .author = row.text(4),
            .chapters = chapters_of_split(id)};
}

void SqlitePersonRegister::undo_split(const std::string& id) {
    repository_.transact([&] {
        const PersonSplit split = person_split(id);
        const std::vector<std::string> meant_before{meant(split.person), meant(split.to)};
        connection_.run("UPDATE person_splits SET undone_at = ?2 WHERE id = ?1", id,
                        utc_text(clock_()));
        follow_change({split.person, split.to, meant_before[0], meant_before[1]});
    });
}

std::vector<PersonSplit> SqlitePersonRegister::splits(const std::string& person) {
    const Snapshot snapshot(connection_);
    require_person(person);
    std::vector<PersonSplit> all;
    Statement rows = connection_.query(
        "SELECT id FROM person_splits WHERE (person = ?1 OR to_person = ?1) AND undone_at = '' "
        "ORDER BY id",
        person);
    while (rows.next()) all.push_back(person_split(rows.text(0)));
    return all;
}

}  // namespace revivre::storage::sqlite
