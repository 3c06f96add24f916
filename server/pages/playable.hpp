#pragma once

#include <string>

#include "chapters/model.hpp"

namespace revivre::server::pages {

/// What many browsers cannot do with a recording.
enum class PlayFault {
    none,
    picture,  ///< only the sound is played, without an error
    sound,    ///< it plays in silence
    all       ///< it does not open
};

/// What is known before any browser tries.
struct Playability {
    PlayFault fault = PlayFault::none;
    std::string format{};  ///< the codec or container at fault, as people write it: "HEVC"
    /// For HTMLMediaElement.canPlayType: with it a browser says that it can; may be empty.
    std::string asked_type{};
};

/// By container and codecs, as Chromium 156 behaves (measured with one file of each). A codec
/// that is not known to play counts as one that does not.
Playability playability(const chapters::Recording& recording);

}  // namespace revivre::server::pages
