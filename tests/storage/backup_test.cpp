#include <filesystem>

#include "tests/storage/child_process.hpp"
#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::IsEmpty;

class Backup : public StoreTest {
  protected:
    Backup() { publish(recording_, {chapter("Une", 0, 10)}); }

    std::size_t files_in_folder() {
        const std::filesystem::directory_iterator all(file().parent_path());
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }

    std::string recording_ = add_recording(add_event());
};

TEST_F(Backup, HoldsAllThatTheStoreHolds) {
    store().backup(file("copy.db"));
    const auto copy = open_sqlite(file("copy.db"), true);
    EXPECT_EQ(copy->events(), store().events());
    EXPECT_EQ(copy->recordings(), store().recordings());
    EXPECT_EQ(copy->public_revision(recording_), store().public_revision(recording_));
    EXPECT_EQ(copy->generation(), store().generation());
    EXPECT_THAT(copy->check(), IsEmpty());
}

TEST_F(Backup, IsOneFileAndLeavesNoOther) {
    const std::size_t before = files_in_folder();
    store().backup(file("copy.db"));
    EXPECT_EQ(files_in_folder(), before + 1);
}

TEST_F(Backup, NeverReplacesAFile) {
    write_bytes(file("copy.db"), "precious");
    EXPECT_EQ(error_of([&] { store().backup(file("copy.db")); }), ErrorCode::conflict);
    EXPECT_EQ(bytes_of(file("copy.db")), "precious");
}

TEST_F(Backup, RefusesAFolderThatIsNotThere) {
    EXPECT_EQ(error_of([&] { store().backup(file("none") / "copy.db"); }), ErrorCode::unavailable);
}

TEST_F(Backup, KeepsNoCopyOfADamagedStore) {
    close();
    run_raw(file(), "PRAGMA foreign_keys = OFF; DELETE FROM events");
    reopen();
    const std::size_t before = files_in_folder();
    EXPECT_EQ(error_of([&] { store().backup(file("copy.db")); }), ErrorCode::unavailable);
    EXPECT_EQ(files_in_folder(), before);
}

TEST_F(Backup, IsOneStateWhileOthersWrite) {
    close();
    ChildProcess writer([this](const ChildProcess::Tell& tell) {
        const auto own = open_sqlite(file());
        for (int number = 1;; ++number) {
            own->add_revision(revision_of(recording_, {chapter("Une", 0, number)}), number);
            own->publish(recording_, number + 1);
            tell(number + 1);
        }
    });
    ASSERT_EQ(writer.hear(), 2);
    reopen();
    const int before = writer.hear();
    store().backup(file("copy.db"));
    writer.kill_now();
    const auto copy = open_sqlite(file("copy.db"), true);
    EXPECT_THAT(copy->check(), IsEmpty());
    EXPECT_GE(copy->latest_revision(recording_), before);
}

}  // namespace
}  // namespace revivre::storage
