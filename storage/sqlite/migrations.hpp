#pragma once

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// The PRAGMA user_version that this program makes and understands: the number of the last file in
/// storage/migrations.
int newest_schema();

/// Brings the schema from whatever version it has to the newest, one transaction a version, so that
/// a process killed in between leaves one or the other. Several processes may do it at once.
void migrate(Connection& connection);

}  // namespace revivre::storage::sqlite
