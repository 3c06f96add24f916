#include "server/pages/pages.hpp"

#include <array>

#include "server/routes/registry.hpp"

namespace revivre::server::routes {

std::span<const Route> pages() {
    static constexpr std::array table{
        Route{"/", server::pages::home_page},
        Route{"/e/{event}", server::pages::event_page},
        Route{"/v/{recording}", server::pages::recording_page},
        Route{"/p/{person}", server::pages::person_page},
        Route{"/docs", server::pages::api_page},
        Route{"/docs/reference", server::pages::api_reference_page},
        Route{"/docs/examples", server::pages::examples_page},
        Route{"/docs/examples/{file}", server::pages::example_file},
        Route{"/persons", server::pages::persons_page},
        Route{"/plan-du-site", server::pages::site_map_page},
        Route{"/accessibilite", server::pages::accessibility_page},
        Route{"/mentions-legales", server::pages::legal_page},
        // Every word asked is another address: not worth keeping.
        Route{"/search", server::pages::search_page, false},
    };
    return table;
}

}  // namespace revivre::server::routes
