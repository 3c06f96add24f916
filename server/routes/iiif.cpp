#include "server/iiif.hpp"

#include <array>

#include "server/routes/registry.hpp"

namespace revivre::server::routes {

std::span<const Route> iiif() {
    static constexpr std::array kRoutes{Route{"/iiif/{id}/manifest", iiif_manifest}};
    return kRoutes;
}

}  // namespace revivre::server::routes
