#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "chapters/text/fold.hpp"
#include "storage/sqlite/person_links.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Proposal;
using chapters::ProposalKind;
using chapters::ProposalStatus;

// Two statements: the proposals, then what all of them rest on.
std::vector<Proposal> load_proposals(Connection& connection, const std::string& recording) {
    std::map<std::string, std::vector<std::string>> evidence;
    Statement links = connection.query(
        "SELECT l.proposal, l.evidence FROM proposals AS p JOIN proposal_evidence AS l "
        "ON l.proposal = p.id WHERE p.recording = ?1 AND p.status <> 'superseded' "
        "ORDER BY l.proposal, l.position",
        recording);
    while (links.next()) evidence[links.text(0)].push_back(links.text(1));
    const Meanings meanings(connection);
    std::vector<Proposal> all;
    Statement rows = connection.query(
        "SELECT id, chapter, kind, status, certain, suggested, persons, sessions, reason "
        "FROM proposals WHERE recording = ?1 AND status <> 'superseded' ORDER BY id",
        recording);
    while (rows.next()) {
        all.push_back({.id = rows.text(0),
                       .recording = recording,
                       .chapter = rows.text(1),
                       .kind = chapters::enum_named<ProposalKind>(rows.text(2)),
                       .status = chapters::enum_named<ProposalStatus>(rows.text(3)),
                       .certain = rows.integer(4) != 0,
                       .suggested = chapters::chapter_from_json(stored_json(rows.text(5))),
                       .persons = json_list_from(rows.text(6), chapters::candidate_from_json),
                       .sessions = json_list_from(rows.text(7), chapters::candidate_from_json),
                       .reason = rows.text(8),
                       .evidence = std::move(evidence[rows.text(0)])});
        meanings.follow(all.back());
    }
    return all;
}

void insert_proposal(Connection& connection, const Proposal& proposal) {
    connection.run(
        "INSERT INTO proposals (id, recording, chapter, kind, status, certain, suggested, persons, "
        "sessions, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        proposal.id, proposal.recording, proposal.chapter, chapters::name_of(proposal.kind),
        chapters::name_of(proposal.status), proposal.certain ? 1 : 0,
        chapters::dump_json(chapters::to_json(proposal.suggested)), json_list(proposal.persons),
        json_list(proposal.sessions), proposal.reason);
    int position = 0;
    for (const std::string& evidence : proposal.evidence) {
        connection.run(
            "INSERT INTO proposal_evidence (proposal, position, evidence) VALUES (?1, ?2, ?3)",
            proposal.id, position++, evidence);
    }
}

// All that a reader sees but the ids. A chapter keeps the id that it was first proposed with, so
// that of the new one does not count.
std::string content_of(Proposal proposal) {
    proposal.id.clear();
    proposal.recording.clear();
    proposal.status = ProposalStatus::proposed;
    proposal.suggested.id.clear();
    if (proposal.kind == ProposalKind::chapter) proposal.chapter.clear();
    std::ranges::sort(proposal.evidence);
    return chapters::dump_json(chapters::to_json(proposal));
}

// Which question a proposal answers: what it rests on, and for whom or for which kind of chapter,
// since one title can name two persons, or open a session and its first intervention.
std::string grounds_of(const Proposal& proposal) {
    if (proposal.evidence.empty()) return content_of(proposal);
    std::vector<std::string> evidence = proposal.evidence;
    std::ranges::sort(evidence);
    std::string subject(chapters::name_of(proposal.suggested.kind));
    if (proposal.kind == ProposalKind::credit && !proposal.suggested.credits.empty()) {
        const chapters::Credit& credit = proposal.suggested.credits.front();
        subject = credit.person.empty() ? chapters::fold(credit.name) : credit.person;
    }
    return fmt::format("{} {} {}", chapters::name_of(proposal.kind), fmt::join(evidence, ","),
                       subject);
}

/// What is stored of a recording, against which the new proposals are held one by one.
class Merge {
  public:
    explicit Merge(std::vector<Proposal> stored) {
        for (Proposal& each : stored) {
            if (each.status == ProposalStatus::proposed) {
                undecided_.emplace(content_of(each), std::move(each));
            } else {
                decided_.emplace(grounds_of(each), each.chapter);
            }
        }
    }

    /// False when it was decided before. Otherwise `proposal` has the id it shall have; an empty
    /// one means that it is new.
    bool take(Proposal& proposal) {
        follow_chapter(proposal);
        const auto decided = decided_.find(grounds_of(proposal));
        if (decided != decided_.end()) {
            remember_chapter(proposal, decided->second);
            return false;
        }
        const auto same = undecided_.find(content_of(proposal));
        if (same == undecided_.end()) return true;
        remember_chapter(proposal, same->second.chapter);
        proposal = std::move(same->second);
        undecided_.erase(same);
        return true;
    }

    /// Undecided ones that were not proposed again.
    [[nodiscard]] std::vector<std::string> left_over() const {
        std::vector<std::string> ids;
        for (const auto& [content, proposal] : undecided_) ids.push_back(proposal.id);
        return ids;
    }

  private:
    // When a chapter is known by another id, so are the credits proposed for it.
    void remember_chapter(const Proposal& proposal, const std::string& known_as) {
        if (proposal.kind == ProposalKind::chapter) chapters_[proposal.chapter] = known_as;
    }

    void follow_chapter(Proposal& proposal) const {
        if (proposal.kind == ProposalKind::chapter) return;
        const auto known = chapters_.find(proposal.chapter);
        if (known == chapters_.end()) return;
        if (proposal.suggested.id == proposal.chapter) proposal.suggested.id = known->second;
        proposal.chapter = known->second;
    }

    std::multimap<std::string, Proposal> undecided_;  // by content
    std::map<std::string, std::string> decided_;      // grounds to the chapter's id
    std::map<std::string, std::string> chapters_;     // new id to the one it is known by
};

void keep(Connection& connection, const std::string& recording, Proposal& proposal) {
    if (!proposal.id.empty()) return;
    proposal.id = new_id("pro_");
    proposal.recording = recording;
    proposal.status = ProposalStatus::proposed;
    if (proposal.chapter.empty()) proposal.chapter = new_id("cha_");
    insert_proposal(connection, proposal);
}

// A proposal for each position of `all` that is to stay. Chapters come first: credits follow them.
std::vector<char> merge(Merge& known, std::vector<Proposal>& all) {
    std::vector<char> stays(all.size(), 0);
    for (const ProposalKind kind : {ProposalKind::chapter, ProposalKind::credit}) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].kind != kind) continue;
            all[i].id.clear();
            stays[i] = known.take(all[i]) ? 1 : 0;
        }
    }
    return stays;
}

}  // namespace

std::vector<Proposal> SqliteRepository::proposals(const std::string& recording) {
    const Snapshot snapshot(connection_);
    require("recording", recording);
    std::vector<Proposal> all = load_proposals(connection_, recording);
    std::ranges::stable_sort(all, {}, [](const Proposal& proposal) {
        return std::pair(proposal.suggested.start, proposal.kind);
    });
    return all;
}

std::vector<Proposal> SqliteRepository::replace_proposals(const std::string& recording,
                                                          std::vector<Proposal> all) {
    std::vector<Proposal> undecided;
    transact([&] {
        require("recording", recording);
        Merge known(load_proposals(connection_, recording));
        const std::vector<char> stays = merge(known, all);
        for (const std::string& id : known.left_over()) {
            connection_.run("UPDATE proposals SET status = 'superseded' WHERE id = ?1", id);
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (stays[i] == 0) continue;
            keep(connection_, recording, all[i]);
            undecided.push_back(std::move(all[i]));
        }
    });
    return undecided;
}

void SqliteRepository::decide_proposal(const std::string& id, ProposalStatus status) {
    if (status == ProposalStatus::superseded) {
        throw Error(ErrorCode::invalid_input, "a proposal is superseded by another, not by hand");
    }
    transact([&] {
        require("proposal", id);
        if (connection_.integer("SELECT 1 FROM proposals WHERE id = ?1 AND status = 'superseded'",
                                id)) {
            throw Error(
                ErrorCode::conflict,
                fmt::format("the proposal '{}' was replaced by newer ones: read them again", id));
        }
        connection_.run("UPDATE proposals SET status = ?2 WHERE id = ?1", id,
                        chapters::name_of(status));
    });
}

}  // namespace revivre::storage::sqlite
