#include "storage/sqlite/sqlite_repository.hpp"

#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/ranking.hpp"
#include "storage/sqlite/search_index.hpp"

namespace revivre::storage {

std::unique_ptr<Repository> open_sqlite(const std::filesystem::path& file, bool must_exist) {
    return std::make_unique<sqlite::SqliteRepository>(sqlite::open_database(file, must_exist),
                                                      std::chrono::system_clock::now);
}

namespace sqlite {

SqliteRepository::SqliteRepository(Connection connection, Clock clock)
    : connection_(std::move(connection)),
      clock_(std::move(clock)),
      person_register_(*this, connection_, clock_) {
    add_relevance(connection_);
    bring_search_up_to_date(connection_);
}

void SqliteRepository::transact(const std::function<void()>& work) {
    Transaction transaction(connection_);
    if (transaction.outermost()) unseen_changes_ = 0;
    work();
    if (transaction.outermost() && transaction.changes() > unseen_changes_) {
        connection_.run("UPDATE store SET generation = generation + 1");
    }
    transaction.commit();
}

void SqliteRepository::transact_unseen(const std::function<void()>& work) {
    Transaction transaction(connection_);
    const std::int64_t unseen_before = transaction.outermost() ? 0 : unseen_changes_;
    work();
    unseen_changes_ = unseen_before + transaction.changes();
    transaction.commit();
}

std::string SqliteRepository::new_chapter_id() {
    return new_id("cha_");
}

std::uint64_t SqliteRepository::generation() {
    return static_cast<std::uint64_t>(
        connection_.integer("SELECT generation FROM store").value_or(0));
}

void SqliteRepository::require(std::string_view table, const std::string& id) {
    const std::string sql = fmt::format("SELECT 1 FROM {}s WHERE id = ?1", table);
    if (!connection_.integer(sql, id)) throw_not_found(table, id);
}

std::string id_to_save(std::string_view prefix, const std::string& id) {
    if (id.empty()) return new_id(prefix);
    if (is_id(prefix, id)) return id;
    throw Error(ErrorCode::invalid_input,
                fmt::format("'{}' is no id: it should be '{}' and up to 40 letters and digits",
                            id.substr(0, 60), prefix));
}

void throw_not_found(std::string_view nothing, const std::string& id) {
    throw Error(ErrorCode::not_found,
                fmt::format("there is no {} '{}'", nothing, id.substr(0, 60)));
}

}  // namespace sqlite
}  // namespace revivre::storage
