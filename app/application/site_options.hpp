#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "server/site.hpp"

namespace revivre::app {

/// What the site says of itself, as options of `command`: "--publisher" and so on, each with its
/// environment variable. `site` must outlive the parser.
void add_site_options(CLI::App& command, server::Site& site);

/// The sentence that says which settings the law asks for are missing; empty when none is.
std::string missing_settings_words(const server::Site& site);

/// Reads revivre.toml. "[site]" is another name of "[serve]": what the site says of itself is part
/// of serving it.
std::shared_ptr<CLI::Config> configuration_reader();

}  // namespace revivre::app
