#pragma once

#include <span>
#include <string_view>

#include "chapters/formats/format.hpp"

/// Every format of this build, one line each, in the order that menus show them. A format whose
/// line is missing does not compile (-Wmissing-declarations); a line without a file does not link.
#define REVIVRE_FORMATS(FORMAT) \
    FORMAT(json)                \
    FORMAT(webvtt)              \
    FORMAT(ffmetadata)

namespace revivre::chapters {

namespace formats {
#define REVIVRE_DECLARE(name) Format name();
REVIVRE_FORMATS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace formats

/// All formats.
std::span<const Format> all_formats();

/// The format of that name; throws Error{unsupported}, naming those there are, when there is none.
const Format& format_named(std::string_view name);

/// The first format that takes `text` for its own; null when none does.
const Format* format_of(std::string_view text);

}  // namespace revivre::chapters
