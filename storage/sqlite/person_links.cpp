#include "storage/sqlite/person_links.hpp"

#include <algorithm>

namespace revivre::storage::sqlite {
namespace {

using chapters::Candidate;
using chapters::Chapter;

// By chapter and who is meant: who is written.
using Written = std::map<CreditPlace, std::string>;

void rebuild_aliases(Connection& connection) {
    connection.run("DELETE FROM person_aliases");
    // Somebody merged is merged into nobody else and takes nobody in, so chains end.
    connection.run(
        "WITH RECURSIVE chain (person, means) AS ("
        "SELECT person, into_person FROM person_merges WHERE undone_at = '' UNION ALL "
        "SELECT c.person, m.into_person FROM chain AS c JOIN person_merges AS m "
        "ON m.person = c.means AND m.undone_at = '') "
        "INSERT INTO person_aliases (person, means) SELECT person, means FROM chain WHERE means "
        "NOT IN (SELECT person FROM person_merges WHERE undone_at = '')");
}

void rebuild_moves(Connection& connection) {
    connection.run("DELETE FROM person_moves");
    // Ids grow with time: the latest split is the one that holds.
    connection.run(
        "INSERT OR REPLACE INTO person_moves (chapter, person, means, before_revision) "
        "SELECT c.chapter, c.person, s.to_person, c.before_revision FROM person_split_chapters AS "
        "c JOIN person_splits AS s ON s.id = c.split WHERE s.undone_at = '' ORDER BY s.id");
}

Written written_elsewhere(Connection& connection, const std::string& recording) {
    Written written;
    if (!connection.integer("SELECT 1 FROM person_writings LIMIT 1")) return written;
    Statement rows = connection.query(
        "SELECT k.chapter_id, k.person, k.written FROM meant_credits AS k "
        "JOIN revisions AS v ON v.id = k.revision WHERE v.recording = ?1 "
        "AND k.written IN (SELECT person FROM person_writings) AND k.written <> k.person "
        "ORDER BY v.number",
        recording);
    while (rows.next()) written[{rows.text(0), rows.text(1)}] = rows.text(2);
    return written;
}

bool is_moved(Connection& connection, const CreditPlace& place) {
    return connection
        .integer(
            "SELECT 1 FROM person_moves WHERE chapter = ?1 AND person = ?2 AND "
            "before_revision = ?3",
            place.first, place.second, kForEver)
        .has_value();
}

void collect_moved(Connection& connection, const std::vector<Chapter>& all,
                   std::vector<CreditPlace>& moved) {
    for (const Chapter& chapter : all) {
        for (const chapters::Credit& credit : chapter.credits) {
            CreditPlace place(chapter.id, credit.person);
            if (is_moved(connection, place)) moved.push_back(std::move(place));
        }
        collect_moved(connection, chapter.children, moved);
    }
}

void rewrite(std::vector<Chapter>& all, const Written& written) {
    for (Chapter& chapter : all) {
        for (chapters::Credit& credit : chapter.credits) {
            const auto found = written.find({chapter.id, credit.person});
            if (found != written.end()) credit.person = found->second;
        }
        rewrite(chapter.children, written);
    }
}

}  // namespace

Meanings::Meanings(Connection& connection) {
    Statement aliases = connection.query("SELECT person, means FROM person_aliases");
    while (aliases.next()) aliases_[aliases.text(0)] = aliases.text(1);
    Statement moves = connection.query("SELECT chapter, person, means FROM person_moves");
    while (moves.next()) moves_[{moves.text(0), moves.text(1)}] = moves.text(2);
}

std::string Meanings::meant(const std::string& person, const std::string& chapter) const {
    const auto move = moves_.find({chapter, person});
    const std::string& moved = move == moves_.end() ? person : move->second;
    const auto alias = aliases_.find(moved);
    return alias == aliases_.end() ? moved : alias->second;
}

void Meanings::follow(chapters::Proposal& proposal) const {
    if (aliases_.empty() && moves_.empty()) return;
    for (chapters::Credit& credit : proposal.suggested.credits) {
        credit.person = meant(credit.person, proposal.chapter);
    }
    std::vector<Candidate> persons;
    for (Candidate& candidate : proposal.persons) {
        candidate.id = meant(candidate.id, proposal.chapter);
        const bool there =
            !candidate.id.empty() &&
            std::ranges::find(persons, candidate.id, &Candidate::id) != persons.end();
        if (!there) persons.push_back(std::move(candidate));
    }
    proposal.persons = std::move(persons);
}

void rebuild_person_links(Connection& connection) {
    rebuild_aliases(connection);
    rebuild_moves(connection);
    connection.run("DELETE FROM person_writings");
    connection.run(
        "INSERT INTO person_writings (means, person) SELECT means, person FROM person_aliases "
        "UNION SELECT coalesce(a.means, m.means), m.person FROM person_moves AS m "
        "LEFT JOIN person_aliases AS a ON a.person = m.means");
}

std::vector<std::int64_t> published_with_person(Connection& connection, const std::string& person) {
    std::vector<std::int64_t> revisions;
    Statement rows = connection.query(
        "SELECT DISTINCT k.revision FROM credits AS k JOIN recordings AS r "
        "ON r.published = k.revision WHERE k.person = ?1 OR k.person IN "
        "(SELECT person FROM person_writings WHERE means = ?1)",
        person);
    while (rows.next()) revisions.push_back(rows.integer(0));
    return revisions;
}

std::vector<CreditPlace> write_as_before(Connection& connection, const std::string& recording,
                                         std::vector<Chapter>& all) {
    Written written = written_elsewhere(connection, recording);
    if (written.empty()) return {};
    std::vector<CreditPlace> moved;
    collect_moved(connection, all, moved);
    std::erase_if(written, [&](const auto& each) {
        return std::ranges::find(moved, CreditPlace(each.first.first, each.second)) != moved.end();
    });
    rewrite(all, written);
    return moved;
}

void end_splits(Connection& connection, std::int64_t row, const std::vector<CreditPlace>& places) {
    for (const auto& [chapter, person] : places) {
        connection.run(
            "UPDATE person_split_chapters SET before_revision = ?3 WHERE chapter = ?1 AND "
            "person = ?2 AND before_revision = ?4",
            chapter, person, row, kForEver);
    }
    if (!places.empty()) rebuild_person_links(connection);
}

}  // namespace revivre::storage::sqlite
