#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "chapters/containers/container.hpp"

/// Every container of this build, one line each, in the order that menus show them. As in
/// chapters/formats/registry.hpp. The first that knows a file has it: FLAC behind an ID3 tag is
/// FLAC.
#define REVIVRE_CONTAINERS(CONTAINER) \
    CONTAINER(mp4)                    \
    CONTAINER(matroska)               \
    CONTAINER(ogg)                    \
    CONTAINER(flac)                   \
    CONTAINER(mp3)

namespace revivre::chapters {

namespace containers {
#define REVIVRE_DECLARE(name) Container name();
REVIVRE_CONTAINERS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace containers

/// All containers.
std::span<const Container> all_containers();

/// The container of that name or alias; null when there is none.
const Container* container_named(std::string_view name);

/// The container that takes a file beginning with `head` (its first 4 KiB) for its own; null when
/// none does.
const Container* container_of(std::string_view head);

/// `media` with the chapters of `document`, and what could not be held. Throws as Container::write
/// does, and Error{unsupported} when the container is only read here.
std::vector<Loss> write_chapters(const Container& container, ByteSource& media,
                                 const Document& document, ByteSink& out);

}  // namespace revivre::chapters
