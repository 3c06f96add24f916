#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/repository.hpp"
#include "storage/sqlite/chapter_rows.hpp"
#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// A row that was found, before it is read.
struct Candidate {
    RowKey key = 0;
    bool passage = false;
    double score = 0;
    std::string speaker{};  ///< the key of whose name was meant, or empty
};

/// Reads the rows of one page of results, in their order. `words` are those that were asked.
std::vector<SearchHit> load_hits(Connection& connection, const std::vector<Candidate>& candidates,
                                 const std::vector<std::string>& words);

}  // namespace revivre::storage::sqlite
