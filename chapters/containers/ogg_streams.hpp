#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/containers/ogg_pages.hpp"
#include "chapters/containers/vorbis_comment.hpp"
#include "chapters/exchange/gathering.hpp"

namespace revivre::chapters::ogg {

/// How a codec marks its first packet and the comment packet, which is the second. In FLAC, what
/// comes before the Vorbis comment is the head of a metadata block.
struct Codec {
    std::string_view first_mark;
    std::string_view comment_mark;
    std::size_t comment_begin = 0;  ///< bytes before the Vorbis comment
    enum class Kind { sound, flac, other } kind = Kind::sound;
};

/// A stream's comment packet and where it lies.
struct Stream {
    std::uint32_t serial = 0;
    const Codec* codec = nullptr;   ///< null: it has no comments that we know of
    std::string packet;             ///< of comments, with its mark
    std::vector<Page> pages;        ///< that it lies on
    std::size_t first_segment = 0;  ///< on the first of them
    std::size_t end_segment = 0;    ///< on the last of them, behind its own
    bool whole = false;             ///< it has been read
    std::size_t packets = 0;        ///< seen so far

    /// The comments, which live as long as this object; `cut` when the packet is not what it should
    /// be.
    [[nodiscard]] VorbisComment comment() const;
};

/// The streams that begin at the file's begin, read until each comment packet is there. Pages with
/// a wrong checksum are taken, and told to `gathering` if it is given.
std::vector<Stream> streams_of(ByteSource& media, Gathering* gathering);

}  // namespace revivre::chapters::ogg
