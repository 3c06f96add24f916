#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

namespace revivre::review {

/// Who writes revisions when no archivist does.
inline constexpr const char* kIndexAuthor = "revivre index";

/// Who did something, and why.
struct Note {
    std::string author = kIndexAuthor;
    std::string summary{};
};

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
Publication publish_recording(storage::Repository& repository, const chapters::Recording& recording,
                              const Note& note = {});

/// Points the public at a revision of a recording, or (0) at none, and notes who did it and why, in
/// one transaction. Does nothing when it is so already. Throws Error{not_found}.
void publish_revision(storage::Repository& repository, const std::string& recording, int number,
                      const Note& note);

}  // namespace revivre::review
