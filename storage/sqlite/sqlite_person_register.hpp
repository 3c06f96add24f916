#pragma once

#include <string>
#include <vector>

#include "storage/ids.hpp"
#include "storage/person_register.hpp"
#include "storage/repository.hpp"
#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// Part of a SqliteRepository, whose connection and transactions it uses; both outlive it.
class SqlitePersonRegister final : public PersonRegister {
  public:
    SqlitePersonRegister(Repository& repository, Connection& connection, const Clock& clock)
        : repository_(repository), connection_(connection), clock_(clock) {}

    std::string meant(const std::string& person) override;
    int version(const std::string& person) override;
    std::vector<Identifier> identifiers(const std::string& person) override;
    void replace_identifiers(const std::string& person,
                             const std::vector<Identifier>& all) override;

    // person_merges.cpp
    std::string merge(const PersonMerge& merge) override;
    PersonMerge person_merge(const std::string& id) override;
    void undo_merge(const std::string& id) override;
    std::vector<PersonMerge> merges(const std::string& into) override;
    std::string split(const PersonSplit& split) override;
    PersonSplit person_split(const std::string& id) override;
    void undo_split(const std::string& id) override;
    std::vector<PersonSplit> splits(const std::string& person) override;

    // withdrawals.cpp
    void withdraw(const Withdrawal& withdrawal) override;
    void restore(const std::string& person, const std::string& author) override;
    std::optional<Withdrawal> withdrawal(const std::string& person) override;
    bool is_withdrawn_chapter(const std::string& chapter) override;
    std::vector<Span> withdrawn_spans(const std::string& recording) override;

    std::vector<CreditedChapter> credited(const std::string& person, bool in_all) override;

  private:
    void require_person(const std::string& id);
    /// Throws Error{conflict} for a record that means another.
    void require_unmerged(const std::string& id);
    std::vector<std::string> chapters_of_split(const std::string& id);
    void add_split_chapter(const PersonSplit& split, const std::string& id,
                           const std::string& chapter);
    /// Makes what follows anew, and the search rows of all that credits one of `persons` before or
    /// after.
    void follow_change(const std::vector<std::string>& persons);

    Repository& repository_;
    Connection& connection_;
    const Clock& clock_;
};

}  // namespace revivre::storage::sqlite
