#pragma once

#include <string>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/json.hpp"

namespace revivre::chapters::formats {

/// Where a manifest and what is in it have their ids. All absolute, without a slash at the end.
struct IiifAddresses {
    std::string base;                  ///< before "/manifest" and "/range/…"
    std::vector<std::string> items{};  ///< before "/canvas" of each medium; empty: below `base`
    bool names_ranges = false;  ///< by chapter ids, which stay; else ranges are counted from 1
};

/// The manifest of a document that reduce() left for the format "iiif".
Json iiif_manifest(const Document& document, const IiifAddresses& addresses);

}  // namespace revivre::chapters::formats
