#pragma once

#include <string_view>

namespace revivre::server {

/// Whether an If-None-Match field names `etag` (RFC 9110, section 13.1.2: weak comparison, "*").
bool none_match_names(std::string_view field, std::string_view etag);

/// Whether an If-Match field names `etag` (section 13.1.1: strong comparison, "*").
bool match_names(std::string_view field, std::string_view etag);

/// Whether an If-Range field holds for `etag` (section 13.1.5: strong comparison; dates never do,
/// as we send none to compare with).
bool if_range_holds(std::string_view field, std::string_view etag);

}  // namespace revivre::server
