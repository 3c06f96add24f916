#pragma once

#include <string>
#include <string_view>

namespace revivre::server {

/// Compares ASCII letters without case, as field names and most tokens of HTTP are.
bool same_token(std::string_view left, std::string_view right) noexcept;

/// Without blanks and tabs at both ends (RFC 9110, section 5.6.3).
std::string_view trim(std::string_view text) noexcept;

/// The next element of a comma-separated list, trimmed, taken off the front of `list`.
std::string_view next_element(std::string_view& list) noexcept;

/// A token of RFC 9110, section 5.6.2: not empty, no separators.
bool is_token(std::string_view text) noexcept;

/// `text` with everything but unreserved characters (RFC 3986, section 2.3) percent-encoded.
std::string percent_encode(std::string_view text);

}  // namespace revivre::server
