// Our own JSON: {"title","language","items":[…],"chapters":[{"kind","title","start_ms","end_ms",
// "speakers","children"}]}; what is not known is left out.

#include "chapters/json.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"revivre"};

Json to_json(const Item& item) {
    return {{"title", item.title},
            {"address", item.address},
            {"media_type", item.media_type},
            {"duration_ms", item.duration ? Json(item.duration->count()) : Json(nullptr)}};
}

std::string text_field(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? clean_line(found->get<std::string>()) : "";
}

std::optional<Time> duration_field(const Json& json) {
    const auto found = json.find("duration_ms");
    if (found == json.end() || !found->is_number_integer()) return std::nullopt;
    return std::clamp(Time(found->get<std::int64_t>()), Time(0), kLatestTime);
}

// What the file says of itself; a field of another type is as good as none.
void read_head(const Json& json, Document& document) {
    document.title = text_field(json, "title");
    document.language = text_field(json, "language");
    const auto items = json.find("items");
    if (items == json.end() || !items->is_array()) return;
    for (const Json& each : *items) {
        if (!each.is_object()) continue;
        document.items.push_back({.title = text_field(each, "title"),
                                  .address = text_field(each, "address"),
                                  .media_type = text_field(each, "media_type"),
                                  .duration = duration_field(each)});
    }
}

ReadResult read(std::string_view text) {
    Gathering gathering(text);
    try {
        const Json json = parse_json(text);
        if (!json.is_object() || !json.contains("chapters") || !json["chapters"].is_array()) {
            return refused("this JSON has no list called 'chapters'", 0);
        }
        read_head(json, gathering.document());
        for (const Json& each : json["chapters"]) {
            try {
                gathering.add(chapter_from_json(each));
            } catch (const Error& error) {
                gathering.tell(0, std::string("left out a chapter: ") + error.what());
            }
        }
    } catch (const Error& error) {
        return refused(error.what(), 0);
    }
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool ours = first != std::string_view::npos && text[first] == '{' &&
                      text.find("\"start_ms\"") != std::string_view::npos;
    return ours ? Likeness::certain : Likeness::none;
}

std::string write(const Document& document) {
    Json json = Json::object();
    if (!document.title.empty()) json["title"] = document.title;
    if (!document.language.empty()) json["language"] = document.language;
    for (const Item& item : document.items) json["items"].push_back(to_json(item));
    json["chapters"] = Json::array();
    for (const Chapter& chapter : document.chapters)
        json["chapters"].push_back(chapters::to_json(chapter));
    return dump_json(json, 1) + "\n";
}

}  // namespace

Format json() {
    return {.name = "json",
            .aliases = kAliases,
            .title = "revivre's own JSON",
            .extension = "json",
            .media_type = "application/json",
            .reference = "docs/design.md, section 5",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::full,
                      .kinds = true,
                      .ids = true,
                      .language = true,
                      .languages = true,
                      .summaries = true,
                      .links = true,
                      .images = true,
                      .items = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
