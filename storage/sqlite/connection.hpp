#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite/statement.hpp"

struct sqlite3;

namespace revivre::storage::sqlite {

struct CloseConnection {
    void operator()(sqlite3* handle) const noexcept;
};
using ConnectionHandle = std::unique_ptr<sqlite3, CloseConnection>;

/// One connection to one file. Belongs to one thread; must not be carried over fork(2). Functions
/// throw what `fail` of statement.hpp throws.
class Connection {
  public:
    enum class Mode { existing, may_create };

    /// Opens the file with what protects us from a hostile one (sqlite.org/security.html).
    Connection(const std::filesystem::path& file, Mode mode);

    /// Runs any number of statements that give no rows and take no values.
    void execute(const std::string& sql);

    /// A statement from the cache, with its values. `sql` should be constant text: it is the key.
    template <typename... Values>
    [[nodiscard]] Statement query(std::string_view sql, const Values&... values) {
        Statement statement = prepare(sql);
        statement.bind(values...);
        return statement;
    }

    /// Runs a statement whose rows, if any, do not matter.
    template <typename... Values>
    void run(std::string_view sql, const Values&... values) {
        query(sql, values...).finish();
    }

    /// The first column of the first row; nothing when there is no row or it is NULL.
    template <typename... Values>
    std::optional<std::int64_t> integer(std::string_view sql, const Values&... values) {
        Statement statement = query(sql, values...);
        if (!statement.next() || statement.is_null(0)) return std::nullopt;
        return statement.integer(0);
    }

    /// Whether BEGIN was run and neither COMMIT nor ROLLBACK, ours or SQLite's own.
    [[nodiscard]] bool in_transaction() const noexcept;
    /// Rows changed since the connection was opened, also by transactions rolled back.
    [[nodiscard]] std::int64_t total_changes() const noexcept;
    /// Off: closing leaves file and -wal as they are. On, as SQLite begins: the -wal is emptied.
    void set_checkpoint_on_close(bool on);
    [[nodiscard]] sqlite3* handle() const noexcept { return handle_.get(); }

  private:
    Statement prepare(std::string_view sql);

    ConnectionHandle handle_;  // before the statements, which must be gone when it is closed
    std::map<std::string, std::vector<StatementHandle>, std::less<>> idle_;
};

/// A transaction that writes, or within another one a part of it that can be undone alone. Rolls
/// back in its destructor unless commit() was reached. Only the outermost makes changes durable.
class Transaction {
  public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    [[nodiscard]] bool outermost() const noexcept { return outermost_; }
    /// Rows written since it began.
    [[nodiscard]] std::int64_t changes() const noexcept;
    /// Throws Error{unavailable} when a disk fault has undone the whole in between.
    void commit();

  private:
    Connection& connection_;
    bool outermost_;
    bool done_ = false;
    std::int64_t changes_before_;
};

/// While it lives, all reads see one committed state. Does nothing within a transaction.
class Snapshot {
  public:
    explicit Snapshot(Connection& connection);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

  private:
    Connection* connection_ = nullptr;
};

}  // namespace revivre::storage::sqlite
