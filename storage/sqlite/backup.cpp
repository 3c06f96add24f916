#include <memory>

#include <sqlite3.h>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/whole_file.hpp"

namespace revivre::storage::sqlite {
namespace {

namespace fs = std::filesystem;

struct FinishBackup {
    void operator()(sqlite3_backup* handle) const noexcept { sqlite3_backup_finish(handle); }
};
using BackupHandle = std::unique_ptr<sqlite3_backup, FinishBackup>;

[[noreturn]] void refuse_existing(const fs::path& file) {
    throw Error(ErrorCode::conflict,
                fmt::format("'{}' exists: choose another name for the backup", file.string()));
}

void copy_all(Connection& from, Connection& to) {
    const BackupHandle copy(sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
    if (!copy) fail(to.handle(), sqlite3_extended_errcode(to.handle()));
    // In one step, so that the copy is one state; with a write-ahead log nobody waits for it.
    const int status = sqlite3_backup_step(copy.get(), -1);
    if (status != SQLITE_DONE) fail(to.handle(), status);
}

void verify(Connection& copy, const fs::path& file) {
    auto faults = structure_faults(copy, "integrity_check");
    for (std::string& fault : reference_faults(copy)) faults.push_back(std::move(fault));
    if (faults.empty()) return;
    throw Error(
        ErrorCode::unavailable,
        fmt::format("the copy for '{}' is not sound, so it was not kept: {}. Run the check of "
                    "the library",
                    file.string(), faults.front()));
}

}  // namespace

void SqliteRepository::backup(const fs::path& file) {
    if (fs::exists(fs::symlink_status(file))) refuse_existing(file);
    TemporaryFile temporary(file);
    {
        Connection copy(temporary.path(), Connection::Mode::may_create);
        copy_all(connection_, copy);
        // One file without a log beside it, which can be read from a medium that allows no writing.
        copy.run("PRAGMA journal_mode = DELETE");
        verify(copy, file);
    }
    if (!temporary.keep()) refuse_existing(file);
}

}  // namespace revivre::storage::sqlite
