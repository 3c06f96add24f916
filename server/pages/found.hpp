#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "server/pages/html.hpp"
#include "server/pages/layout.hpp"

/// What search engines, messengers and other sites look for in a page's <head>: oEmbed discovery,
/// Open Graph (ogp.me), the player card, JSON-LD of schema.org, feeds. The discovery links come
/// first: WordPress reads 150 KB and no further. All addresses are absolute.
namespace revivre::server::pages {

/// A recording's page. `request`: of the page, whose start the discovery links keep.
struct FoundRecording {
    const chapters::Recording& recording;
    const chapters::Event& event;
    const chapters::Revision& revision;
};
Html head_of(const Visit& visit, const Request& request, const FoundRecording& found);

/// An event's page.
Html head_of(const Visit& visit, const chapters::Event& event,
             const std::vector<chapters::Recording>& recordings);

/// A person's page.
Html head_of(const Visit& visit, const chapters::Person& person, std::size_t interventions);

/// The <link> of a feed.
Html feed_link(const Visit& visit, const Url& feed, const std::string& title);

}  // namespace revivre::server::pages
