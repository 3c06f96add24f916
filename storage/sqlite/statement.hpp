#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace revivre::storage::sqlite {

/// Throws the Error that `status`, an extended result code of SQLite, means: what happened to which
/// file and what to do. `handle` may be null.
[[noreturn]] void fail(sqlite3* handle, int status);

struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const noexcept;
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// The text as a value to bind, or NULL when it is empty: for references.
inline std::optional<std::string_view> or_null(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

/// A prepared statement on loan: on its end it is reset and goes back where it came from, which
/// must outlive it. Values are copied when bound. All functions may throw what `fail` throws.
class Statement {
  public:
    Statement(StatementHandle handle, std::vector<StatementHandle>& home)
        : handle_(std::move(handle)), home_(&home) {}
    ~Statement();
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) = delete;

    /// Binds parameters ?1, ?2 ... in order.
    template <typename... Values>
    void bind(const Values&... values) {
        int index = 0;
        (bind_at(++index, values), ...);
    }

    /// Goes to the next row; false when there is none.
    bool next();
    /// Runs to the end, ignoring rows.
    void finish();

    // Columns of the row that next() went to, from 0.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;  ///< empty for NULL

  private:
    void bind_at(int index, std::nullopt_t);
    void bind_at(int index, std::int64_t value);
    void bind_at(int index, int value) { bind_at(index, std::int64_t{value}); }
    void bind_at(int index, double value);
    void bind_at(int index, std::string_view value);
    void bind_at(int index, const std::string& value) { bind_at(index, std::string_view(value)); }
    void bind_at(int index, const char* value) { bind_at(index, std::string_view(value)); }
    template <typename T>
    void bind_at(int index, const std::optional<T>& value) {
        if (value) {
            bind_at(index, *value);
        } else {
            bind_at(index, std::nullopt);
        }
    }
    void check(int status) const;

    StatementHandle handle_;
    std::vector<StatementHandle>* home_;
};

}  // namespace revivre::storage::sqlite
