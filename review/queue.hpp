#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

/// What waits for an archivist's decision.
namespace revivre::review {

/// A proposal with what helps to decide on it.
struct QueuedProposal {
    chapters::Proposal proposal;
    double doubt = 0;  ///< 0 to 1; at most 0.1: certain, as linking/reading.hpp means it
    std::vector<chapters::Evidence> evidence{};
    std::string programme_line{};  ///< what the programme says of it, or empty
    std::string group{};           ///< the key of a group, or empty
};

/// Interventions by somebody whom nobody knows, under the same name but for what is misread.
struct UnknownSpeaker {
    std::string key;
    std::string name;  ///< as it was read first
    std::vector<std::string> proposals{};
    std::string still{};  ///< among the recording's derived files, or empty
};

struct Queue {
    std::vector<QueuedProposal> proposals;  ///< most doubtful first, equals in order of time
    std::vector<UnknownSpeaker> groups;     ///< those with most proposals first
};

/// How much a proposal needs to be looked at, 0 to 1.
double doubt_of(const chapters::Proposal& proposal);

/// The undecided proposals of a recording, or all but the superseded ones.
Queue queue_of(storage::Repository& repository, const std::string& recording, bool decided_too);

}  // namespace revivre::review
