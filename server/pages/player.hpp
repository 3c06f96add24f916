#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "server/pages/layout.hpp"

/// The player of a recording, for the page of a recording and for the embed. Without a script it
/// has the browser's own controls; server/web/player/create.js says how a script enhances it.
namespace revivre::server::pages {

/// What a player is made of. Borrows for the length of the call.
struct Played {
    const chapters::Recording& recording;
    const std::string& name;                         ///< of the recording, in full
    const std::vector<chapters::TextTrack>& tracks;  ///< captions, subtitles, descriptions
    std::optional<chapters::Time> start{};           ///< where to begin; nothing: at the start
    const chapters::Chapter* current = nullptr;      ///< what the line below says; null: nothing
    std::string poster{};                            ///< paths of Pictures; empty: none
    std::string storyboard{};
    bool framed = false;    ///< in another site's page, maybe without an origin of its own
    bool autoplay = false;  ///< only where whoever embeds asks for it
};

/// Where a media element finds the recording, begun at `start`.
Url media_source(const chapters::Recording& recording, std::optional<chapters::Time> start);

/// How much a media element asks before play: nothing of another site (R45 and the promise that a
/// visitor's address goes nowhere unasked), else what a bar of time needs.
std::string_view preload_of(const chapters::Recording& recording);

/// The same place for a recording that another site shows in a page of its own: a link there.
Html elsewhere_section(const Visit& visit, const Played& played);

/// <section class="stage">: the media, its controls, what is on now, its dialogs.
Html player_section(const Visit& visit, const Played& played);

}  // namespace revivre::server::pages
