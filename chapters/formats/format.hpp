#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters {

/// The chapters of one file, ordered by start, as formats exchange them: ids and ends may be
/// absent.
struct Document {
    std::vector<Chapter> chapters;
    bool operator==(const Document&) const = default;
};

/// What a reader understood: everything that could be kept, and everything that could not.
struct ReadResult {
    Document document;
    std::vector<Diagnostic> diagnostics;
};

/// One chapter file format. A plain table of functions: formats keep no state.
struct Format {
    std::string_view name;        ///< as typed by a user and in addresses, e.g. "webvtt"
    std::string_view extension;   ///< without the dot
    std::string_view media_type;  ///< RFC 6838
    std::string_view reference;   ///< the specification this follows, with its section

    /// Whether `text` is of this format, by its content alone. Null: only by name.
    bool (*recognise)(std::string_view text) = nullptr;

    /// `text` is UTF-8 (see text/encoding.hpp). Never throws on bad input: bad input is data, and
    /// is told in the diagnostics. Null when the format can only be written.
    ReadResult (*read)(std::string_view text) = nullptr;

    /// Gives the whole file, ending with a newline. Null when the format can only be read.
    std::string (*write)(const Document& document) = nullptr;
};

}  // namespace revivre::chapters
