#include <array>

#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

// The store can be read; where it cannot, this throws, and the answer is 503.
Response ready(const Request&, Context& context) {
    context.repository.public_events();
    Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = "ok\n";
    response.cache_control = "no-store";
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> health() {
    // "/healthz" is no route: it needs neither store nor worker (http/answer.hpp, make_alive).
    static constexpr std::array kRoutes{Route{"/readyz", ready, false}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
