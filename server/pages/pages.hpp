#pragma once

#include <string_view>

#include "server/pages/layout.hpp"
#include "server/routes/route.hpp"

/// The public pages. Each shows what is published and nothing else, and throws Error{not_found}
/// for what is not. Handlers of routes: see server/routes/route.hpp for threads.
namespace revivre::server::pages {

/// "/": every published event.
Response home_page(const Request& request, Context& context);

/// "/e/{event}": the recordings of a day under one table of contents.
Response event_page(const Request& request, Context& context);

/// "/v/{recording}": player and chapters. `?t=` (chapters/text/time_text.hpp) or `?c=` (a chapter)
/// say where to start; `t` wins, a bad value is ignored.
Response recording_page(const Request& request, Context& context);

/// "/p/{person}": every intervention in which the person is confirmed.
Response person_page(const Request& request, Context& context);

/// "/docs": the API for people who write programs.
Response api_page(const Request& request, Context& context);

/// "/docs/reference": every parameter, answer and field, made of the description.
Response api_reference_page(const Request& request, Context& context);

/// "/docs/examples": programs that ask the API; "/docs/examples/{file}": one of them.
Response examples_page(const Request& request, Context& context);
Response example_file(const Request& request, Context& context);

/// "/persons": everybody who is confirmed somewhere, by name.
Response persons_page(const Request& request, Context& context);

/// "/plan-du-site": a link to every page but single passages.
Response site_map_page(const Request& request, Context& context);

/// "/accessibilite": the declaration of accessibility, as the settings fill it.
Response accessibility_page(const Request& request, Context& context);

/// "/mentions-legales": who publishes, who hosts, what is kept of visitors.
Response legal_page(const Request& request, Context& context);

/// "/search?q=": passages, by person and recording. `person`, `session` and `event` narrow it,
/// `page` goes on.
Response search_page(const Request& request, Context& context);

/// Where pages with search.js say what was found while somebody types; `said` may be empty.
Html search_status(const Visit& visit, std::string_view said);

}  // namespace revivre::server::pages
