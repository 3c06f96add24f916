#pragma once

#include <functional>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// Makes a recording's proposals anew from its evidence and its event's programme, by
/// chapters/linking. Chapter ids stay with the evidence they came from. `adapt` may change what is
/// about to be proposed. Chapters that wait since a recording was replaced go on waiting. Gives
/// what was proposed.
std::vector<chapters::Proposal> link_recording(
    storage::Repository& repository, const chapters::Recording& recording,
    const std::function<void(std::vector<chapters::Proposal>&)>& adapt = {});

}  // namespace revivre::app
