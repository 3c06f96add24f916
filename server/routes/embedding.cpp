#include "server/pages/embedding.hpp"

#include <array>

#include "server/oembed.hpp"
#include "server/pages/assets.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

// One address for ever: pages of other sites name it. Hence a short life and no version.
Response embed_script(const Request&, Context&) {
    Response response;
    response.content_type = "text/javascript; charset=utf-8";
    response.body = pages::asset_named("embed.js").value().content;
    response.cache_control = "public, max-age=3600";
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> embedding() {
    static constexpr std::array kRoutes{Route{"/embed/{recording}", pages::embed_page},
                                        Route{"/list/{id}", pages::list_page},
                                        Route{"/v/{recording}/embed", pages::integrate_page},
                                        Route{"/theme.css", pages::theme_page},
                                        Route{"/embed.js", embed_script},
                                        Route{"/oembed", oembed}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
