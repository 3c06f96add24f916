#pragma once

#include "server/routes/route.hpp"

/// What tells programs that something is new here: Atom (RFC 4287), Sitemaps 0.9, robots.txt (RFC
/// 9309). Everything in them is published; who is named there is confirmed.
namespace revivre::server {

/// "/feed.xml": recordings, the ones published last first.
Response site_feed(const Request& request, Context& context);
/// "/e/{event}/feed.xml": those of one event.
Response event_feed(const Request& request, Context& context);
/// "/p/{person}/feed.xml": the passages of one person.
Response person_feed(const Request& request, Context& context);

/// "/sitemap.xml"
Response site_map(const Request& request, Context& context);
/// "/robots.txt"
Response robots(const Request& request, Context& context);

}  // namespace revivre::server
