#pragma once

#include <cstdint>
#include <optional>

#include "chapters/model.hpp"
#include "indexer/analysis/seen_pictures.hpp"

namespace revivre::indexer {

/// Pictures that mix what was before them with what comes after.
struct Mixture {
    chapters::Time start{};  ///< of the first mixed picture
    chapters::Time end{};    ///< of the first picture that is purely the new one
    std::int64_t next = 0;   ///< the number of that picture
    bool plain_end = false;  ///< one of the two is plain: a fade
    double score = 0;        ///< 0.5 to 1
};

/// A dissolve or fade that has just come to its end: the newest picture shows the new shot. Does
/// not look at pictures before number `from`, nor across a gap of unseen ones.
std::optional<Mixture> mixture_until(const SeenPictures& seen, std::int64_t from);

}  // namespace revivre::indexer
