#pragma once

#include <CLI/CLI.hpp>

#include "app/application/application.hpp"

namespace revivre::app {

/// `people show|add|set|merge|split|undo|withdraw|restore|export`.
void add_people_commands(CLI::App& people, Application& application);

}  // namespace revivre::app
