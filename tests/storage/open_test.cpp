#include <array>
#include <filesystem>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include "storage/sqlite/migrations.hpp"
#include "tests/storage/child_process.hpp"
#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

class OpenSqlite : public FolderTest {
  protected:
    // With enough in it to fill some pages.
    void make_store() {
        const auto store = open_sqlite(file());
        chapters::Event event;
        event.title = std::string(200, '.');
        store->transact([&] {
            for (int i = 0; i < 200; ++i) store->save_event(event);
        });
    }

    // Refused, whether it must exist or not, and not a byte is touched.
    void expect_refused(const std::string& words) {
        const std::string before = bytes_of(file());
        for (const bool must_exist : {true, false}) {
            try {
                (void)open_sqlite(file(), must_exist);
                ADD_FAILURE() << "it was opened";
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::unavailable);
                EXPECT_THAT(error.what(), testing::HasSubstr(words));
            }
        }
        EXPECT_EQ(bytes_of(file()), before);
    }
};

TEST_F(OpenSqlite, MakesAStoreOfTheNewestSchemaFromNothing) {
    EXPECT_EQ(open_sqlite(file())->check(), std::vector<std::string>{});
    sqlite::Connection raw(file(), sqlite::Connection::Mode::existing);
    EXPECT_EQ(raw.integer("PRAGMA user_version"), sqlite::newest_schema());
    EXPECT_EQ(raw.integer("PRAGMA application_id"), sqlite::kApplicationId);
}

TEST_F(OpenSqlite, WritesThroughALogThatIsSyncedOnEveryCommit) {
    sqlite::Connection connection = sqlite::open_database(file(), false);
    auto mode = connection.query("PRAGMA journal_mode");
    ASSERT_TRUE(mode.next());
    EXPECT_EQ(mode.text(0), "wal");
    EXPECT_EQ(connection.integer("PRAGMA synchronous"), 2);  // FULL
    EXPECT_EQ(connection.integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(connection.integer("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(connection.integer("PRAGMA cell_size_check"), 1);
}

TEST_F(OpenSqlite, BringsAStoreOfTheFirstVersionUpToDate) {
    std::string recording;
    {
        const auto store = open_sqlite(file());
        chapters::Event event;
        event.title = "Journée";
        chapters::Recording kept;
        kept.event = store->save_event(event);
        kept.duration = Time(1000);
        recording = store->save_recording(kept);
        Chapter chapter;
        chapter.title = "Ouverture";
        chapter.end = Time(1000);
        store->add_revision({.recording = recording,
                             .number = 0,
                             .created_at = "",
                             .author = "",
                             .summary = "",
                             .chapters = {chapter}},
                            0);
        store->publish(recording, 1);
    }
    run_raw(file(),
            "ALTER TABLE chapters DROP COLUMN extras; ALTER TABLE evidence DROP COLUMN box; "
            "ALTER TABLE evidence DROP COLUMN still; DROP TABLE analyses; "
            "ALTER TABLE recordings DROP COLUMN address; DROP TABLE text_tracks; "
            "DROP TABLE search; DROP TABLE spoken; DROP TABLE passages; DROP TABLE words; "
            "DROP TABLE spellings; DROP TABLE speaker_words; DROP TABLE search_layout; "
            "CREATE VIRTUAL TABLE search USING fts5 (title, names, functions, session, keys, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'); "
            "DROP INDEX recordings_by_replaces; ALTER TABLE recordings DROP COLUMN replaces; "
            "DROP VIEW meant_credits; DROP VIEW withdrawn_persons; DROP TABLE person_identifiers; "
            "DROP TABLE person_merges; DROP TABLE person_split_chapters; DROP TABLE person_splits; "
            "DROP TABLE withdrawals; DROP TABLE person_aliases; DROP TABLE person_moves; "
            "DROP TABLE person_writings; ALTER TABLE persons DROP COLUMN version; "
            "ALTER TABLE revisions DROP COLUMN kind; ALTER TABLE revisions DROP COLUMN of; "
            "DROP TABLE decisions; DROP TABLE publications; DROP TABLE passes; "
            "DROP TABLE accounts; DROP TABLE jobs; DROP TABLE uploads; "
            "PRAGMA user_version = 1");
    const auto store = open_sqlite(file());
    EXPECT_EQ(store->check(), std::vector<std::string>{});
    EXPECT_EQ(store->revision(recording, 1).chapters.at(0).title, "Ouverture");
    EXPECT_EQ(store->revision(recording, 1).chapters.at(0).summary, "");
    SearchQuery query;
    query.text = "ouverture";
    EXPECT_EQ(store->public_search(query).total, 1);
}

TEST_F(OpenSqlite, KeepsWhatItHasWhenOpenedAgain) {
    make_store();
    EXPECT_EQ(open_sqlite(file(), true)->events().size(), 200U);
}

TEST_F(OpenSqlite, SaysThatThereIsNoneWhenOneMustExist) {
    EXPECT_EQ(error_of([&] { (void)open_sqlite(file(), true); }), ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(OpenSqlite, RefusesAFolderThatIsNotThere) {
    EXPECT_EQ(error_of([&] { (void)open_sqlite(file("none") / "revivre.db"); }),
              ErrorCode::unavailable);
}

TEST_F(OpenSqlite, RefusesAFolderInPlaceOfAFile) {
    std::filesystem::create_directory(file());
    EXPECT_EQ(error_of([&] { (void)open_sqlite(file()); }), ErrorCode::unavailable);
}

TEST_F(OpenSqlite, RefusesAFolderThatMayNotBeWritten) {
    if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    std::filesystem::create_directory(file("locked"));
    std::filesystem::permissions(
        file("locked"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    EXPECT_EQ(error_of([&] { (void)open_sqlite(file("locked") / "revivre.db"); }),
              ErrorCode::unavailable);
}

TEST_F(OpenSqlite, RefusesAnEmptyFileWhereOneMustExist) {
    write_bytes(file(), "");
    EXPECT_EQ(error_of([&] { (void)open_sqlite(file(), true); }), ErrorCode::unavailable);
    EXPECT_EQ(std::filesystem::file_size(file()), 0U);
}

TEST_F(OpenSqlite, RefusesATextFile) {
    write_bytes(file(), "Ceci est un programme, pas une base de données.\n");
    expect_refused("no database");
}

TEST_F(OpenSqlite, RefusesAZeroedFirstPage) {
    make_store();
    write_bytes(file(), bytes_of(file()).replace(0, 4096, 4096, '\0'));
    expect_refused("database");
}

// Closing a file drops all locks that the process has on it: whoever looks at the header must not
// do it while connections are open, or the next process to leave takes the log away from them.
TEST_F(OpenSqlite, KeepsItsLocksWhenItOpensASecondConnection) {
    make_store();
    std::array<int, 2> go{};
    ASSERT_EQ(pipe(go.data()), 0);
    const pid_t visitor = fork();
    if (visitor == 0) {
        char byte = 0;
        const bool told = read(go[0], &byte, 1) == 1;
        if (told) static_cast<void>(open_sqlite(file(), true)->events());
        _exit(told ? 0 : 1);
    }
    const auto first = open_sqlite(file(), true);
    const auto second = open_sqlite(file(), true);
    first->save_event(
        {.id = "", .title = "avant", .subtitle = "", .date = "", .place = "", .organiser = ""});
    ASSERT_EQ(write(go[1], "x", 1), 1);
    int status = 0;
    ASSERT_EQ(waitpid(visitor, &status, 0), visitor);
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(std::filesystem::exists(file().string() + "-wal"));
    EXPECT_EQ(second->events().size(), 201U);
    close(go[0]);
    close(go[1]);
}

TEST_F(OpenSqlite, RefusesTheDatabaseOfAnotherProgram) {
    run_raw(file(),
            "PRAGMA application_id = 42; CREATE TABLE bookmarks (a); PRAGMA user_version = 1");
    expect_refused("another program");
}

TEST_F(OpenSqlite, RefusesADatabaseThatNobodySigned) {
    run_raw(file(), "CREATE TABLE bookmarks (a)");
    expect_refused("another program");
}

TEST_F(OpenSqlite, RefusesANewerSchema) {
    make_store();
    run_raw(file(), "PRAGMA user_version = 9999");
    expect_refused("newer revivre");
}

TEST_F(OpenSqlite, RefusesANewerSchemaThatIsOnlyInTheLog) {
    make_store();
    sqlite::Connection newer(file(), sqlite::Connection::Mode::existing);
    newer.execute("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 9999");
    const std::string log = bytes_of(file("revivre.db-wal"));
    expect_refused("newer revivre");
    EXPECT_EQ(bytes_of(file("revivre.db-wal")), log);
}

TEST_F(OpenSqlite, RefusesAFileCutInHalf) {
    make_store();
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
    expect_refused("damaged");
}

TEST_F(OpenSqlite, RefusesADamagedPage) {
    make_store();
    std::string bytes = bytes_of(file());
    for (std::size_t page = 1; page < bytes.size() / 4096; page += 2) {
        bytes.replace(page * 4096, 512, 512, '\xa5');
    }
    write_bytes(file(), bytes);
    expect_refused("damaged");
}

TEST_F(OpenSqlite, PassesOverALogThatIsNone) {
    make_store();
    write_bytes(file("revivre.db-wal"), std::string(9000, 'x'));
    EXPECT_EQ(open_sqlite(file(), true)->events().size(), 200U);
}

TEST_F(OpenSqlite, MakesOneStoreWhenSeveralProcessesStartAtOnce) {
    const auto open_and_write = [this](const ChildProcess::Tell&) {
        open_sqlite(file())->save_event({});
    };
    std::array<std::unique_ptr<ChildProcess>, 6> starters;
    for (auto& each : starters) each = std::make_unique<ChildProcess>(open_and_write);
    for (auto& each : starters) EXPECT_EQ(each->wait_for_end(), 0);
    EXPECT_EQ(open_sqlite(file(), true)->events().size(), 6U);
}

TEST_F(OpenSqlite, StartsOverWhenItsMakingWasKilled) {
    {
        ChildProcess maker([this](const auto& tell) {
            sqlite::Connection connection(file(), sqlite::Connection::Mode::may_create);
            connection.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE");
            connection.execute("CREATE TABLE half (a); INSERT INTO half SELECT randomblob(100000)");
            tell(1);
            pause();
        });
        ASSERT_EQ(maker.hear(), 1);
    }
    EXPECT_EQ(open_sqlite(file())->check(), std::vector<std::string>{});
}

}  // namespace
}  // namespace revivre::storage
