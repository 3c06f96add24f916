#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chapters/model.hpp"
#include "storage/sqlite/connection.hpp"

/// Who is meant by the persons that revisions and proposals name: see migrations/0008.
namespace revivre::storage::sqlite {

/// The row of no revision: a split holds in all. DO NOT CHANGE: stores keep it.
inline constexpr std::int64_t kForEver = 9'223'372'036'854'775'807;

/// All merges and splits in force, for what is stored as JSON.
class Meanings {
  public:
    explicit Meanings(Connection& connection);

    /// Changes the persons of a proposal to those who are meant; candidates who turn out to be one
    /// become one, with the best score.
    void follow(chapters::Proposal& proposal) const;

  private:
    [[nodiscard]] std::string meant(const std::string& person, const std::string& chapter) const;

    std::map<std::string, std::string> aliases_;
    std::map<std::pair<std::string, std::string>, std::string> moves_;  // by chapter and person
};

/// Makes the tables that follow from merges and splits anew.
void rebuild_person_links(Connection& connection);

/// Rows of published revisions that credit somebody, under whatever id.
std::vector<std::int64_t> published_with_person(Connection& connection, const std::string& person);

/// A chapter and a person.
using CreditPlace = std::pair<std::string, std::string>;

/// Changes the persons of a new revision to how earlier revisions write them, so that undoing a
/// merge or a split changes the new one too. Gives where it says itself, against a split, who is
/// meant.
std::vector<CreditPlace> write_as_before(Connection& connection, const std::string& recording,
                                         std::vector<chapters::Chapter>& all);

/// From revision `row` on those splits do not hold in these places.
void end_splits(Connection& connection, std::int64_t row, const std::vector<CreditPlace>& places);

}  // namespace revivre::storage::sqlite
