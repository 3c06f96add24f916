#include <set>

#include "storage/sqlite/redaction.hpp"
#include "storage/sqlite/sqlite_person_register.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {

void SqlitePersonRegister::withdraw(const Withdrawal& withdrawal) {
    repository_.transact([&] {
        require_unmerged(withdrawal.person);
        connection_.run(
            "INSERT INTO withdrawals (person, reason, created_at, author) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (person) WHERE lifted_at = '' DO UPDATE SET reason = excluded.reason",
            withdrawal.person, withdrawal.reason, utc_text(clock_()), withdrawal.author);
        follow_change({withdrawal.person});
    });
}

void SqlitePersonRegister::restore(const std::string& person, const std::string& author) {
    repository_.transact([&] {
        require_person(person);
        connection_.run(
            "UPDATE withdrawals SET lifted_at = ?2, lifted_by = ?3 WHERE lifted_at = '' AND "
            "(person = ?1 OR person IN (SELECT person FROM person_aliases WHERE means = ?1))",
            person, utc_text(clock_()), author);
        follow_change({person});
    });
}

std::optional<Withdrawal> SqlitePersonRegister::withdrawal(const std::string& person) {
    const Snapshot snapshot(connection_);
    Statement row = connection_.query(
        "SELECT person, reason, created_at, author FROM withdrawn_persons WHERE person = ?1 "
        "ORDER BY created_at",
        meant(person));
    if (!row.next()) return std::nullopt;
    return Withdrawal{.person = row.text(0),
                      .reason = row.text(1),
                      .created_at = row.text(2),
                      .author = row.text(3)};
}

bool SqlitePersonRegister::is_withdrawn_chapter(const std::string& chapter) {
    const Snapshot snapshot(connection_);
    const auto row = connection_.integer(
        "SELECT r.published FROM chapter_ids AS i JOIN recordings AS r ON r.id = i.recording "
        "WHERE i.id = ?1 AND r.published IS NOT NULL",
        chapter);
    if (!row) return false;
    std::set<std::string> concealed;
    public_chapters(connection_, *row, &concealed);
    return concealed.contains(chapter);
}

std::vector<Span> SqlitePersonRegister::withdrawn_spans(const std::string& recording) {
    const Snapshot snapshot(connection_);
    const auto row = connection_.integer(
        "SELECT published FROM recordings WHERE id = ?1 AND published IS NOT NULL", recording);
    if (!row || Redaction(connection_, *row).empty()) return {};
    std::set<std::string> concealed;
    const auto all = public_chapters(connection_, *row, &concealed);
    return concealed_spans(all, concealed);
}

}  // namespace revivre::storage::sqlite
