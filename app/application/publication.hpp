#pragma once

#include <string>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// Who writes revisions when no archivist does.
inline constexpr const char* kIndexAuthor = "revivre index";

struct Publication {
    int revision = 0;
    bool changed = false;  ///< false: that revision was public already
    int chapters = 0;
    int named = 0;    ///< interventions with a confirmed speaker
    int unnamed = 0;  ///< interventions whose speaker stays to be identified
};

/// Makes a recording public in one transaction. The latest revision is published when a person
/// wrote it; else what the proposals are certain of becomes a revision first, its names confirmed,
/// and the rest stays proposed. Throws Error{conflict} when there is nothing to publish.
Publication publish_recording(storage::Repository& repository,
                              const chapters::Recording& recording);

}  // namespace revivre::app
