#pragma once

#include <optional>
#include <string_view>

#include "server/pages/html.hpp"

/// The scripts, styles and pictures of server/web, which are part of the program.
namespace revivre::server::pages {

struct Asset {
    std::string_view content;
    std::string_view media_type;
    std::string version;  ///< changes with the content; what ?v= must say to be cached for ever
};

/// Nothing for a name that is not in the program. References last as long as the program.
std::optional<Asset> asset_named(std::string_view name);

/// "/assets/NAME?v=VERSION". Throws Error{internal} for a name that is not in the program.
Url asset_url(std::string_view name);

}  // namespace revivre::server::pages
