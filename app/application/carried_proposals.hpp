#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "chapters/remap/moving.hpp"
#include "chapters/remap/passage.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// What is known of a recording's chapters by the one that it replaces, held against what its own
/// evidence proposes.
class CarriedProposals {
  public:
    /// `old`: all proposals of the recording that is replaced.
    CarriedProposals(const std::vector<chapters::Chapter>& moved,
                     const std::vector<chapters::Proposal>& old,
                     const chapters::remap::PassageMap& map);

    /// Gives proposals for a chapter that was moved the id of that chapter.
    void adapt(std::vector<chapters::Proposal>& proposals) const;

    /// What was decided of a proposal already: it is what a moved chapter says, or what somebody
    /// rejected in the old recording. Otherwise `proposed`.
    [[nodiscard]] chapters::ProposalStatus decided(const chapters::Proposal& proposal) const;

  private:
    [[nodiscard]] const chapters::Chapter* moved_as(const chapters::Proposal& proposal) const;
    [[nodiscard]] const chapters::Chapter* moved_chapter(const std::string& id) const;

    std::vector<chapters::Chapter> moved_;  // without children
    std::vector<chapters::Proposal> old_;   // at their place in the new recording
};

/// Keeps as evidence which passages of the recording that is replaced were found, and what could
/// not be moved; gives the proposals for the latter, each resting on its evidence. Within a
/// transaction.
std::vector<chapters::Proposal> proposals_to_check(
    storage::Repository& repository, const chapters::Recording& recording,
    const std::vector<chapters::remap::Unsure>& unsure, const chapters::remap::PassageMap& map);

}  // namespace revivre::app
