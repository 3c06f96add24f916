// Our own JSON: {"chapters":[{"kind","title","start_ms","end_ms","speakers","children"}]}.

#include "chapters/json.hpp"

#include <algorithm>

#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

// Titles are cleaned at every door, and a time that cannot be is left out with its chapter.
void clean(std::vector<Chapter>& chapters, std::vector<Diagnostic>& diagnostics) {
    std::erase_if(chapters, [&](const Chapter& chapter) {
        const bool impossible =
            chapter.start < Time::zero() || (chapter.end && *chapter.end < chapter.start);
        if (impossible) {
            diagnostics.push_back({0, "left out '" + chapter.title +
                                          "': it starts before 0 or ends before it starts"});
        }
        return impossible;
    });
    for (Chapter& chapter : chapters) {
        chapter.title = clean_title(chapter.title);
        clean(chapter.children, diagnostics);
    }
}

ReadResult read(std::string_view text) {
    ReadResult result;
    try {
        const Json json = parse_json(text);
        if (!json.is_object() || !json.contains("chapters") || !json["chapters"].is_array()) {
            result.diagnostics.push_back({0, "this JSON has no list called 'chapters'"});
            return result;
        }
        for (const Json& each : json["chapters"]) {
            try {
                result.document.chapters.push_back(chapter_from_json(each));
            } catch (const Error& error) {
                result.diagnostics.push_back(
                    {0, std::string("left out a chapter: ") + error.what()});
            }
        }
    } catch (const Error& error) {
        result.diagnostics.push_back({0, error.what()});
    }
    clean(result.document.chapters, result.diagnostics);
    return result;
}

bool recognise(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{' &&
           text.find("\"start_ms\"") != std::string_view::npos;
}

std::string write(const Document& document) {
    Json chapters = Json::array();
    for (const Chapter& chapter : document.chapters) chapters.push_back(to_json(chapter));
    return dump_json(Json{{"chapters", chapters}}, 1) + "\n";
}

}  // namespace

Format json() {
    return {.name = "json",
            .extension = "json",
            .media_type = "application/json",
            .reference = "docs/design.md, section 5",
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
