#pragma once

#include <cstdint>
#include <optional>

#include "indexer/analysis/seen_pictures.hpp"

namespace revivre::indexer {

/// The score of a cut at picture `number` (see ShotDetector), or none. `seen` holds the pictures up
/// to number + kCutPicturesAfter, fewer at the end or before a gap.
std::optional<double> cut_at(const SeenPictures& seen, std::int64_t number);

/// What follows a possible cut for at least this long must still show the new shot: the flash of a
/// photographer lights two pictures of 25 a second, with a rolling shutter three.
inline constexpr chapters::Time kFlash{160};
/// But no more pictures than this, and two at least.
inline constexpr std::int64_t kCutPicturesAfter = 12;
/// A cut stands out from so many pictures before and after it.
inline constexpr std::int64_t kCutPicturesAround = 6;

}  // namespace revivre::indexer
