#pragma once

#include <string>

#include "server/routes/route.hpp"

namespace revivre::server::pages {

/// A whole HTML document that says that a request failed, in the visitor's language. `detail` is
/// shown for what the client did (4xx) and kept back for what failed here (5xx). `request` may be
/// empty, when not even its head was understood. Serve it as "text/html; charset=utf-8".
std::string error_page(int status, const std::string& detail, const Request& request,
                       const Settings& settings);

}  // namespace revivre::server::pages
