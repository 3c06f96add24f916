#include "storage/sqlite/connection.hpp"

#include <sqlite3.h>

#include "chapters/error.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr int kBusyMilliseconds = 5000;  // longer than any transaction of ours takes

void configure(sqlite3* handle, int option, int value) {
    // sqlite3_db_config is variadic: each option has its own arguments, these an int and a result.
    const int status = sqlite3_db_config(handle, option, value, nullptr);
    if (status != SQLITE_OK) fail(handle, status);
}

}  // namespace

void CloseConnection::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

Connection::Connection(const std::filesystem::path& file, Mode mode) {
    sqlite3* raw = nullptr;
    const int create = mode == Mode::may_create ? SQLITE_OPEN_CREATE : 0;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | create;
    const int status =
        sqlite3_open_v2(std::filesystem::absolute(file).c_str(), &raw, flags, nullptr);
    handle_.reset(raw);  // there is a handle to close even when opening failed
    if (status != SQLITE_OK) fail(raw, status);
    sqlite3_busy_timeout(raw, kBusyMilliseconds);
    configure(raw, SQLITE_DBCONFIG_DEFENSIVE, 1);
    // The cache, 16 MiB instead of SQLite's 2: a search over a million chapters goes through some
    // 500 pages of 4 KiB, and a third of its time went into asking the system for them again.
    execute(
        "PRAGMA cache_size = -16384;"
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
        "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL");
}

void Connection::execute(const std::string& sql) {
    const int status = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) fail(handle_.get(), status);
}

Statement Connection::prepare(std::string_view sql) {
    auto home = idle_.find(sql);
    if (home == idle_.end()) home = idle_.try_emplace(std::string(sql)).first;
    if (!home->second.empty()) {
        StatementHandle idle = std::move(home->second.back());
        home->second.pop_back();
        return {std::move(idle), home->second};
    }
    sqlite3_stmt* raw = nullptr;
    const int status = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (status != SQLITE_OK) fail(handle_.get(), status);
    return {StatementHandle(raw), home->second};
}

bool Connection::in_transaction() const noexcept {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

std::int64_t Connection::total_changes() const noexcept {
    return sqlite3_total_changes64(handle_.get());
}

void Connection::set_checkpoint_on_close(bool on) {
    configure(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1);
}

Transaction::Transaction(Connection& connection)
    : connection_(connection),
      outermost_(!connection.in_transaction()),
      changes_before_(connection.total_changes()) {
    connection_.execute(outermost_ ? "BEGIN IMMEDIATE" : "SAVEPOINT part");
}

Transaction::~Transaction() {
    if (done_ || !connection_.in_transaction()) return;
    const char* undo = outermost_ ? "ROLLBACK" : "ROLLBACK TO part; RELEASE part";
    sqlite3_exec(connection_.handle(), undo, nullptr, nullptr, nullptr);
}

std::int64_t Transaction::changes() const noexcept {
    return connection_.total_changes() - changes_before_;
}

void Transaction::commit() {
    // SQLite undoes everything by itself on some faults (sqlite.org/lang_transaction.html, 3.1).
    if (!connection_.in_transaction()) {
        throw Error(ErrorCode::unavailable,
                    "a disk fault has undone the whole change; check the disk, then try again");
    }
    connection_.execute(outermost_ ? "COMMIT" : "RELEASE part");
    done_ = true;
}

Snapshot::Snapshot(Connection& connection) {
    if (connection.in_transaction()) return;
    connection.execute("BEGIN");
    connection_ = &connection;
}

Snapshot::~Snapshot() {
    if (connection_ == nullptr) return;
    sqlite3_exec(connection_->handle(), "COMMIT", nullptr, nullptr, nullptr);
}

}  // namespace revivre::storage::sqlite
