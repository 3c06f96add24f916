#pragma once

#include <span>
#include <string_view>

#include "chapters/formats/format.hpp"

/// Every format of this build, one line each, in the order that menus show them. A format whose
/// line is missing does not compile (-Wmissing-declarations); a line without a file does not link.
/// Of two that are equally sure of a text the first one reads it.
#define REVIVRE_FORMATS(FORMAT) \
    FORMAT(json)                \
    FORMAT(webvtt)              \
    FORMAT(webvtt_transcript)   \
    FORMAT(srt)                 \
    FORMAT(ttml)                \
    FORMAT(podcast)             \
    FORMAT(psc)                 \
    FORMAT(podlove_player)      \
    FORMAT(hls)                 \
    FORMAT(description)         \
    FORMAT(mp4chaps)            \
    FORMAT(ffmetadata)          \
    FORMAT(matroska_xml)        \
    FORMAT(ogm)                 \
    FORMAT(cue)                 \
    FORMAT(audacity)            \
    FORMAT(csv)                 \
    FORMAT(iiif)                \
    FORMAT(web_annotation)      \
    FORMAT(schema_org)          \
    FORMAT(avalon)              \
    FORMAT(ohms)                \
    FORMAT(pbcore)              \
    FORMAT(ebucore)             \
    FORMAT(dublin_core)         \
    FORMAT(mets)                \
    FORMAT(eaf)                 \
    FORMAT(textgrid)            \
    FORMAT(rttm)                \
    FORMAT(mpeg7)               \
    FORMAT(hindenburg)          \
    FORMAT(otio)                \
    FORMAT(edl)                 \
    FORMAT(premiere)

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

/// The format of a file name's ending: of that name or alias, or the only one that is written with
/// that extension. Null when there is none, or more than one.
const Format* format_for_ending(std::string_view ending);

/// The format that is surest that `text` is of it, the first of several; null when none thinks so.
const Format* format_of(std::string_view text);

}  // namespace revivre::chapters
