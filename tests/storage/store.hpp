#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <unistd.h>

#include "chapters/error.hpp"
#include "storage/repository.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

/// What the tests of the store share: a folder of their own, and small sample objects.
namespace revivre::storage {

using chapters::Chapter;
using chapters::ChapterKind;
using chapters::Credit;
using chapters::Time;

/// The code of the Error that `work` throws; nothing when it throws none.
template <typename Work>
std::optional<ErrorCode> error_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

/// Runs SQL past all of our own rules, as another program could.
inline void run_raw(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << (message == nullptr ? "" : message);
    sqlite3_free(message);
    sqlite3_close(handle);
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

inline Chapter chapter(const std::string& title, int start_ms, int end_ms) {
    Chapter made;
    made.kind = ChapterKind::intervention;
    made.start = Time(start_ms);
    made.end = Time(end_ms);
    made.title = title;
    return made;
}

inline Credit credit(const std::string& person, const std::string& name) {
    Credit made;
    made.person = person;
    made.name = name;
    made.evidence = {"programme"};
    return made;
}

inline chapters::Revision revision_of(const std::string& recording, std::vector<Chapter> all) {
    return {.recording = recording,
            .number = 0,
            .created_at = {},
            .author = "archive",
            .summary = "essai",
            .chapters = std::move(all)};
}

/// A folder that is removed with the test.
class FolderTest : public testing::Test {
  public:
    ~FolderTest() override { std::filesystem::remove_all(folder_); }
    FolderTest(const FolderTest&) = delete;
    FolderTest& operator=(const FolderTest&) = delete;

  protected:
    FolderTest() {
        std::string name = (std::filesystem::temp_directory_path() / "storage-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }

    [[nodiscard]] std::filesystem::path file(const std::string& name = "revivre.db") const {
        return folder_ / name;
    }

  private:
    std::filesystem::path folder_;
};

/// An open store whose clock stands still on 2026-05-04T03:02:01.007Z.
class StoreTest : public FolderTest {
  protected:
    StoreTest() { reopen(); }

    void reopen() {
        store_.reset();
        const Clock clock = [] {
            return std::chrono::system_clock::time_point(std::chrono::milliseconds(1777863721007));
        };
        store_ =
            std::make_unique<sqlite::SqliteRepository>(sqlite::open_database(file(), false), clock);
    }
    void close() { store_.reset(); }

    [[nodiscard]] Repository& store() { return *store_; }

    std::string add_event(const std::string& title = "Journée", const std::string& date = "") {
        chapters::Event event;
        event.title = title;
        event.date = date;
        return store().save_event(event);
    }

    std::string add_session(const std::string& event, const std::string& title, int order = 0) {
        chapters::Session session;
        session.event = event;
        session.title = title;
        session.order = order;
        return store().save_session(session);
    }

    std::string add_person(const std::string& name, const std::string& sort_name = "") {
        return store().save_person(
            {.id = {}, .name = name, .sort_name = sort_name, .variants = {}});
    }

    /// One hour long.
    std::string add_recording(const std::string& event, int order = 0) {
        chapters::Recording recording;
        recording.event = event;
        recording.order = order;
        recording.duration = std::chrono::hours(1);
        return store().save_recording(recording);
    }

    /// Stores the chapters as the next revision and makes it public.
    int publish(const std::string& recording, std::vector<Chapter> all) {
        const int number = store().add_revision(revision_of(recording, std::move(all)),
                                                store().latest_revision(recording));
        store().publish(recording, number);
        return number;
    }

    std::vector<std::string> found(const SearchQuery& query) {
        std::vector<std::string> titles;
        for (const auto& each : store().public_search(query).hits) {
            titles.push_back(each.published.chapter.title);
        }
        return titles;
    }
    std::vector<std::string> found(const std::string& text) {
        SearchQuery query;
        query.text = text;
        return found(query);
    }

  private:
    std::unique_ptr<Repository> store_;
};

}  // namespace revivre::storage
