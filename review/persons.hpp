#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "chapters/model.hpp"
#include "storage/repository.hpp"

/// Work on the records of persons. Merges, splits and withdrawals are
/// storage/person_register.hpp's.
namespace revivre::review {

/// All that is known of somebody.
struct PersonRecord {
    chapters::Person person;
    std::vector<storage::Identifier> identifiers{};
    int version = 0;                ///< grows with each change
    std::size_t interventions = 0;  ///< chapters of latest and published revisions
    std::optional<storage::Withdrawal> withdrawal{};
    std::string merged_into{};  ///< "per_…", or empty
};

/// Throws Error{not_found}.
PersonRecord record_of(storage::Repository& repository, const std::string& person);

/// Who is called so: names and variants that begin with, hold, or nearly are the words of `query`,
/// best first; everybody, by sort name, for an empty one. Those who were merged are left out.
std::vector<chapters::Person> persons_called(storage::Repository& repository,
                                             const std::string& query, std::size_t limit);

/// A person who could be taken for the one asked about.
struct SimilarPerson {
    chapters::Person person;
    std::string reason;  ///< see chapters/persons/near_names.hpp
};
std::vector<SimilarPerson> similar_persons(storage::Repository& repository,
                                           const std::string& name);

/// What of a record is to be changed; nothing: stays.
struct PersonChange {
    std::optional<std::string> name{};
    std::optional<std::string> sort_name{};
    std::optional<std::vector<std::string>> variants{};
    std::optional<std::vector<storage::Identifier>> identifiers{};
};

/// Makes a record and gives its id. Throws Error{invalid_input} without a name and for identifiers
/// that cannot be.
std::string create_person(storage::Repository& repository, const PersonChange& change);

/// The same for one that is there; a name that goes stays a variant. Throws Error{conflict} for one
/// that was merged into another.
void change_person(storage::Repository& repository, const std::string& person,
                   const PersonChange& change);

/// Everything that is kept about somebody, for themselves (GDPR, article 15): their record, where
/// they are credited in all revisions, what is said there, what a programme announced, what is
/// proposed, who is one with them.
chapters::Json everything_about(storage::Repository& repository, const std::string& person);

/// {"id","name","sort_name","variants","identifiers","interventions","withdrawn","merged_into"}.
chapters::Json to_json(const PersonRecord& record);

}  // namespace revivre::review
