#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/holds.hpp"
#include "chapters/exchange/losses.hpp"
#include "chapters/model.hpp"

/// Vorbis comments, which Ogg and FLAC have in common (Vorbis I, section 5), and the chapters in
/// them (Xiph.org wiki, "Chapter Extension"): CHAPTER000=hh:mm:ss.mmm, CHAPTER000NAME and
/// CHAPTER000URL, numbered to 999.
namespace revivre::chapters {

/// A comment packet without its codec's mark.
struct VorbisComment {
    std::string_view vendor;
    std::vector<std::string_view> comments;  ///< "KEY=value"
    std::string_view rest;                   ///< behind the last: a framing bit, padding
    bool cut = false;                        ///< it breaks off
};

/// `bytes` must live as long as the result.
VorbisComment parse_vorbis_comment(std::string_view bytes);

/// Whether a comment is part of a chapter: its key is "CHAPTER", digits, and perhaps letters; or a
/// cue sheet, which counts where there is nothing of the kind.
bool is_chapter_comment(std::string_view comment);

/// Gives `gathering` the chapters among the comments, and the title. False when there are none.
bool gather_chapters(const VorbisComment& comment, Gathering& gathering);

/// The same packet with these chapters in place of its own, without mark and without `rest`.
std::string with_chapters(const VorbisComment& comment, const std::vector<Chapter>& chapters);

/// What the comments can hold of a document. libavformat reads two digits of hours.
inline constexpr Holds kVorbisCommentHolds{
    .links = true, .latest = Time(359'999'999), .chapters = 1'000};

}  // namespace revivre::chapters
