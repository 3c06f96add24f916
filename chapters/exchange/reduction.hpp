#pragma once

#include <string>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/holds.hpp"
#include "chapters/exchange/losses.hpp"

namespace revivre::chapters {

struct Container;
struct Format;

/// A document that a format can hold whole, and what had to go for that.
struct Reduction {
    Document document;
    std::vector<Loss> losses;
};

/// Takes from `document` what the format says it cannot hold: first by its `holds`, then by its
/// adapt(). Deterministic; reducing twice changes nothing more. Flattening: parents and leaves in
/// the order of their starts; where a parent and its first child start together one chapter
/// "Parent – Child" stands for both; a parent ends where its first child begins.
Reduction reduce(const Document& document, const Format& format);
Reduction reduce(const Document& document, const Container& container);

/// A file's text and what it lacks.
struct Written {
    std::string text;
    std::vector<Loss> losses;
};

/// `document` in a format. Throws Error{unsupported} when the format is only read here.
Written write_document(const Format& format, const Document& document);

}  // namespace revivre::chapters
