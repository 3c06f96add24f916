// schema.org VideoObject with hasPart Clip (schema.org 29, and Google's "Video structured data",
// section Clip: startOffset and endOffset in seconds, no two clips with one start, url with the
// time). Reading is in schema_org_reading.cpp.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/json_values.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/schema_org_names.hpp"
#include "chapters/formats/schema_org_reading.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 3> kAliases{"jsonld", "json-ld", "youtube-jsonld"};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Likeness recognise(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return Likeness::none;
    if (text[first] == '<') {
        if (!contains(text, "application/ld+json")) return Likeness::none;
        return contains(text, "startOffset") ? Likeness::certain : Likeness::possible;
    }
    const JsonOutline outline(text);
    const bool is_linked = outline.has("@context") || outline.has("@graph") ||
                           outline.has("*/@context") || outline.has("*/@type") ||
                           outline.has("@type");
    if (!is_linked || !contains(text, "schema.org")) return Likeness::none;
    return contains(text, "hasPart") ? Likeness::certain : Likeness::possible;
}

Json clip_json(const Chapter& chapter, std::string_view video) {
    Json clip{
        {"@type", "Clip"}, {"name", chapter.title}, {"startOffset", seconds_json(chapter.start)}};
    if (chapter.end) clip["endOffset"] = seconds_json(*chapter.end);
    if (!chapter.link.empty()) {
        clip["url"] = chapter.link;
    } else if (!video.empty()) {
        clip["url"] = clip_address(video, chapter.start);
    }
    if (!chapter.language.empty()) clip["inLanguage"] = chapter.language;
    if (!chapter.summary.empty()) clip["description"] = chapter.summary;
    if (!chapter.image.empty()) clip["image"] = chapter.image;
    for (const Credit& credit : chapter.credits) {
        if (!clip.contains("actor")) clip["actor"] = Json::array();
        clip["actor"].push_back({{"@type", "Person"}, {"name", credit.name}});
    }
    return clip;
}

std::string write(const Document& document) {
    const Item item = document.items.empty() ? Item{} : document.items.front();
    const bool is_sound = item.media_type.starts_with("audio/");
    const std::string video = is_web_address(item.address) ? item.address : std::string();
    Json object{{"@context", "https://schema.org"},
                {"@type", is_sound ? "AudioObject" : "VideoObject"},
                {"name", document.title}};
    if (!document.language.empty()) object["inLanguage"] = document.language;
    if (item.duration) object["duration"] = fmt::format("PT{}S", seconds_text(*item.duration));
    if (!video.empty()) object["contentUrl"] = video;
    if (!item.media_type.empty()) object["encodingFormat"] = item.media_type;
    object["hasPart"] = Json::array();
    for (const Chapter& chapter : document.chapters)
        object["hasPart"].push_back(clip_json(chapter, video));
    return dump_json(object, 2) + "\n";
}

}  // namespace

std::string clip_address(std::string_view video, Time start) {
    const std::string_view page = video.substr(0, video.find('#'));
    return fmt::format("{}{}t={}", page, contains(page, "?") ? '&' : '?', seconds_text(start));
}

Format schema_org() {
    return {.name = "schema-org",
            .aliases = kAliases,
            .title = "schema.org clips (JSON-LD)",
            .extension = "jsonld",
            .media_type = "application/ld+json",
            .reference = "schema.org VideoObject, hasPart, Clip",
            .holds = {.ends = Ends::optional,
                      .speakers = Speakers::names,
                      .language = true,
                      .summaries = true,
                      .links = true,
                      .images = true,
                      .equal_starts = false},
            .recognise = recognise,
            .read = read_schema_org,
            .adapt = open_points,
            .write = write};
}

}  // namespace revivre::chapters::formats
