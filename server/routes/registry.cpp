#include "server/routes/registry.hpp"

#include <vector>

namespace revivre::server {

std::span<const Route> all_routes() {
    static const std::vector<Route> table = [] {
        std::vector<Route> all;
        const auto add = [&](std::span<const Route> group) {
            all.insert(all.end(), group.begin(), group.end());
        };
#define REVIVRE_ADD(name) add(routes::name());
        REVIVRE_ROUTES(REVIVRE_ADD)
#undef REVIVRE_ADD
        return all;
    }();
    return table;
}

}  // namespace revivre::server
