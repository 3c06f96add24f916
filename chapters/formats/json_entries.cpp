#include "chapters/formats/json_entries.hpp"

namespace revivre::chapters::formats {

ReadResult read_json_entries(std::string_view text, const std::string& why, ReadEntry read_entry,
                             ReadHead read_head) {
    const ParsedJson parsed = parsed_json(text);
    if (!parsed.fault.empty()) return refused(parsed.fault, 0);
    const Json& json = parsed.json;
    const Json* list = json.is_array() ? &json : field_of(json, "chapters");
    if (list == nullptr || !list->is_array()) return refused(why, 0);
    Gathering gathering(json_chapter_bytes(text));
    gathering.document().title = title_of(field_of(json, "title"));
    if (read_head != nullptr) read_head(json, gathering.document());
    std::size_t number = 0;
    for (const Json& entry : *list) {
        if (gathering.full()) break;
        read_entry(entry, ++number, gathering);
    }
    return gathering.take();
}

}  // namespace revivre::chapters::formats
