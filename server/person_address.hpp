#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/repository.hpp"

/// Addresses (path and query, as sent) of persons who are not at their place any more.
namespace revivre::server {

/// The same address of the person whom a merged record means; nothing for any other address.
std::optional<std::string> merged_address(std::string_view target, storage::Repository& repository);

/// Whether an address is of somebody who was public and was withdrawn.
bool is_withdrawn_address(std::string_view target, storage::Repository& repository);

}  // namespace revivre::server
