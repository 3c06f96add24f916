#pragma once

#include "chapters/model.hpp"
#include "server/pages/layout.hpp"

namespace revivre::server::pages {

/// <section>: whom a recording's chapters name, each once, and where each name comes from; empty
/// when nobody is confirmed.
Html speakers_section(const Visit& visit, const chapters::Revision& revision);

}  // namespace revivre::server::pages
