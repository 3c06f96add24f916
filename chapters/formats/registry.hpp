#pragma once

#include <span>
#include <string_view>

#include "chapters/formats/format.hpp"

/// Every format of this build, one line each, in the order that menus show them. A format whose
/// line is missing does not compile (-Wmissing-declarations); a line without a file does not link.
/// New lines go before the last one.
#define REVIVRE_FORMATS(FORMAT) \
    FORMAT(webvtt)              \
    FORMAT(ffmetadata)          \
    FORMAT(psc)                 \
    FORMAT(avalon)              \
    FORMAT(ohms)                \
    FORMAT(eaf)                 \
    FORMAT(pbcore)              \
    FORMAT(ebucore)             \
    FORMAT(mpeg7)               \
    FORMAT(hindenburg)          \
    FORMAT(dublin_core)         \
    FORMAT(mets)                \
    FORMAT(json)

namespace revivre::chapters {

namespace formats {
#define REVIVRE_DECLARE(name) Format name();
REVIVRE_FORMATS(REVIVRE_DECLARE)
#undef REVIVRE_DECLARE
}  // namespace formats

/// All formats.
std::span<const Format> all_formats();

/// The format of that name or alias; throws Error{unsupported}, naming those there are, when there
/// is none.
const Format& format_named(std::string_view name);

/// The same without complaint: null when there is none.
const Format* find_format(std::string_view name);

/// The format that is surest that `text` is of it, the first of several; null when none thinks so.
const Format* format_of(std::string_view text);

}  // namespace revivre::chapters
