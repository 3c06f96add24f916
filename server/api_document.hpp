#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chapters/json.hpp"
#include "server/server.hpp"

/// The description of the API, server/api/*.json, and the examples of its use, which are part of
/// the program.
namespace revivre::server {

/// The OpenAPI 3.1 document, with what only the program knows filled in: its version, the formats
/// that it writes, where the site is.
chapters::Json api_document(const Settings& settings);

/// A program that asks the API, as a file of its own: "examples.py".
struct ApiExample {
    std::string_view name;
    std::string_view content;
};

/// All of server/api/examples, by name. References last as long as the program.
std::span<const ApiExample> api_examples();

}  // namespace revivre::server
