#include "storage/sqlite/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "storage/ids.hpp"

namespace revivre::storage::sqlite {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_on(const fs::path& path, std::string_view what, int code) {
    throw Error(ErrorCode::unavailable, fmt::format("'{}' {}: {}", path.string(), what,
                                                    std::generic_category().message(code)));
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
bool give_name(const fs::path& temporary, const fs::path& file) {
    if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno == EEXIST) return false;
    if (errno != EINVAL && errno != ENOSYS) fail_on(file, "cannot be named", errno);
    if (fs::exists(file)) return false;
    if (std::rename(temporary.c_str(), file.c_str()) != 0) fail_on(file, "cannot be named", errno);
    return true;
}

}  // namespace

TemporaryFile::TemporaryFile(const fs::path& target)
    : target_(fs::absolute(target)),
      path_(target_.parent_path() /
            fmt::format(".{}.{}", target_.filename().string(), new_id("tmp_"))) {}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;  // nothing can be done about it here
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
        fs::remove(fs::path(path_).concat(suffix), ignored);
    }
}

bool TemporaryFile::keep() {
    sync(path_);
    if (!give_name(path_, target_)) return false;
    sync(target_.parent_path());
    return true;
}

}  // namespace revivre::storage::sqlite
