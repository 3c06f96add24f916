#pragma once

#include "server/routes/route.hpp"

/// The studio: where archivists work. Everything in it is written by server/web/studio.js, which
/// reads its view from the address.
namespace revivre::server::pages {

/// "/studio" and every address below it: the same small page, which tells nothing of what is kept
/// here and may be given to anybody. Its language is the visit's.
Response studio_page(const Request& request, Context& context);

}  // namespace revivre::server::pages
