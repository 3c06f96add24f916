#include "storage/sqlite/database.hpp"

#include <array>
#include <fstream>
#include <mutex>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/whole_file.hpp"

namespace revivre::storage::sqlite {
namespace {

namespace fs = std::filesystem;

// Offsets of the database header: sqlite.org/fileformat2.html, section 1.3.
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

using Header = std::array<char, kHeaderSize>;

[[noreturn]] void refuse(const fs::path& file, std::string_view why) {
    throw Error(ErrorCode::unavailable,
                fmt::format("'{}' {}; it was left as it is", file.string(), why));
}

void refuse_version(const fs::path& file, std::int64_t version) {
    if (version <= newest_schema()) return;
    refuse(file,
           fmt::format("was made by a newer revivre (its schema is {}, this program knows {}): "
                       "use that one",
                       version, newest_schema()));
}

std::int64_t big_endian(const Header& header, std::size_t at) {
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(header[i]);
    }
    return value;
}

bool has_content(const fs::path& file) {
    std::error_code ignored;  // no such file has no content
    const auto size = fs::file_size(file, ignored);
    return !ignored && size > 0;
}

fs::path beside(const fs::path& file, std::string_view suffix) {
    return fs::path(file).concat(suffix);
}

// Reads the header as bytes: SQLite itself may write to a file that it opens. Our databases carry
// the application id from their first transaction on, which is not in the write-ahead log yet.
void inspect_header(const fs::path& file) {
    Header header{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) refuse(file, "cannot be read: check its rights");
    stream.read(header.data(), static_cast<std::streamsize>(header.size()));
    const bool whole = stream.gcount() == static_cast<std::streamsize>(header.size());
    if (!whole || !std::string_view(header.data(), header.size()).starts_with(kMagic)) {
        refuse(file, "is no database, or its beginning is destroyed: restore the last backup");
    }
    if (big_endian(header, kApplicationIdAt) != kApplicationId) {
        refuse(file, "is a database of another program");
    }
    refuse_version(file, big_endian(header, kUserVersionAt));
}

/// True when there is something in the file to look at.
bool inspect_file(const fs::path& file, bool must_exist, bool read_header) {
    std::error_code fault;
    const fs::file_status status = fs::status(file, fault);
    if (status.type() == fs::file_type::not_found) {
        if (!must_exist) return false;
        throw Error(ErrorCode::not_found,
                    fmt::format("there is no library at '{}'", file.string()));
    }
    if (fault || !fs::is_regular_file(status)) refuse(file, "is no file that can be opened");
    // After a crash at the very first write, the rollback journal says what the file is.
    if (has_content(beside(file, "-journal"))) return true;
    if (has_content(file)) {
        if (read_header) inspect_header(file);
        return true;
    }
    if (must_exist) refuse(file, "is empty, so its data are lost: restore the last backup");
    return false;
}

void inspect_content(Connection& connection, const fs::path& file, bool must_exist) {
    if (connection.integer("PRAGMA page_count").value_or(0) == 0) {
        if (must_exist) refuse(file, "is empty: its making was interrupted");
        return;
    }
    if (connection.integer("PRAGMA application_id") != kApplicationId) {
        refuse(file, "is a database of another program");
    }
    refuse_version(file, connection.integer("PRAGMA user_version").value_or(0));
    const auto faults = structure_faults(connection, "quick_check(1)");
    if (!faults.empty()) {
        refuse(file, fmt::format("is damaged ({}): restore the last backup", faults.front()));
    }
}

void use_write_ahead_log(Connection& connection, const fs::path& file) {
    Statement mode = connection.query("PRAGMA journal_mode = WAL");
    if (!mode.next() || mode.text(0) != "wal") {
        refuse(file,
               "lies on a disk that allows no write-ahead log: move the library to a local one");
    }
}

// Made whole under another name: a crash meanwhile leaves no database that is none. Another process
// may be quicker; then its database is used.
void make_database(const fs::path& file) {
    TemporaryFile temporary(file);
    {
        Connection connection(temporary.path(), Connection::Mode::may_create);
        migrate(connection);
        use_write_ahead_log(connection, file);
    }
    static_cast<void>(temporary.keep());
}

// Looks at the file and opens it. The look comes before this process's first connection only:
// closing a file drops every lock that the process has on it, SQLite's too (fcntl(2); sqlite.org
// howtocorrupt.html, section 2.2), and other processes would then take the write-ahead log for
// abandoned.
Connection inspected_connection(const fs::path& file, bool must_exist, bool& inhabited) {
    static std::mutex guard;
    static std::set<fs::path> opened;
    const std::scoped_lock lock(guard);
    const fs::path name = fs::absolute(file).lexically_normal();
    if (!must_exist && !fs::exists(fs::symlink_status(file))) make_database(file);
    inhabited = inspect_file(file, must_exist, !opened.contains(name));
    Connection connection(file,
                          must_exist ? Connection::Mode::existing : Connection::Mode::may_create);
    opened.insert(name);
    return connection;
}

}  // namespace

Connection open_database(const fs::path& file, bool must_exist) {
    bool inhabited = false;
    Connection connection = inspected_connection(file, must_exist, inhabited);
    // A log left by a crash would be written into a file that we then refuse.
    const bool keep_log = has_content(beside(file, "-wal"));
    if (keep_log) connection.set_checkpoint_on_close(false);
    if (inhabited) inspect_content(connection, file, must_exist);
    migrate(connection);
    use_write_ahead_log(connection, file);
    // Keeps a log that one large change has blown up from staying so: 64 MiB, 16 times the size at
    // which SQLite begins to empty it.
    connection.execute("PRAGMA journal_size_limit = 67108864");
    if (keep_log) connection.set_checkpoint_on_close(true);
    return connection;
}

std::vector<std::string> structure_faults(Connection& connection, const std::string& pragma) {
    std::vector<std::string> faults;
    Statement rows = connection.query("PRAGMA " + pragma);
    while (rows.next()) {
        if (rows.text(0) != "ok") faults.push_back(rows.text(0));
    }
    return faults;
}

std::vector<std::string> reference_faults(Connection& connection) {
    std::vector<std::string> faults;
    Statement rows = connection.query("PRAGMA foreign_key_check");
    while (rows.next()) {
        faults.push_back(
            fmt::format("a row of the table '{}' refers to one of '{}' that is not there",
                        rows.text(0), rows.text(2)));
    }
    return faults;
}

}  // namespace revivre::storage::sqlite
