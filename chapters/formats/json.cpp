// Our own JSON: {"chapters":[{"kind","title","start_ms","end_ms","speakers","children"}]}.

#include "chapters/json.hpp"

#include <array>

#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"revivre"};

ReadResult read(std::string_view text) {
    Gathering gathering(text);
    try {
        const Json json = parse_json(text);
        if (!json.is_object() || !json.contains("chapters") || !json["chapters"].is_array()) {
            return refused("this JSON has no list called 'chapters'", 0);
        }
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
    Json chapters = Json::array();
    for (const Chapter& chapter : document.chapters) chapters.push_back(to_json(chapter));
    return dump_json(Json{{"chapters", chapters}}, 1) + "\n";
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
