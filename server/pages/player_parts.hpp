#pragma once

#include "server/pages/player.hpp"

/// What player_section puts together. Everything but the notices is of use to a script alone, and
/// hidden (`data-enhanced`) until one runs.
namespace revivre::server::pages {

/// The bar of time and the row of buttons.
Html player_controls(const Visit& visit, const Played& played);

/// The dialogs of sharing and of keys and preferences.
Html player_dialogs(const Visit& visit, const Played& played);

/// The sentences of server/web/player/words.js, as a data block.
Html player_words(const Visit& visit);

/// "Captions in French": what a track is called.
std::string track_name(const Visit& visit, const chapters::TextTrack& track);

}  // namespace revivre::server::pages
