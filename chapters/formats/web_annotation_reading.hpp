#pragma once

#include <string>
#include <vector>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/json_values.hpp"

namespace revivre::chapters::formats {

/// Gathers annotations of times wherever they lie in `json`: an annotation, a list, a page, a
/// collection, or the canvases of a IIIF manifest. `sources` are the addresses of the items that
/// the document has already; others become items in the order in which they are cited. True when
/// there was an annotation.
bool gather_annotations(const Json& json, const std::vector<std::string>& sources,
                        Gathering& gathering);

}  // namespace revivre::chapters::formats
