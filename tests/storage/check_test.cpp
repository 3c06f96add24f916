#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Check : public StoreTest {
  protected:
    Check() {
        Chapter first = chapter("Une", 0, 10);
        first.credits = {credit(add_person("Ada Faure"), "Mme Faure")};
        publish(recording_, {first, chapter("Deux", 10, 20)});
        publish(recording_, {first, chapter("Deux et demie", 10, 20)});
    }

    // Breaks the closed store by SQL that knows no rule, and gives what is found wrong then.
    std::vector<std::string> faults_after(const std::string& sql) {
        close();
        run_raw(file(), "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; " + sql);
        reopen();
        return store().check();
    }

    const std::string free_revisions_ =
        "DROP TRIGGER revisions_never_change; DROP TRIGGER chapters_never_change;";
    std::string recording_ = add_recording(add_event());
};

TEST_F(Check, FindsNothingWrongInASoundStore) {
    EXPECT_THAT(store().check(), IsEmpty());
    EXPECT_EQ(store().generation(), open_sqlite(file())->generation());
}

TEST_F(Check, DoesNotMindAMissingFile) {
    chapters::Recording recording = store().recording(recording_);
    recording.file = "/gone/matin.mp4";
    store().save_recording(recording);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(Check, FindsAPointerToARevisionThatIsNotThere) {
    EXPECT_THAT(faults_after("UPDATE recordings SET published = 999"),
                Contains(HasSubstr("publishes a revision that it does not have")));
}

TEST_F(Check, FindsAReferenceToNothing) {
    EXPECT_THAT(faults_after("DELETE FROM persons"), Contains(HasSubstr("'persons'")));
}

TEST_F(Check, FindsAHoleInTheNumbers) {
    EXPECT_THAT(faults_after(free_revisions_ + "UPDATE revisions SET number = 7 WHERE number = 2"),
                Contains(HasSubstr("have holes")));
}

TEST_F(Check, FindsChaptersThatCannotBe) {
    EXPECT_THAT(faults_after(free_revisions_ + "UPDATE chapters SET end_ms = 99999999"),
                Contains(HasSubstr("after the recording")));
}

TEST_F(Check, FindsASearchRowThatIsMissing) {
    EXPECT_THAT(faults_after("DELETE FROM search WHERE title = '+une'"),
                Contains(HasSubstr("the search does not find")));
}

TEST_F(Check, FindsASearchRowThatSaysSomethingElse) {
    EXPECT_THAT(faults_after("UPDATE search SET title = 'trois' WHERE title = '+une'"),
                Contains(HasSubstr("the search does not find")));
}

TEST_F(Check, FindsASearchRowOfADraft) {
    EXPECT_THAT(faults_after("INSERT INTO search (rowid, title) VALUES (1048576, 'une')"),
                Contains(HasSubstr("not public")));
}

TEST_F(Check, FindsASearchIndexThatDisagreesWithItsRows) {
    EXPECT_THAT(faults_after("UPDATE search_content SET c0 = 'zzz'"),
                Contains(HasSubstr("the search table is damaged")));
}

TEST_F(Check, FindsDamagedPagesOfAnOpenStore) {
    sqlite::Connection raw(file(), sqlite::Connection::Mode::existing);
    raw.run("PRAGMA wal_checkpoint(TRUNCATE)");
    std::string bytes = bytes_of(file());
    const auto root = raw.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'chapters'");
    bytes.replace((static_cast<std::size_t>(root.value()) - 1) * 4096, 16, 16, '\x7f');
    write_bytes(file(), bytes);
    sqlite::SqliteRepository damaged(sqlite::Connection(file(), sqlite::Connection::Mode::existing),
                                     std::chrono::system_clock::now);
    EXPECT_THAT(damaged.check(), Contains(HasSubstr("damaged")));
}

}  // namespace
}  // namespace revivre::storage
