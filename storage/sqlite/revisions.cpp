#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "chapters/validate.hpp"
#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/person_links.hpp"
#include "storage/sqlite/replacements.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Chapter;
using chapters::Revision;

constexpr std::size_t kFaultsSaid = 5;  // enough to see what kind of fault it is

void give_ids(std::vector<Chapter>& siblings) {
    for (Chapter& chapter : siblings) {
        chapter.id = id_to_save("cha_", chapter.id);
        give_ids(chapter.children);
    }
}

void require_valid(const std::vector<Chapter>& all, chapters::Time duration) {
    const std::vector<std::string> faults = chapters::check_chapters(all, duration);
    if (faults.empty()) return;
    const std::span<const std::string> said(faults.data(), std::min(faults.size(), kFaultsSaid));
    throw Error(ErrorCode::invalid_input,
                fmt::format("the chapters cannot be stored: {}{}", fmt::join(said, "; "),
                            faults.size() > kFaultsSaid ? "; and more" : ""));
}

struct References {
    std::set<std::string> sessions;
    std::set<std::string> persons;
};

void collect(References& references, const std::vector<Chapter>& siblings) {
    for (const Chapter& chapter : siblings) {
        if (!chapter.session.empty()) references.sessions.insert(chapter.session);
        for (const chapters::Credit& credit : chapter.credits) {
            if (!credit.person.empty()) references.persons.insert(credit.person);
        }
        collect(references, chapter.children);
    }
}

// An id means one chapter of one recording for ever: links to it must not change their meaning.
// Recordings that replace one another share theirs; the one that is public has them.
void claim_ids(Connection& connection, const std::vector<Chapter>& siblings,
               const std::string& recording) {
    for (const Chapter& chapter : siblings) {
        connection.run("INSERT OR IGNORE INTO chapter_ids (id, recording) VALUES (?1, ?2)",
                       chapter.id, recording);
        if (!may_name_chapter(connection, recording, chapter.id)) {
            throw Error(
                ErrorCode::invalid_input,
                fmt::format("the chapter id '{}' belongs to another recording: leave it out "
                            "to get a new one",
                            chapter.id));
        }
        claim_ids(connection, chapter.children, recording);
    }
}

int latest_of(Connection& connection, const std::string& recording) {
    return static_cast<int>(
        connection.integer("SELECT max(number) FROM revisions WHERE recording = ?1", recording)
            .value_or(0));
}

void require_latest(Connection& connection, const std::string& recording, int based_on) {
    const int latest = latest_of(connection, recording);
    if (latest == based_on) return;
    throw Error(ErrorCode::conflict,
                fmt::format("the recording '{}' is at revision {} and this change was made to "
                            "revision {}: read it again and repeat the change",
                            recording, latest, based_on));
}

Revision head_row(const Statement& row, const std::string& recording) {
    return {.recording = recording,
            .number = row.number(0),
            .created_at = row.text(1),
            .author = row.text(2),
            .summary = row.text(3),
            .chapters = {},
            .kind = chapters::enum_named<chapters::RevisionKind>(row.text(4)),
            .of = row.number(5)};
}

std::int64_t insert_head(Connection& connection, const Revision& head) {
    return connection
        .integer(
            "INSERT INTO revisions (recording, number, created_at, author, summary, kind, of) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0)) RETURNING id",
            head.recording, head.number, head.created_at, head.author, head.summary,
            chapters::name_of(head.kind), head.of)
        .value();
}

}  // namespace

int SqliteRepository::add_revision(const Revision& revision, int based_on) {
    Revision stored = revision;
    give_ids(stored.chapters);
    transact_unseen([&] {
        require_valid(stored.chapters, recording(stored.recording).duration);
        require_latest(connection_, stored.recording, based_on);
        References references;
        collect(references, stored.chapters);
        for (const std::string& session : references.sessions) require("session", session);
        for (const std::string& person : references.persons) require("person", person);
        stored.number = based_on + 1;
        stored.created_at = utc_text(clock_());
        const auto contradicted = write_as_before(connection_, stored.recording, stored.chapters);
        const std::int64_t row = insert_head(connection_, stored);
        claim_ids(connection_, stored.chapters, stored.recording);
        insert_chapters(connection_, row, stored.chapters);
        end_splits(connection_, row, contradicted);
    });
    return stored.number;
}

std::string SqliteRepository::recording_of_chapter(const std::string& chapter) {
    Statement row = connection_.query("SELECT recording FROM chapter_ids WHERE id = ?1", chapter);
    if (!row.next()) throw_not_found("chapter", chapter);
    return row.text(0);
}

int SqliteRepository::latest_revision(const std::string& recording) {
    const Snapshot snapshot(connection_);
    require("recording", recording);
    return latest_of(connection_, recording);
}

int SqliteRepository::published_revision(const std::string& recording) {
    Statement row = connection_.query(
        "SELECT v.number FROM recordings AS r LEFT JOIN revisions AS v ON v.id = r.published "
        "WHERE r.id = ?1",
        recording);
    if (!row.next()) throw_not_found("recording", recording);
    return row.number(0);
}

std::vector<Revision> SqliteRepository::history(const std::string& recording) {
    const Snapshot snapshot(connection_);
    require("recording", recording);
    std::vector<Revision> heads;
    Statement rows = connection_.query(
        "SELECT number, created_at, author, summary, kind, of FROM revisions WHERE recording = ?1 "
        "ORDER BY number DESC",
        recording);
    while (rows.next()) heads.push_back(head_row(rows, recording));
    return heads;
}

Revision SqliteRepository::revision(const std::string& recording, int number) {
    const Snapshot snapshot(connection_);
    Statement row = connection_.query(
        "SELECT number, created_at, author, summary, kind, of, id FROM revisions "
        "WHERE recording = ?1 AND number = ?2",
        recording, number);
    if (!row.next()) throw_not_found("revision", fmt::format("{} of {}", number, recording));
    Revision found = head_row(row, recording);
    found.chapters = load_chapters(connection_, row.integer(6));
    return found;
}

std::int64_t SqliteRepository::revision_row(const std::string& recording, int number) {
    const auto row = connection_.integer(
        "SELECT id FROM revisions WHERE recording = ?1 AND number = ?2", recording, number);
    if (!row) throw_not_found("revision", fmt::format("{} of {}", number, recording));
    return *row;
}

void SqliteRepository::note_decisions(const std::string& recording, int number,
                                      const std::vector<Decision>& all) {
    transact_unseen([&] {
        const std::int64_t row = revision_row(recording, number);
        for (const Decision& each : all) {
            require("proposal", each.proposal);
            connection_.run(
                "INSERT INTO decisions (revision, proposal, before, after) VALUES (?1, ?2, ?3, ?4)",
                row, each.proposal, chapters::name_of(each.before), chapters::name_of(each.after));
        }
    });
}

std::vector<Decision> SqliteRepository::decisions(const std::string& recording, int number) {
    const Snapshot snapshot(connection_);
    std::vector<Decision> all;
    Statement rows = connection_.query(
        "SELECT proposal, before, after FROM decisions WHERE revision = ?1 ORDER BY proposal",
        revision_row(recording, number));
    using chapters::ProposalStatus;
    while (rows.next()) {
        all.push_back({.proposal = rows.text(0),
                       .before = chapters::enum_named<ProposalStatus>(rows.text(1)),
                       .after = chapters::enum_named<ProposalStatus>(rows.text(2))});
    }
    return all;
}

void SqliteRepository::publish(const std::string& recording, int number) {
    transact([&] {
        require("recording", recording);
        const auto before =
            connection_.integer("SELECT published FROM recordings WHERE id = ?1", recording);
        const auto after = connection_.integer(
            "SELECT id FROM revisions WHERE recording = ?1 AND number = ?2", recording, number);
        if (!after && number != 0) {
            throw_not_found("revision", fmt::format("{} of {}", number, recording));
        }
        if (before == after) return;
        if (before) remove_search_rows(connection_, *before);
        connection_.run("UPDATE recordings SET published = ?2 WHERE id = ?1", recording, after);
        if (!after) return;
        take_public_place(connection_, recording, *after, utc_text(clock_()));
        insert_search_rows(connection_, *after);
    });
}

}  // namespace revivre::storage::sqlite
