#pragma once

#include <string>
#include <string_view>

#include "chapters/formats/format.hpp"

namespace revivre::chapters::formats {

/// Names of speakers that one cue may have; no real one comes near.
inline constexpr std::size_t kMostVoices = 100;

/// A WebVTT file. Cues become a tree by the containment of their times ("only nested cues"), but
/// stay a list when the file says of itself that it holds captions ("Kind: captions") or when
/// anybody speaks in it.
ReadResult read_webvtt(std::string_view text);

/// Certain of what begins with "WEBVTT".
Likeness recognise_webvtt(std::string_view text);

/// Appends a cue: its id when it has one, its times, and `text`, which is one line of cue text.
void append_cue(std::string& out, const Chapter& chapter, std::string_view text);

}  // namespace revivre::chapters::formats
