#pragma once

#include <vector>

#include "chapters/remap/envelope.hpp"
#include "chapters/remap/passage.hpp"

namespace revivre::chapters::remap {

/// The passages of `old` that are surely found in `made`: what sounds alike in one place only, as
/// far as it goes on to sound alike, less a fifth of a second where it stops. Where two passages
/// claim the same moment of one of the recordings, neither has it. Silence, hum and noise are found
/// only between (up to a minute) and, to the ends of both recordings, beside sound that is. In
/// order of start. Recordings of three hours take some seconds.
std::vector<Passage> match_sound(const Envelope& old, const Envelope& made);

}  // namespace revivre::chapters::remap
