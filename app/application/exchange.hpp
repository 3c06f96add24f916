#pragma once

#include <vector>

#include "app/application/application.hpp"
#include "chapters/exchange/losses.hpp"

namespace revivre::app {

/// Losses and diagnostics as `--json` shows them, and as people read them on stderr.
chapters::Json json_of(const std::vector<chapters::Loss>& losses);
chapters::Json json_of(const std::vector<chapters::Diagnostic>& diagnostics);
void tell(const Application& application, const std::vector<chapters::Loss>& losses);

}  // namespace revivre::app
