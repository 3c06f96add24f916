#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "chapters/model.hpp"

/// Telling from the sizes of a video's packets alone where something happens in the picture: what
/// cannot be predicted from other pictures must be coded anew, and that costs bytes.
namespace revivre::indexer {

/// What a packet says before it is decoded.
struct PacketFacts {
    chapters::Time time{};  ///< when its picture is shown
    std::int64_t bytes = 0;
    bool key = false;
};

/// Pictures [first, last] that are worth decoding.
struct Stretch {
    chapters::Time first{};
    chapters::Time last{};
    chapters::Time change{};  ///< of the first packet that betrays it
    bool operator==(const Stretch&) const = default;
};

/// The stretches around the packets of a group that are far larger than those around them, merged
/// and in order. `packets`: in decoding order, the group to be judged at [begin, end), its first
/// one the key frame; what stands before and after only serves for comparison. Linear but for a
/// factor of the window's length.
std::vector<Stretch> betraying_stretches(std::span<const PacketFacts> packets, std::size_t begin,
                                         std::size_t end);

}  // namespace revivre::indexer
