#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/holds.hpp"
#include "chapters/exchange/losses.hpp"

namespace revivre::chapters {

/// How sure a format is that a text is of it. The surest one reads it.
enum class Likeness {
    none,
    possible,  ///< it could be read so, e.g. lines that begin with a time
    likely,    ///< it has the shape, and few others have
    certain,   ///< a signature says so
};

/// One chapter file format. A plain table of functions: formats keep no state. May be used from
/// several threads.
struct Format {
    std::string_view name;                        ///< as typed by a user and in addresses
    std::span<const std::string_view> aliases{};  ///< other names that people type
    std::string_view title;                       ///< for menus, e.g. "WebVTT chapters"
    std::string_view extension;                   ///< without the dot
    std::string_view media_type;                  ///< RFC 6838
    std::string_view reference;                   ///< the specification this follows

    /// What a file of this format can hold: reduce() takes the rest away and says so.
    Holds holds{};

    /// Whether `text` is of this format, by its content alone. Looks at the beginning only, or
    /// once through. Null: only by name.
    Likeness (*recognise)(std::string_view text) = nullptr;

    /// `text` is UTF-8 (see text/encoding.hpp). Never throws on bad input: bad input is data, and
    /// is told in the diagnostics. Null when the format can only be written.
    ReadResult (*read)(std::string_view text) = nullptr;

    /// What `holds` cannot say about this format, done last by reduce(). Null: nothing.
    void (*adapt)(Document& document, Losses& losses) = nullptr;

    /// The whole file, ending with a newline, of a document that reduce() left. What `read` makes
    /// of it has the same chapters. Null when the format can only be read.
    std::string (*write)(const Document& document) = nullptr;
};

}  // namespace revivre::chapters
