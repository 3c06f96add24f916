#pragma once

#include <vector>

#include "chapters/containers/mp4_movie.hpp"

namespace revivre::chapters::mp4 {

/// The samples of a track that lie in fragments ("moof"), at most kMostSamples. Looks through the
/// heads of the whole file.
std::vector<Sample> fragment_samples_of(BoxReader& boxes, const Movie& movie, const Track& track);

}  // namespace revivre::chapters::mp4
