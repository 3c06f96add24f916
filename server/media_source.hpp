#pragma once

#include <string>

#include "chapters/model.hpp"

namespace revivre::server {

/// Where the public sees a recording: the one place that decides it, for pages, embeds and the API.
struct MediaSource {
    enum class Kind {
        served,          ///< this site serves the file: "/media/REC"
        file_elsewhere,  ///< another site serves the file: a player here plays it
        page_elsewhere,  ///< another site shows it with a player of its own: links lead there
    };
    Kind kind = Kind::served;
    std::string address;  ///< Recording::address; empty when served

    /// Whether a player of ours can play it.
    [[nodiscard]] bool is_playable() const noexcept { return kind != Kind::page_elsewhere; }

    /// The origin that a content policy's media-src must allow beside 'self'; empty: none.
    [[nodiscard]] std::string media_origin() const;

    /// "video.example:8080": what to call the other site; empty when served.
    [[nodiscard]] std::string site() const;

    /// Where the other site shows what begins at `start` (address_at); empty when served.
    [[nodiscard]] std::string passage(chapters::Time start) const;
};

MediaSource media_source(const chapters::Recording& recording);

}  // namespace revivre::server
