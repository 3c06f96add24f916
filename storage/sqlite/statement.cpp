#include "storage/sqlite/statement.hpp"

#include <sqlite3.h>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/disk_full.hpp"

namespace revivre::storage::sqlite {
namespace {

struct Meaning {
    ErrorCode code;
    std::string_view text;
};

Meaning meaning_of(int status) {
    using enum ErrorCode;
    if (status == SQLITE_CONSTRAINT_FOREIGNKEY) {
        return {not_found, "it refers to something that is not there"};
    }
    switch (status & 0xff) {  // the primary code: sqlite.org/rescode.html, section 2
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {unavailable, "another process has been writing for too long; try again"};
        case SQLITE_FULL:
            return {unavailable, "the disk is full; free some space and try again"};
        case SQLITE_IOERR:
            return {unavailable,
                    "the disk did not read or write as asked; check it, then try again"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {unavailable, "the file is damaged; put it aside and restore the last backup"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {unavailable,
                    "it may not be written; check the rights of the file and its folder"};
        case SQLITE_CANTOPEN:
            return {unavailable,
                    "it cannot be opened; check that the folder exists and its rights"};
        case SQLITE_NOMEM:
            return {unavailable, "there is not enough memory"};
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
            return {invalid_input, "it does not take this value"};
        default:
            return {internal, "the store failed"};
    }
}

}  // namespace

void fail(sqlite3* handle, int status) {
    const Meaning meaning = meaning_of(status);
    const char* file = handle == nullptr ? nullptr : sqlite3_db_filename(handle, "main");
    const char* detail = handle == nullptr ? sqlite3_errstr(status) : sqlite3_errmsg(handle);
    const std::string text =
        fmt::format("database '{}': {} ({})", file == nullptr ? "" : file, meaning.text, detail);
    if ((status & 0xff) == SQLITE_FULL) throw DiskFull(text);
    throw Error(meaning.code, text);
}

void FinalizeStatement::operator()(sqlite3_stmt* handle) const noexcept {
    sqlite3_finalize(handle);
}

Statement::~Statement() {
    if (!handle_) return;
    sqlite3_reset(handle_.get());  // tells again the error that step() told: already thrown
    sqlite3_clear_bindings(handle_.get());
    home_->push_back(std::move(handle_));
}

void Statement::check(int status) const {
    if (status != SQLITE_OK) fail(sqlite3_db_handle(handle_.get()), status);
}

bool Statement::next() {
    const int status = sqlite3_step(handle_.get());
    if (status == SQLITE_ROW) return true;
    if (status != SQLITE_DONE) check(status);
    return false;
}

void Statement::finish() {
    while (next()) {
    }
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(handle_.get(), column);
}

std::string Statement::text(int column) const {
    // Blob and text are the same bytes in a UTF-8 database, and a blob is an untyped pointer.
    const void* bytes = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void Statement::bind_at(int index, std::nullopt_t) {
    check(sqlite3_bind_null(handle_.get(), index));
}

void Statement::bind_at(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value));
}

void Statement::bind_at(int index, double value) {
    check(sqlite3_bind_double(handle_.get(), index, value));
}

void Statement::bind_at(int index, std::string_view value) {
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* bytes = value.empty() ? "" : value.data();
    check(sqlite3_bind_text64(handle_.get(), index, bytes, value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

}  // namespace revivre::storage::sqlite
