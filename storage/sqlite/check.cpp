#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/validate.hpp"
#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/replacements.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

using Faults = std::vector<std::string>;

void add(Faults& faults, Faults more) {
    for (std::string& each : more) faults.push_back(std::move(each));
}

// A fault so deep that SQLite gives up on its check is one more sentence.
Faults file_faults(Connection& connection) {
    Faults faults;
    try {
        for (const std::string& fault : structure_faults(connection, "integrity_check")) {
            faults.push_back("the database file is damaged: " + fault);
        }
    } catch (const Error& fault) {
        faults.emplace_back(fault.what());
    }
    return faults;
}

// FTS5 checks itself by a command in the form of an INSERT, so it needs a transaction that writes;
// this one is never committed.
Faults full_text_faults(Connection& connection) {
    const Transaction transaction(connection);
    try {
        connection.run("INSERT INTO search (search) VALUES ('integrity-check')");
        connection.run("INSERT INTO spoken (spoken) VALUES ('integrity-check')");
    } catch (const Error& fault) {
        return {fmt::format("the search table is damaged: {}", fault.what())};
    }
    return {};
}

Faults numbering_faults(Connection& connection) {
    Faults faults;
    Statement rows = connection.query(
        "SELECT recording, count(*), max(number) FROM revisions GROUP BY recording "
        "HAVING min(number) <> 1 OR max(number) <> count(*)");
    while (rows.next()) {
        faults.push_back(fmt::format("the revisions of '{}' have holes: {} of {} are there",
                                     rows.text(0), rows.integer(1), rows.integer(2)));
    }
    return faults;
}

Faults pointer_faults(Connection& connection) {
    Faults faults;
    Statement rows = connection.query(
        "SELECT r.id FROM recordings AS r LEFT JOIN revisions AS v ON v.id = r.published "
        "WHERE r.published IS NOT NULL AND (v.id IS NULL OR v.recording <> r.id)");
    while (rows.next()) {
        faults.push_back(fmt::format(
            "the recording '{}' publishes a revision that it does not have", rows.text(0)));
    }
    return faults;
}

Faults chapter_faults(Connection& connection) {
    Faults faults;
    Statement rows = connection.query(
        "SELECT v.id, v.recording, v.number, r.duration_ms FROM revisions AS v JOIN recordings AS "
        "r "
        "ON r.id = v.recording WHERE v.id = r.published OR v.number = "
        "(SELECT max(number) FROM revisions WHERE recording = r.id) ORDER BY v.id");
    while (rows.next()) {
        const auto all = load_chapters(connection, rows.integer(0));
        for (const auto& fault : chapters::check_chapters(all, chapters::Time(rows.integer(3)))) {
            faults.push_back(
                fmt::format("revision {} of '{}': {}", rows.integer(2), rows.text(1), fault));
        }
    }
    return faults;
}

Faults search_faults(Connection& connection) {
    Faults faults;
    Vocabulary vocabulary;
    Statement rows =
        connection.query("SELECT id, published FROM recordings WHERE published IS NOT NULL");
    while (rows.next()) {
        const std::int64_t revision = rows.integer(1);
        const SearchRows expected = expected_search_rows(connection, revision);
        count_words(vocabulary, expected);
        if (stored_search_rows(connection, revision) == expected) continue;
        faults.push_back(fmt::format(
            "the search does not find what '{}' publishes: withdraw it and publish it again",
            rows.text(0)));
    }
    const auto strays = connection.integer(
        "WITH public AS (SELECT published FROM recordings WHERE published IS NOT NULL) "
        "SELECT (SELECT count(*) FROM search WHERE rowid / 1048576 NOT IN public) + "
        "(SELECT count(*) FROM passages WHERE key / 1048576 NOT IN public)");
    if (strays.value_or(0) > 0) {
        faults.push_back(fmt::format("the search finds {} places that are not public", *strays));
    }
    if (faults.empty() && stored_vocabulary(connection) != vocabulary) {
        faults.emplace_back("the words that the search knows are not those that are public");
    }
    return faults;
}

}  // namespace

std::vector<std::string> SqliteRepository::check() {
    Faults faults = file_faults(connection_);
    if (!faults.empty()) return faults;  // what else could be said would come from damaged pages
    add(faults, full_text_faults(connection_));
    const Snapshot snapshot(connection_);
    add(faults, reference_faults(connection_));
    add(faults, numbering_faults(connection_));
    add(faults, pointer_faults(connection_));
    add(faults, replacement_faults(connection_));
    add(faults, chapter_faults(connection_));
    add(faults, search_faults(connection_));
    return faults;
}

}  // namespace revivre::storage::sqlite
