#pragma once

#include <span>

#include "chapters/programme/programme.hpp"

/// Every form of programme that this build reads, one line each.
#define REVIVRE_PROGRAMME_READERS(READER) \
    READER(json)                          \
    READER(csv)                           \
    READER(plain_text)

namespace revivre::chapters {

namespace programmes {
#define REVIVRE_DECLARE(name) ProgrammeReader name();
REVIVRE_PROGRAMME_READERS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace programmes

/// All readers, in the order of the list.
std::span<const ProgrammeReader> all_programme_readers();

}  // namespace revivre::chapters
