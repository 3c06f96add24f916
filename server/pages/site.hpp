#pragma once

#include <optional>
#include <string>

#include "chapters/model.hpp"
#include "server/pages/html.hpp"
#include "server/server.hpp"

/// Addresses of this site for those who read elsewhere: players, feeds, search engines.
namespace revivre::server::pages {

/// "https://revivre.example.org": Settings::public_url, else where the service listens. Never
/// anything that a visitor sends.
std::string site_url(const Settings& settings);

/// `url` with scheme and host.
std::string absolute(const Settings& settings, const Url& url);

/// The picture that stands for a recording from `start` on; nothing when its analysis left none.
std::optional<Url> poster_url(const Settings& settings, const chapters::Recording& recording,
                              chapters::Time start = {});

/// Who may show an embed page in a frame, as a directive with its leading blank and semicolon;
/// empty when anybody may, pages without an address of their own (files, previews of editors) too.
std::string framing_policy(const Settings& settings);

}  // namespace revivre::server::pages
