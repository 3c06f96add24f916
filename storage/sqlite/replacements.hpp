#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/statement.hpp"

/// Recordings that replace one another (migrations/0007). Call within a transaction.
namespace revivre::storage::sqlite {

/// Whether a chapter id is this recording's, or one's that it replaces or that replaces it.
bool may_name_chapter(Connection& connection, const std::string& recording,
                      const std::string& chapter);

/// Withdraws the other recordings that replace this one or that it replaces, and makes the ids of
/// the chapters of `revision` its own. `now`: as publications keep it.
void take_public_place(Connection& connection, const std::string& recording, std::int64_t revision,
                       const std::string& now);

/// What is wrong with them, one sentence each.
std::vector<std::string> replacement_faults(Connection& connection);

}  // namespace revivre::storage::sqlite
