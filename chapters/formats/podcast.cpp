// Podcasting 2.0 JSON chapters 1.2.0 (Podcastindex-org/podcast-namespace,
// docs/examples/chapters/jsonChapters.md): "startTime" and "endTime" in seconds, "title", "img",
// "url", "toc", "location".

#include <array>

#include <fmt/format.h>

#include "chapters/formats/json_entries.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 3> kAliases{"podcasting20", "json-chapters", "podcast"};

bool is_silent(const Json& entry) {
    const Json* toc = field_of(entry, "toc");
    if (toc == nullptr) return false;
    return (toc->is_boolean() && !toc->get<bool>()) || text_of(toc) == "false";
}

void read_entry(const Json& entry, std::size_t number, Gathering& gathering) {
    if (!entry.is_object()) {
        gathering.tell(0, fmt::format("left out entry {}: it is no JSON object", number));
        return;
    }
    Chapter chapter;
    chapter.title = title_of(field_of(entry, "title"));
    const auto start = time_of(field_of(entry, "startTime"));
    if (!start) {
        gathering.tell(0, fmt::format("left out chapter {} '{}': its startTime is no time from 0",
                                      number, shown(chapter.title)));
        return;
    }
    if (is_silent(entry)) {
        gathering.tell(0, fmt::format("left out chapter {} '{}': toc is false, it is silent",
                                      number, shown(chapter.title)));
        return;
    }
    chapter.start = *start;
    const Json* end = field_of(entry, "endTime");
    chapter.end = time_of(end);
    if (end != nullptr && !chapter.end) {
        gathering.tell(
            0, fmt::format("the endTime of chapter {} is no time: its end is left open", number));
    }
    if (field_of(entry, "location") != nullptr) {
        gathering.tell(0, fmt::format("the location of chapter {} is not kept", number));
    }
    chapter.link = address_of(field_of(entry, "url"));
    chapter.image = address_of(field_of(entry, "img"));
    gathering.add(std::move(chapter));
}

void read_head(const Json& file, Document& document) {
    const std::string name = title_of(field_of(file, "fileName"));
    if (!name.empty()) document.items.push_back({{}, name, {}, {}});
}

ReadResult read(std::string_view text) {
    return read_json_entries(text, "this JSON has no list called 'chapters'", read_entry,
                             read_head);
}

Likeness recognise(std::string_view text) {
    const JsonOutline outline(text);
    if (outline.has("chapters/*/startTime")) return Likeness::certain;
    return outline.has("*/startTime") ? Likeness::likely : Likeness::none;
}

std::string write(const Document& document) {
    Json chapters = Json::array();
    for (const Chapter& chapter : document.chapters) {
        Json entry{{"startTime", seconds_json(chapter.start)}};
        if (chapter.end) entry["endTime"] = seconds_json(*chapter.end);
        if (!chapter.title.empty()) entry["title"] = chapter.title;
        if (!chapter.image.empty()) entry["img"] = chapter.image;
        if (!chapter.link.empty()) entry["url"] = chapter.link;
        chapters.push_back(std::move(entry));
    }
    Json file{{"version", "1.2.0"}};
    if (!document.title.empty()) file["title"] = document.title;
    if (!document.items.empty() && !document.items.front().address.empty())
        file["fileName"] = document.items.front().address;
    file["chapters"] = std::move(chapters);
    return dump_json(file, 2) + "\n";
}

}  // namespace

Format podcast() {
    return {.name = "podcast-json",
            .aliases = kAliases,
            .title = "Podcasting 2.0 chapters (JSON)",
            .extension = "json",
            .media_type = "application/json+chapters",
            .reference = "Podcasting 2.0 JSON chapters 1.2.0",
            .holds = {.ends = Ends::optional, .links = true, .images = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
