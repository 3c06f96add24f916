#pragma once

#include <map>
#include <string>
#include <string_view>

namespace revivre::server {

/// A request target taken apart and decoded: well-formed UTF-8 without NUL.
struct Target {
    std::string path;
    std::map<std::string, std::string> query;  ///< first value of each name; "+" is a blank
};

/// Reads an origin-form target (RFC 9112, section 3.2.1; RFC 3986, section 2.1). Throws
/// Error{invalid_input} for "%" without two hexadecimal digits, bytes that are no UTF-8, and NUL.
Target parse_target(std::string_view target);

}  // namespace revivre::server
