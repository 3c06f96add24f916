#pragma once

#include <array>
#include <string_view>

/// The words in Evidence::kind. DO NOT CHANGE THEM: libraries keep them. Times are presentation
/// times; an interval [start, end) ends with the first frame or sample that is no longer part of
/// it.
namespace revivre::chapters::evidence_kinds {

// Lists that somebody wrote.
inline constexpr std::string_view kContainerChapter = "container_chapter";
inline constexpr std::string_view kFfmetadata = "ffmetadata";

// Pictures. A cut has no end: it starts with the first frame of the new shot.
inline constexpr std::string_view kCut = "cut";
inline constexpr std::string_view kDissolve = "dissolve";  ///< the frames that mix two shots
inline constexpr std::string_view kFade = "fade";    ///< the frames to or from a plain picture
inline constexpr std::string_view kBlack = "black";  ///< nothing to see

// Words in the picture. Lines are parted by "\n", as read: not corrected, not matched to anybody.
inline constexpr std::string_view kCaption = "caption";  ///< a band laid over the picture
inline constexpr std::string_view kCard = "card";        ///< a whole picture that is a title
inline constexpr std::string_view kSlide = "slide";      ///< a slide that is shown; its title

// Sound.
inline constexpr std::string_view kSilence = "silence";    ///< nothing above the room's own noise
inline constexpr std::string_view kLoudness = "loudness";  ///< of the whole: text "-23.1 LUFS"

// What `index --replaces` could not move: the likeliest place of a chapter of the recording that
// was replaced. No chapter is made of it, but its proposal rests on it.
inline constexpr std::string_view kRemap = "remap";
// A passage of the recording that was replaced, where it stands in this one; the text says where it
// stood (chapters/remap/passage_text.hpp).
inline constexpr std::string_view kPassage = "passage";

/// Those that the analysis of a recording finds.
inline constexpr std::array kSeen{kCut, kDissolve, kFade, kBlack, kCaption, kCard, kSlide};
inline constexpr std::array kHeard{kSilence, kLoudness};

}  // namespace revivre::chapters::evidence_kinds
