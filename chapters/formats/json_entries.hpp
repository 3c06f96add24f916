#pragma once

#include <string>
#include <string_view>

#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/json_values.hpp"

namespace revivre::chapters::formats {

/// Gives `gathering` an entry of a list, or says why not; `number` counts them from 1.
using ReadEntry = void (*)(const Json& entry, std::size_t number, Gathering& gathering);

/// What a file of entries says beside them.
using ReadHead = void (*)(const Json& file, Document& document);

/// Chapters as a list of JSON entries, alone in a file or as "chapters" of an object, whose "title"
/// is the document's. Without such a list `text` is refused for the reason `why`.
ReadResult read_json_entries(std::string_view text, const std::string& why, ReadEntry read_entry,
                             ReadHead read_head = nullptr);

}  // namespace revivre::chapters::formats
