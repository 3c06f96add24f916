#include <array>
#include <utility>

#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_words.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr std::array kJobStates{std::pair{JobState::queued, std::string_view("queued")},
                                std::pair{JobState::running, std::string_view("running")},
                                std::pair{JobState::done, std::string_view("done")},
                                std::pair{JobState::failed, std::string_view("failed")},
                                std::pair{JobState::cancelled, std::string_view("cancelled")}};

Upload upload_row(const Statement& row) {
    return {.id = row.text(0),
            .account = row.text(1),
            .name = row.text(2),
            .size_bytes = row.integer(3),
            .created_at = row.text(4)};
}

}  // namespace

std::string SqliteRepository::save_job(const JobRecord& job) {
    const std::string id = id_to_save("job_", job.id);
    transact_unseen([&] {
        connection_.run(
            "INSERT INTO jobs (id, state, body) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body",
            id, word_of(kJobStates, job.state), job.body);
    });
    return id;
}

std::vector<JobRecord> SqliteRepository::jobs() {
    std::vector<JobRecord> all;
    Statement rows = connection_.query("SELECT id, state, body FROM jobs ORDER BY id");
    while (rows.next()) {
        all.push_back({.id = rows.text(0),
                       .state = value_of(kJobStates, rows.text(1)),
                       .body = rows.text(2)});
    }
    return all;
}

void SqliteRepository::remove_job(const std::string& id) {
    transact_unseen([&] {
        require("job", id);
        connection_.run("DELETE FROM jobs WHERE id = ?1", id);
    });
}

std::string SqliteRepository::save_upload(const Upload& upload) {
    const std::string id = id_to_save("upl_", upload.id);
    transact_unseen([&] {
        const std::string created =
            upload.created_at.empty() ? utc_text(clock_()) : upload.created_at;
        connection_.run(
            "INSERT INTO uploads (id, account, name, size_bytes, created_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            id, upload.account, upload.name, upload.size_bytes, created);
    });
    return id;
}

std::vector<Upload> SqliteRepository::uploads() {
    std::vector<Upload> all;
    Statement rows = connection_.query(
        "SELECT id, account, name, size_bytes, created_at FROM uploads ORDER BY id");
    while (rows.next()) all.push_back(upload_row(rows));
    return all;
}

Upload SqliteRepository::upload(const std::string& id) {
    Statement row = connection_.query(
        "SELECT id, account, name, size_bytes, created_at FROM uploads WHERE id = ?1", id);
    if (!row.next()) throw_not_found("upload", id);
    return upload_row(row);
}

void SqliteRepository::remove_upload(const std::string& id) {
    transact_unseen([&] {
        require("upload", id);
        connection_.run("DELETE FROM uploads WHERE id = ?1", id);
    });
}

}  // namespace revivre::storage::sqlite
