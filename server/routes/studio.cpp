#include "server/pages/studio.hpp"

#include <array>

#include "server/routes/registry.hpp"

namespace revivre::server::routes {

std::span<const Route> studio() {
    static constexpr std::array table{
        Route{"/studio", server::pages::studio_page},
        Route{"/studio/sign-in", server::pages::studio_page},
        Route{"/studio/new", server::pages::studio_page},
        Route{"/studio/r/{recording}", server::pages::studio_page},
        Route{"/studio/r/{recording}/history", server::pages::studio_page},
        Route{"/studio/r/{recording}/import", server::pages::studio_page},
        Route{"/studio/persons", server::pages::studio_page},
        Route{"/studio/persons/{person}", server::pages::studio_page},
        Route{"/studio/account", server::pages::studio_page},
    };
    return table;
}

}  // namespace revivre::server::routes
