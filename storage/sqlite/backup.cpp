#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <sqlite3.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

namespace fs = std::filesystem;

struct FinishBackup {
    void operator()(sqlite3_backup* handle) const noexcept { sqlite3_backup_finish(handle); }
};
using BackupHandle = std::unique_ptr<sqlite3_backup, FinishBackup>;

[[noreturn]] void fail_on(const fs::path& path, std::string_view what, int code) {
    throw Error(ErrorCode::unavailable, fmt::format("'{}' {}: {}", path.string(), what,
                                                    std::generic_category().message(code)));
}

[[noreturn]] void refuse_existing(const fs::path& file) {
    throw Error(ErrorCode::conflict,
                fmt::format("'{}' exists: choose another name for the backup", file.string()));
}

/// A file that is removed again unless it was renamed.
class TemporaryFile {
  public:
    explicit TemporaryFile(fs::path path) : path_(std::move(path)) {}
    ~TemporaryFile() {
        std::error_code ignored;  // nothing can be done about it here
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            fs::remove(fs::path(path_).concat(suffix), ignored);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

  private:
    fs::path path_;
};

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

void sync(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_on(path, "cannot be opened", errno);
    const int code = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    if (code != 0) fail_on(path, "cannot be written to disk", code);
}

// Some file systems cannot rename and refuse to replace in one step; there the name is looked at
// once more before.
void give_name(const fs::path& temporary, const fs::path& file) {
    if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0) {
        return;
    }
    if (errno == EEXIST) refuse_existing(file);
    if (errno != EINVAL && errno != ENOSYS) fail_on(file, "cannot be named", errno);
    if (fs::exists(file)) refuse_existing(file);
    if (std::rename(temporary.c_str(), file.c_str()) != 0) fail_on(file, "cannot be named", errno);
}

}  // namespace

void SqliteRepository::backup(const fs::path& file) {
    if (fs::exists(fs::symlink_status(file))) refuse_existing(file);
    const fs::path whole = fs::absolute(file);
    const TemporaryFile temporary(whole.parent_path() /
                                  fmt::format(".{}.{}", whole.filename().string(), new_id("tmp_")));
    {
        Connection copy(temporary.path(), Connection::Mode::may_create);
        copy_all(connection_, copy);
        // One file without a log beside it, which can be read from a medium that allows no writing.
        copy.run("PRAGMA journal_mode = DELETE");
        verify(copy, file);
    }
    sync(temporary.path());
    give_name(temporary.path(), whole);
    sync(whole.parent_path());
}

}  // namespace revivre::storage::sqlite
