#pragma once

#include <string_view>

namespace revivre::chapters::formats {

/// Everything in a manifest needs an http address (Presentation 3.0, section 3.2, "id"). ".invalid"
/// (RFC 2606) is nobody's until the manifest is published somewhere.
inline constexpr std::string_view kIiifBase = "https://revivre.invalid/iiif";

/// The end of the id of the range around all others that we write, since viewers show the first
/// range of a manifest only. It is a list and no chapter: a reader takes what is in it.
inline constexpr std::string_view kIiifRootEnding = "/range/contents";

/// How a range's metadata names those who speak.
inline constexpr std::string_view kSpeakerLabel = "Speaker";
inline constexpr std::string_view kIntervenantLabel = "Intervenant";

}  // namespace revivre::chapters::formats
