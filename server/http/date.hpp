#pragma once

#include <ctime>
#include <string>

namespace revivre::server {

/// An instant as HTTP writes it (RFC 9110, section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::time_t time);

}  // namespace revivre::server
