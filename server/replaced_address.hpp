#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/repository.hpp"

namespace revivre::server {

/// Where the content of an address (path and query, as sent) of a recording that was replaced is
/// now: the same address of the recording that is public in its place, also in the address that
/// oEmbed is asked about. A moment (`t`) of a page or a frame becomes the moment of the new
/// recording that it was found at, or the nearest to it; a chapter that is named by `c` is led to
/// where it starts now, whatever place the link had after "#" (RFC 9110, section 10.2.2). Nothing
/// when no recording was replaced.
std::optional<std::string> replaced_address(std::string_view target,
                                            storage::Repository& repository);

}  // namespace revivre::server
