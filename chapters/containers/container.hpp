#pragma once

#include <span>
#include <string_view>

#include "chapters/containers/byte_stream.hpp"
#include "chapters/exchange/document.hpp"
#include "chapters/exchange/holds.hpp"
#include "chapters/exchange/losses.hpp"
#include "chapters/exchange/reduction.hpp"

namespace revivre::chapters {

/// One family of media files that hold chapters. Reads and writes nothing but the container's own
/// structure: no stream is decoded, and none is changed. A plain table of functions.
struct Container {
    std::string_view name;                           ///< as typed by a user, e.g. "matroska"
    std::span<const std::string_view> aliases{};     ///< "mkv", "webm"
    std::string_view title;                          ///< for menus
    std::span<const std::string_view> extensions{};  ///< without the dot, the usual one first
    std::string_view media_type;                     ///< RFC 6838
    std::string_view reference;                      ///< the specification this follows

    Holds holds{};  ///< as in Format

    /// Whether a file that begins with `head` (its first 4 KiB, fewer if it is shorter) is one.
    bool (*recognise)(std::string_view head) = nullptr;

    /// What the file states, on the container's own clock. Never throws on bad content, reads no
    /// more of the file than the way to its chapters asks for.
    ReadResult (*read)(ByteSource& media) = nullptr;

    /// As in Format.
    void (*adapt)(Document& document, Losses& losses) = nullptr;

    /// Writes `media` with the chapters of `document` (which reduce() left) in place of its own;
    /// streams stay byte for byte what they were. Throws Error{invalid_input, unsupported} that
    /// says what of the file prevents it. Null: only read here.
    void (*write)(ByteSource& media, const Document& document, ByteSink& out) = nullptr;
};

}  // namespace revivre::chapters
