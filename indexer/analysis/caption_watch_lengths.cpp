// How long bands of text stay, and what follows from it.

#include <algorithm>

#include "indexer/analysis/boxes.hpp"
#include "indexer/analysis/caption_extent.hpp"
#include "indexer/analysis/caption_watch.hpp"

namespace revivre::indexer {
namespace {

using chapters::Time;
using std::chrono::milliseconds;

// Captions of generated days stay for 4 to 7 s, the shortest on air for 2; gestures hold for less.
constexpr milliseconds kStays{1000};
constexpr int kSeenEnough = 5;  // pictures: of the 12 that follow an onset, 8 show it whole
// What is there for so long and came with a picture is a channel's mark.
constexpr milliseconds kFixture{45'000};
constexpr milliseconds kLone{15'000};     // more is a sign in a shot of two key frames or three
constexpr milliseconds kOnSlide{30'000};  // what stays longer on a slide belongs to it
// What is laid over the picture for longer is a clock or a banner; to wait for its end would send a
// pass that goes on after a break back to the beginning.
constexpr milliseconds kWaitedFor{600'000};

}  // namespace

Time CaptionWatch::settled(Time now) const {
    Time first = now - kFixture;  // a survivor may have begun with its shot
    for (const Track& track : tracks_) {
        const Time length = track.last - track.start;
        if (!too_long(track, length) && length <= kWaitedFor) first = std::min(first, track.start);
    }
    return std::max(first, Time{0});
}

bool CaptionWatch::too_long(const Track& track, Time length) {
    if (track.slide && length > kOnSlide) return true;
    return (track.origin == BandOrigin::lone && length > kLone) ||
           (track.origin == BandOrigin::survivor && length > kFixture);
}

// Whether a band was seen long enough, or often enough before time that was not seen. A key frame
// after quiet time shows a sign that moved as new: there it takes a box to be a caption.
bool CaptionWatch::lasted(const Track& track, Time length) {
    if (!track.gap) return length >= kStays && track.seen >= kSeenEnough;
    if (track.seen >= kSeenEnough || track.born_after == Gap::unseen) return true;
    return track.born_after == Gap::quiet && holds(track.box, widened(track.text, kBorderOfBox, 1));
}

}  // namespace revivre::indexer
