// The chapters of the Podlove Web Player (docs.podlove.org/podlove-web-player, "Configuration",
// chapters): a list of "start" in Normal Play Time, "title", "href", "image", alone in a file or
// under "chapters" in an episode's configuration.

#include <array>

#include <fmt/format.h>

#include "chapters/formats/json_entries.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"podlove-player"};

void read_entry(const Json& entry, std::size_t number, Gathering& gathering) {
    Chapter chapter;
    chapter.title = title_of(field_of(entry, "title"));
    const auto start = time_of(field_of(entry, "start"));
    if (!start) {
        gathering.tell(0, fmt::format("left out chapter {} '{}': its start is no play time", number,
                                      shown(chapter.title)));
        return;
    }
    chapter.start = *start;
    const Json* end = field_of(entry, "end");
    chapter.end = time_of(end);
    if (!chapter.end && end != nullptr && text_of(end) != "") {
        gathering.tell(
            0, fmt::format("the end of chapter {} is no play time: it is left open", number));
    }
    chapter.link = address_of(field_of(entry, "href"));
    chapter.image = address_of(field_of(entry, "image"));
    gathering.add(std::move(chapter));
}

ReadResult read(std::string_view text) {
    return read_json_entries(
        text, "this JSON is no list of chapters, and has none called 'chapters'", read_entry);
}

Likeness recognise(std::string_view text) {
    const JsonOutline outline(text);
    for (const std::string_view list : {"*", "chapters/*"}) {
        const std::string start = fmt::format("{}/start", list);
        // ffprobe's chapters have a start, too, in units of a time base.
        if (!outline.has(start) || outline.has(fmt::format("{}/time_base", list))) continue;
        const bool told = outline.text(start).find(':') != std::string_view::npos;
        return told ? Likeness::certain : Likeness::possible;
    }
    return Likeness::none;
}

std::string write(const Document& document) {
    Json chapters = Json::array();
    for (const Chapter& chapter : document.chapters) {
        Json entry{{"start", timestamp_text(chapter.start)}};
        if (chapter.end) entry["end"] = timestamp_text(*chapter.end);
        entry["title"] = chapter.title;
        if (!chapter.link.empty()) entry["href"] = chapter.link;
        if (!chapter.image.empty()) entry["image"] = chapter.image;
        chapters.push_back(std::move(entry));
    }
    return dump_json(chapters, 2) + "\n";
}

}  // namespace

Format podlove_player() {
    return {.name = "podlove-json",
            .aliases = kAliases,
            .title = "Podlove Web Player chapters (JSON)",
            .extension = "json",
            .media_type = "application/json",
            .reference = "Podlove Web Player 5, configuration, chapters",
            .holds = {.ends = Ends::optional, .links = true, .images = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
