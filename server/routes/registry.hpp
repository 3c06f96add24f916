#pragma once

#include <span>

#include "server/routes/route.hpp"

/// Every group of routes of this build, one line each: `server/routes/NAME.cpp` defines
/// `std::span<const Route> NAME()`.
#define REVIVRE_ROUTES(GROUP) \
    GROUP(api)                \
    GROUP(events)             \
    GROUP(recordings)         \
    GROUP(drafts)             \
    GROUP(history)            \
    GROUP(accounts)           \
    GROUP(studio_files)       \
    GROUP(studio_recordings)  \
    GROUP(imports)            \
    GROUP(uploads)            \
    GROUP(jobs)               \
    GROUP(text_tracks)        \
    GROUP(persons)            \
    GROUP(persons_editing)    \
    GROUP(person_links)       \
    GROUP(proposals)          \
    GROUP(search)             \
    GROUP(media)              \
    GROUP(pictures)           \
    GROUP(health)             \
    GROUP(metrics)            \
    GROUP(assets)             \
    GROUP(embedding)          \
    GROUP(iiif)               \
    GROUP(feeds)              \
    GROUP(pages)              \
    GROUP(studio)

namespace revivre::server {

namespace routes {
#define REVIVRE_DECLARE(name) std::span<const Route> name();
REVIVRE_ROUTES(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace routes

/// All routes, in the order of the list.
std::span<const Route> all_routes();

}  // namespace revivre::server
