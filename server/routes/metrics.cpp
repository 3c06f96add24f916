#include "server/http/metrics.hpp"

#include <array>

#include "chapters/error.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

// For the administrator: a reverse proxy should not pass it on.
Response metrics_text(const Request&, Context& context) {
    if (context.metrics == nullptr) throw Error(ErrorCode::not_found, "nothing is counted here");
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = context.metrics->text();
    response.cache_control = "no-store";
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> metrics() {
    static constexpr std::array kRoutes{Route{"/metrics", metrics_text, false}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
