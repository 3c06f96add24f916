#pragma once

#include "server/pages/html.hpp"
#include "server/routes/route.hpp"

/// IIIF Presentation API 3.0: what libraries' viewers open.
namespace revivre::server {

/// "/iiif/{id}/manifest" of an event, a canvas for each of its published recordings, or of one
/// recording. A recording's canvas has the same id in both. Ranges nest by session, whether a
/// chapter is one or only the programme knows it; they name whom somebody confirmed.
Response iiif_manifest(const Request& request, Context& context);

/// The <link> to it for a page's <head>.
pages::Html iiif_link(const Settings& settings, const std::string& id);

}  // namespace revivre::server
