#pragma once

#include <string_view>

#include "server/pages/html.hpp"

namespace revivre::server::pages {

/// The drawings of the player's buttons, our own.
enum class Icon {
    play,
    pause,
    previous,
    next,
    sound,
    silence,
    captions,
    descriptions,
    share,
    help,
    full_screen,
    leave_full_screen,
    close
};

/// An inline <svg> in the colour of the text beside it, unseen by screen readers. `name` becomes
/// its class, for a style sheet to choose among several.
Html icon(Icon icon, std::string_view name = "icon");

}  // namespace revivre::server::pages
