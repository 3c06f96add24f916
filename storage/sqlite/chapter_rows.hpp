#pragma once

#include <cstdint>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"
#include "storage/sqlite/connection.hpp"

/// Chapter trees to and from the rows of a revision.
namespace revivre::storage::sqlite {

/// Names one chapter of one revision in a number, which is also the rowid of its search row:
/// revision * 2^20 + position. DO NOT CHANGE: migrations/0001_first.sql bounds the position so.
using RowKey = std::int64_t;

constexpr RowKey row_key(std::int64_t revision, std::int64_t position) noexcept {
    return revision * 1048576 + position;
}

constexpr std::int64_t revision_of(RowKey key) noexcept {
    return key / 1048576;
}

/// Writes the rows of a revision whose chapters were checked and all have ids.
void insert_chapters(Connection& connection, std::int64_t revision,
                     const std::vector<chapters::Chapter>& all);

/// The tree again, in two statements.
std::vector<chapters::Chapter> load_chapters(Connection& connection, std::int64_t revision);

/// The chapters named, in the order of `keys`, in two statements.
std::vector<PublishedChapter> load_published(Connection& connection,
                                             const std::vector<RowKey>& keys);

}  // namespace revivre::storage::sqlite
