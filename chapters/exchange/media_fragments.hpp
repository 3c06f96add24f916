#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/exchange/json_values.hpp"
#include "chapters/text/time_text.hpp"

/// Places in a medium as IIIF and Web Annotations cite them: Media Fragments URI 1.0,
/// section 4.2.1, in an address or a FragmentSelector, and IIIF's PointSelector and RangeSelector.
namespace revivre::chapters {

/// A medium's address, and which part of it is meant.
struct Citation {
    std::string source;              ///< without its fragment
    std::optional<TimeRange> range;  ///< none: the whole of it
    bool understood = true;          ///< false: a time was given, and is none
};

/// An address with "#t=1.5,20" or without. An end that is not after its start is dropped.
Citation citation_of(std::string_view address);

/// An address as a string, an object with an id, or a SpecificResource with its source and its
/// selectors. An empty source when there is none.
Citation citation_of(const Json& target);

/// "t=1.5,20" or "t=1.5", with the media time in plain seconds, which is Normal Play Time.
std::string fragment_text(Time start, const std::optional<Time>& end);

/// "id" or "@id".
std::string_view id_of(const Json& json);

/// "type" or "@type" without the prefix of Presentation 2 and Open Annotation: "Range" of
/// "sc:Range"; the first of several.
std::string_view type_of(const Json& json);

}  // namespace revivre::chapters
