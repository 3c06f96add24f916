#include "storage/library.hpp"

#include <memory>

#include "tests/storage/child_process.hpp"
#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

class LibraryTest : public FolderTest {
  protected:
    LibraryTest() { library_.create(); }
    Library library_{file("library")};
};

void hold_lock(const Library& library, const ChildProcess::Tell& tell) {
    const auto lock = library.lock_index();
    tell(1);
    pause();
}

TEST_F(LibraryTest, MakesItsFoldersAndLeavesThemWhenTheyExist) {
    library_.create();
    EXPECT_TRUE(std::filesystem::is_directory(library_.media()));
    EXPECT_TRUE(std::filesystem::is_directory(library_.folder() / "derived"));
    EXPECT_EQ(library_.database().filename(), "revivre.db");
}

TEST_F(LibraryTest, RefusesAPlaceWhereNoFolderCanBe) {
    write_bytes(file("file"), "x");
    const Library library(file("file") / "below");
    EXPECT_EQ(error_of([&] { library.create(); }), ErrorCode::unavailable);
    EXPECT_EQ(error_of([&] { (void)library.lock_index(); }), ErrorCode::unavailable);
}

TEST_F(LibraryTest, LetsOneAtATimeIndex) {
    auto lock = library_.lock_index();
    EXPECT_EQ(error_of([&] { (void)library_.lock_index(); }), ErrorCode::conflict);
    lock.reset();
    EXPECT_EQ(error_of([&] { (void)library_.lock_index(); }), std::nullopt);
}

TEST_F(LibraryTest, NamesTheProcessThatHoldsTheLock) {
    ChildProcess holder([this](const auto& tell) { hold_lock(library_, tell); });
    ASSERT_EQ(holder.hear(), 1);
    try {
        const auto lock = library_.lock_index();
        FAIL() << "two processes hold the lock";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::conflict);
        EXPECT_THAT(error.what(), testing::HasSubstr("process " + std::to_string(holder.id())));
    }
}

TEST_F(LibraryTest, LetsGoOfTheLockWhenItsHolderIsKilled) {
    ChildProcess holder([this](const auto& tell) { hold_lock(library_, tell); });
    ASSERT_EQ(holder.hear(), 1);
    holder.kill_now();
    EXPECT_NE(library_.lock_index(), nullptr);
}

}  // namespace
}  // namespace revivre::storage
