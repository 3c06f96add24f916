#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/model.hpp"

/// What is known of persons beside their names: who is one and the same, and who is not shown.
namespace revivre::storage {

/// Who somebody is elsewhere.
struct Identifier {
    std::string scheme{};  ///< "wikidata", "isni", "idref", "viaf" or "url"
    std::string value{};   ///< see chapters/persons/identifiers.hpp
    bool operator==(const Identifier&) const = default;
};

/// That the record `person` is somebody who has the record `into`.
struct PersonMerge {
    std::string id{};  ///< "mer_…"
    std::string person{};
    std::string into{};
    std::string created_at{};
    std::string author{};
    bool operator==(const PersonMerge&) const = default;
};

/// That in some chapters `to` is meant where `person` is written.
struct PersonSplit {
    std::string id{};  ///< "spl_…"
    std::string person{};
    std::string to{};
    std::string created_at{};
    std::string author{};
    std::vector<std::string> chapters{};
    bool operator==(const PersonSplit&) const = default;
};

/// That the public does not see somebody.
struct Withdrawal {
    std::string person{};
    std::string reason{};
    std::string created_at{};
    std::string author{};
    bool operator==(const Withdrawal&) const = default;
};

/// A chapter that somebody is credited with, as a revision says it.
struct CreditedChapter {
    std::string recording{};
    int revision = 0;
    std::string revised_at{};
    std::string revised_by{};
    bool latest = false;          ///< of the recording's revisions
    bool published = false;       ///< what the public would see
    chapters::Chapter chapter{};  ///< without children, with all its credits
    bool operator==(const CreditedChapter&) const = default;
};

/// A part of a recording that the public does not see.
struct Span {
    chapters::Time start{};
    chapters::Time end{};
    bool operator==(const Span&) const = default;
};

/// Part of a Repository, with its rules for errors, threads and transactions. Merges, splits and
/// withdrawals change no revision: whatever is read afterwards follows them, whatever is undone
/// comes back as it was. An undone one is kept, but not given any more.
class PersonRegister {
  public:
    virtual ~PersonRegister() = default;

    /// Who is meant by an id: another one when the record was merged. Throws Error{not_found}.
    virtual std::string meant(const std::string& person) = 0;
    /// Grows with each change of the record.
    virtual int version(const std::string& person) = 0;

    virtual std::vector<Identifier> identifiers(const std::string& person) = 0;
    virtual void replace_identifiers(const std::string& person,
                                     const std::vector<Identifier>& all) = 0;

    /// From now on `person` means `into`, which gets the other's names as variants. Throws
    /// Error{conflict} when one of them is merged already, Error{invalid_input} for the same.
    virtual std::string merge(const PersonMerge& merge) = 0;
    virtual PersonMerge person_merge(const std::string& id) = 0;
    virtual void undo_merge(const std::string& id) = 0;
    /// What was merged into somebody, oldest first.
    virtual std::vector<PersonMerge> merges(const std::string& into) = 0;

    /// In the chapters named `to` is meant from now on. Throws Error{invalid_input} when `person`
    /// is not credited there, or is `to`; Error{conflict} when one of them is merged.
    virtual std::string split(const PersonSplit& split) = 0;
    virtual PersonSplit person_split(const std::string& id) = 0;
    virtual void undo_split(const std::string& id) = 0;
    /// Those that took chapters from somebody or gave them to them, oldest first.
    virtual std::vector<PersonSplit> splits(const std::string& person) = 0;

    /// Hides somebody from all `public_` reads at once, or changes the reason. Throws
    /// Error{conflict} for a merged record.
    virtual void withdraw(const Withdrawal& withdrawal) = 0;
    virtual void restore(const std::string& person, const std::string& author) = 0;
    /// That somebody, or somebody merged into them, is withdrawn.
    virtual std::optional<Withdrawal> withdrawal(const std::string& person) = 0;
    virtual bool is_withdrawn_chapter(const std::string& chapter) = 0;
    /// What of a published recording is not shown, in order; empty when all is.
    virtual std::vector<Span> withdrawn_spans(const std::string& recording) = 0;

    /// Wherever somebody is credited: in the latest and published revisions, or in all.
    virtual std::vector<CreditedChapter> credited(const std::string& person, bool in_all) = 0;
};

}  // namespace revivre::storage
