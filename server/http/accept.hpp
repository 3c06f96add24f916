#pragma once

#include <string_view>

namespace revivre::server {

/// How much an Accept field wants `type` ("text/html"), 0 to 1, by its most specific range that
/// covers it (RFC 9110, section 12.5.1). 1 for an empty field.
double accept_quality(std::string_view accept, std::string_view type);

/// The weight that parameters give (";q=0.5"; RFC 9110, section 12.4.2), 0 to 1; 1 without one.
double quality_of(std::string_view parameters) noexcept;

/// Whether the field names `type` itself, and wants it more than `other`, or as much.
bool prefers(std::string_view accept, std::string_view type, std::string_view other);

}  // namespace revivre::server
