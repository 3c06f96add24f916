#pragma once

#include <string>
#include <string_view>

namespace revivre::indexer {

/// A container's creation time ("2024-03-01T08:30:00.000000Z") as RFC 3339 without a fraction that
/// is zero. Empty when it is no such time or states no zone: a time that may be hours wrong is
/// worse than none.
std::string rfc3339_utc(std::string_view text);

}  // namespace revivre::indexer
