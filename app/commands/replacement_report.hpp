#pragma once

#include "app/application/replacement.hpp"

namespace revivre::app::commands {

/// Runs the request and tells what came of it. Gives the exit code: exit_warnings when something is
/// left to check.
int report_replacement(const Application& application, const ReplacementRequest& request);

}  // namespace revivre::app::commands
