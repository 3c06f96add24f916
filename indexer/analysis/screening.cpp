#include "indexer/analysis/screening.hpp"

#include <algorithm>

namespace revivre::indexer {
namespace {

using chapters::Time;

// Packets on either side that one is compared with: 3 s at 25 pictures a second, more than the
// longest dissolve (1 s) and shorter than a stretch of talk.
constexpr std::size_t kNeighbours = 40;
// What a packet is compared with: the size that nine in ten of its neighbours stay below. The
// median would be that of B pictures, which are small, and every P picture would stand out.
constexpr double kQuantile = 0.9;
// How many times larger. Of make_day.py's x264 recordings, 3 keeps every hard cut but those
// between two views of one camera, every caption and all but one in ten dissolves, and asks for a
// third of the pictures; 4 loses one dissolve in five, 2 asks for two thirds.
constexpr double kTimes = 3.0;
// A change worth a look costs at least this part of a whole picture's bytes: in still slides
// packets are so small that noise is many times the median.
constexpr double kOfKeyFrame = 0.02;

// What is decoded around such a packet. Before: B pictures that are shown earlier may belong to
// the change, and one picture of what was there before is needed. After: a caption takes 0.3 s to
// fade in and 0.5 s to slide in, and has then to be seen to stay.
constexpr Time kBefore{240};
constexpr Time kAfter{720};

std::int64_t usual_size(std::span<const PacketFacts> packets, std::size_t place,
                        std::vector<std::int64_t>& sizes) {
    sizes.clear();
    const std::size_t first = place > kNeighbours ? place - kNeighbours : 0;
    const std::size_t last = std::min(place + kNeighbours + 1, packets.size());
    for (std::size_t i = first; i < last; ++i) {
        const bool near = i + 1 >= place && i <= place + 1;
        if (!near && !packets[i].key) sizes.push_back(packets[i].bytes);
    }
    if (sizes.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * kQuantile);
    const auto at = sizes.begin() + std::min(rank, std::ssize(sizes) - 1);
    std::ranges::nth_element(sizes, at);
    return *at;
}

void add(std::vector<Stretch>& stretches, Time time) {
    const Stretch next{time - kBefore, time + kAfter};
    if (!stretches.empty() && next.first <= stretches.back().last) {
        stretches.back().first = std::min(stretches.back().first, next.first);
        stretches.back().last = std::max(stretches.back().last, next.last);
    } else {
        stretches.push_back(next);
    }
}

}  // namespace

std::vector<Stretch> betraying_stretches(std::span<const PacketFacts> packets, std::size_t begin,
                                         std::size_t end) {
    std::vector<Stretch> stretches;
    if (begin >= end) return stretches;
    const double least = kOfKeyFrame * static_cast<double>(packets[begin].bytes);
    std::vector<std::int64_t> sizes;
    for (std::size_t i = begin + 1; i < end; ++i) {
        const auto bytes = static_cast<double>(packets[i].bytes);
        if (bytes < least) continue;
        if (bytes > kTimes * static_cast<double>(usual_size(packets, i, sizes)))
            add(stretches, packets[i].time);
    }
    return stretches;
}

}  // namespace revivre::indexer
