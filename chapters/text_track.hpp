#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/json.hpp"
#include "chapters/model.hpp"

/// Captions, subtitles and descriptions as JSON, and by way of the text formats.
namespace revivre::chapters {

/// "captions", "subtitles", "descriptions": as in HTML's <track kind>. DO NOT CHANGE THESE VALUES:
/// stores keep them.
std::string_view name_of(TextTrackKind kind) noexcept;

/// Throws Error{invalid_input} for any other word.
TextTrackKind text_track_kind_named(std::string_view name);

/// "start_ms", "end_ms", "text", and "speaker" when there is one; and the other way. Reading throws
/// Error{invalid_input}.
Json to_json(const Cue& cue);
Cue cue_from_json(const Json& json);

/// The cues of a file that was read as chapters (WebVTT, SRT, TTML…): each leaf with an end and a
/// text. Names are kept when `names` says that a person vouches for them.
std::vector<Cue> cues_of(const Document& document, bool names);

/// The track as a document that the "webvtt-transcript" format writes.
Document document_of(const TextTrack& track);

}  // namespace revivre::chapters
