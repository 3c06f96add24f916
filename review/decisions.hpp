#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::review {

enum class Verdict { accept, reject, edit };

/// What somebody decides on one proposal.
struct Judgement {
    std::string proposal;
    Verdict verdict = Verdict::accept;
    /// edit, of a chapter: what it is instead of what was suggested, without speakers.
    std::optional<chapters::Chapter> chapter{};
    /// edit, of a credit: who speaks; the names are thereby confirmed.
    std::optional<std::vector<chapters::Credit>> speakers{};
    std::string person{};      ///< accept, of a credit: who it is; empty: the most likely one
    std::string new_person{};  ///< accept, of a credit: somebody nobody knew, by that name
};

struct Decisions {
    std::string recording;
    std::string author;
    int based_on = 0;  ///< the revision that was looked at
    std::vector<Judgement> judgements{};
    std::optional<double> accept_above{};  ///< accept all undecided ones that are surer, 0 to 1
    std::string summary{};                 ///< empty: how many were accepted and rejected
};

struct DecisionResult {
    int revision = 0;
    std::vector<std::pair<std::string, chapters::ProposalStatus>> decided;  ///< also what followed
};

/// Makes one revision of all decisions, in one transaction. An accepted chapter goes where it
/// belongs in the tree, or stays where it stands already; an accepted credit is confirmed, and
/// brings its chapter along. What is rejected leaves the tree (parts of a chapter stay) and, for a
/// chapter, its undecided credits are rejected with it. A new person is made once for all
/// judgements with that name. Decisions outlive every later analysis
/// (Repository::replace_proposals) and are taken back with their revision (review/draft.hpp).
///
/// Throws Error{not_found} for a proposal that this recording does not have, Error{invalid_input}
/// for a credit that is accepted although nobody is known who it could be, and for what no list
/// may hold, Error{conflict} when the latest revision is another, and for a credit whose chapter
/// was rejected.
DecisionResult decide(storage::Repository& repository, const Decisions& decisions);

}  // namespace revivre::review
