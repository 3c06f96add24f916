#include <array>

#include "server/api_document.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

Response api_root(const Request&, Context& context) {
    const Representation representation(context);
    chapters::Json links{{"self", representation.link("/api/v1")}};
    for (const char* list : {"events", "recordings", "persons", "search"}) {
        links[list] = representation.link(std::string("/api/v1/") + list);
    }
    links["description"] = representation.link("/openapi.json");
    links["documentation"] = representation.link("/docs");
    return json_response({{"name", context.settings.site_name},
                          {"version", context.settings.version},
                          {"links", links}});
}

Response api_description(const Request&, Context& context) {
    return json_response(api_document(context.settings));
}

}  // namespace

namespace routes {

std::span<const Route> api() {
    static constexpr std::array kRoutes{Route{"/api/v1", api_root},
                                        Route{"/openapi.json", api_description}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
