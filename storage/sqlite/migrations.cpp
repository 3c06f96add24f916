#include "storage/sqlite/migrations.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "storage/sqlite/database.hpp"

namespace revivre::storage::migrations {

/// File name and text of storage/migrations/*.sql, by number (made by cmake/embed_files.cmake).
std::span<const std::pair<std::string_view, std::string_view>> embedded_files();

}  // namespace revivre::storage::migrations

namespace revivre::storage::sqlite {
namespace {

int schema_of(Connection& connection) {
    return static_cast<int>(connection.integer("PRAGMA user_version").value_or(0));
}

void apply(Connection& connection, int number, std::string_view sql) {
    Transaction transaction(connection);
    if (schema_of(connection) >= number) return;  // another process was faster
    connection.execute(std::string(sql));
    connection.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                   kApplicationId, number));
    transaction.commit();
}

}  // namespace

int newest_schema() {
    return static_cast<int>(migrations::embedded_files().size());
}

void migrate(Connection& connection) {
    int number = 0;
    for (const auto& [name, sql] : migrations::embedded_files()) {
        ++number;  // file(GLOB) sorts by name, and names begin with the number
        if (schema_of(connection) < number) apply(connection, number, sql);
    }
}

}  // namespace revivre::storage::sqlite
