#pragma once

#include "server/pages/html.hpp"
#include "server/routes/route.hpp"

/// oEmbed 1.0 (oembed.com): how a site that was given an address of ours shows what is there.
namespace revivre::server {

/// "/oembed?url=&format=&maxwidth=&maxheight=". The address's start, chapter, person and language
/// stay. 404 for all that is not published, whoever asks: what is not published does not exist, so
/// that there is no 401. 501 for a format other than json and xml. Throws ParameterError without an
/// address and for sizes that are none.
Response oembed(const Request& request, Context& context);

/// The two <link>s by which such a site finds it, for the page at `page`.
pages::Html oembed_links(const Settings& settings, const pages::Url& page,
                         const std::string& title);

}  // namespace revivre::server
