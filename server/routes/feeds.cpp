#include "server/feeds.hpp"

#include <array>

#include "server/routes/registry.hpp"

namespace revivre::server::routes {

std::span<const Route> feeds() {
    static constexpr std::array kRoutes{
        Route{"/feed.xml", site_feed}, Route{"/e/{event}/feed.xml", event_feed},
        Route{"/p/{person}/feed.xml", person_feed}, Route{"/sitemap.xml", site_map},
        Route{"/robots.txt", robots}};
    return kRoutes;
}

}  // namespace revivre::server::routes
