#include <array>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_words.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr std::array kRoles{std::pair{AccountRole::editor, std::string_view("editor")},
                            std::pair{AccountRole::archivist, std::string_view("archivist")},
                            std::pair{AccountRole::admin, std::string_view("admin")}};
constexpr std::array kPassKinds{std::pair{PassKind::session, std::string_view("session")},
                                std::pair{PassKind::token, std::string_view("token")}};

constexpr std::string_view kAccountColumns = "a.id, a.name, a.role, a.password_hash, a.created_at";
constexpr std::string_view kPassColumns =
    "p.id, p.account, p.kind, p.digest, p.label, p.created_at, p.expires_at, p.last_used_at";

Account account_row(const Statement& row, int from = 0) {
    return {.id = row.text(from),
            .name = row.text(from + 1),
            .role = value_of(kRoles, row.text(from + 2)),
            .password_hash = row.text(from + 3),
            .created_at = row.text(from + 4)};
}

Pass pass_row(const Statement& row) {
    return {.id = row.text(0),
            .account = row.text(1),
            .kind = value_of(kPassKinds, row.text(2)),
            .digest = row.text(3),
            .label = row.text(4),
            .created_at = row.text(5),
            .expires_at = row.text(6),
            .last_used_at = row.text(7)};
}

}  // namespace

std::string SqliteRepository::save_account(const Account& account) {
    const std::string id = id_to_save("acc_", account.id);
    transact_unseen([&] {
        if (connection_.integer("SELECT 1 FROM accounts WHERE name = ?1 AND id <> ?2", account.name,
                                id)) {
            throw Error(ErrorCode::conflict,
                        fmt::format("there is an account '{}' already", account.name));
        }
        const std::string created =
            account.created_at.empty() ? utc_text(clock_()) : account.created_at;
        connection_.run(
            "INSERT INTO accounts (id, name, role, password_hash, created_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
            "role = excluded.role, password_hash = excluded.password_hash",
            id, account.name, word_of(kRoles, account.role), account.password_hash, created);
    });
    return id;
}

std::vector<Account> SqliteRepository::accounts() {
    std::vector<Account> all;
    Statement rows = connection_.query(
        fmt::format("SELECT {} FROM accounts AS a ORDER BY a.name", kAccountColumns));
    while (rows.next()) all.push_back(account_row(rows));
    return all;
}

std::optional<Account> SqliteRepository::account_named(const std::string& name) {
    Statement row = connection_.query(
        fmt::format("SELECT {} FROM accounts AS a WHERE a.name = ?1", kAccountColumns), name);
    if (!row.next()) return std::nullopt;
    return account_row(row);
}

void SqliteRepository::remove_account(const std::string& id) {
    transact_unseen([&] {
        require("account", id);
        connection_.run("DELETE FROM accounts WHERE id = ?1", id);
    });
}

std::string SqliteRepository::save_pass(const Pass& pass) {
    const std::string id = id_to_save("pas_", pass.id);
    transact_unseen([&] {
        require("account", pass.account);
        const std::string created = pass.created_at.empty() ? utc_text(clock_()) : pass.created_at;
        connection_.run(
            "INSERT INTO passes (id, account, kind, digest, label, created_at, expires_at, "
            "last_used_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
            "label = excluded.label, expires_at = excluded.expires_at, "
            "last_used_at = excluded.last_used_at",
            id, pass.account, word_of(kPassKinds, pass.kind), pass.digest, pass.label, created,
            pass.expires_at, pass.last_used_at);
    });
    return id;
}

std::optional<std::pair<Pass, Account>> SqliteRepository::pass(const std::string& digest) {
    Statement row = connection_.query(
        fmt::format("SELECT {}, {} FROM passes AS p JOIN accounts AS a ON a.id = p.account "
                    "WHERE p.digest = ?1",
                    kPassColumns, kAccountColumns),
        digest);
    if (!row.next()) return std::nullopt;
    constexpr int kPassColumnCount = 8;
    return std::pair(pass_row(row), account_row(row, kPassColumnCount));
}

std::vector<Pass> SqliteRepository::passes(const std::string& account) {
    std::vector<Pass> all;
    Statement rows = connection_.query(
        fmt::format("SELECT {} FROM passes AS p WHERE p.account = ?1 ORDER BY p.id", kPassColumns),
        account);
    while (rows.next()) all.push_back(pass_row(rows));
    return all;
}

void SqliteRepository::remove_pass(const std::string& id) {
    transact_unseen([&] {
        if (!connection_.integer("SELECT 1 FROM passes WHERE id = ?1", id)) {
            throw_not_found("pass", id);
        }
        connection_.run("DELETE FROM passes WHERE id = ?1", id);
    });
}

}  // namespace revivre::storage::sqlite
