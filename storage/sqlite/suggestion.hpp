#pragma once

#include <functional>
#include <string>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// What was probably meant by a question that finds nothing: the same with one or more of its words
/// replaced by words of published names and titles, a letter or two away. Only what `finds`
/// something; empty when nothing does. Each question tried costs what `finds` costs: six at most.
std::string suggestion_for(Connection& connection, const std::vector<std::string>& words,
                           const std::function<bool(const std::vector<std::string>& words)>& finds);

}  // namespace revivre::storage::sqlite
