#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// Stands in the header of every database of ours: "rvvr". DO NOT CHANGE THIS VALUE.
inline constexpr std::int64_t kApplicationId = 0x72767672;

/// Opens the database as storage::open_sqlite says: looks at the file before anything may write to
/// it, makes or updates the schema, and turns on the write-ahead log.
Connection open_database(const std::filesystem::path& file, bool must_exist);

/// What SQLite's own checks find wrong, one sentence each: `pragma` is "quick_check" (structure,
/// not whether indexes agree) or "integrity_check".
std::vector<std::string> structure_faults(Connection& connection, const std::string& pragma);

/// References to rows that are not there, one sentence each.
std::vector<std::string> reference_faults(Connection& connection);

}  // namespace revivre::storage::sqlite
