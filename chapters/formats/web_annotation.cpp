// Web Annotation Data Model (W3C Recommendation, 23 February 2017): a page of annotations (section
// 5.2), each with a SpecificResource and FragmentSelector (4.2.1, Media Fragments "t=") as target
// and with textual bodies: the title is a comment, names are tags, a summary describes (3.3.5).

#include <algorithm>
#include <array>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/media_fragments.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/web_annotation_reading.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"annotation"};

// Annotations need addresses (section 3.1). ".invalid" (RFC 2606) is nobody's until they are
// published somewhere.
constexpr std::string_view kBase = "https://revivre.invalid/annotations";

ReadResult read(std::string_view text) {
    const ParsedJson parsed = parsed_json(text);
    if (!parsed.fault.empty()) return refused(parsed.fault, 0);
    Gathering gathering(json_chapter_bytes(text));
    const Json& json = parsed.json;
    const Json* collection = field_of(json, "partOf");
    const Json* label = field_of(collection != nullptr ? *collection : json, "label");
    gathering.document().title = text_of(label);
    const bool found = gather_annotations(json, {}, gathering);
    if (!found && type_of(json) != "AnnotationPage" && type_of(json) != "AnnotationCollection")
        return refused("this JSON has no annotations", 0);
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    const JsonOutline outline(text);
    for (const std::string_view path : {"type", "@type", "*/type", "*/@type"}) {
        const std::string_view type = outline.text(path);
        if (type == "AnnotationPage" || type == "AnnotationCollection" || type == "Annotation" ||
            type == "oa:Annotation" || type == "sc:AnnotationList")
            return Likeness::certain;
    }
    return outline.text("@context").find("anno.jsonld") != std::string_view::npos
               ? Likeness::certain
               : Likeness::none;
}

void adapt(Document& document, Losses& losses) {
    open_points(document, losses);
}

Json text_body(std::string_view purpose, std::string_view text, std::string_view language) {
    Json body{{"type", "TextualBody"}, {"purpose", purpose}, {"value", text}};
    body["format"] = "text/plain";
    if (!language.empty()) body["language"] = language;
    return body;
}

Json bodies_of(const Chapter& chapter) {
    Json bodies = Json::array({text_body("commenting", chapter.title, chapter.language)});
    for (const Translation& each : chapter.translations)
        bodies.push_back(text_body("commenting", each.text, each.language));
    for (const Credit& credit : chapter.credits)
        bodies.push_back(text_body("tagging", credit.name, ""));
    if (!chapter.summary.empty()) bodies.push_back(text_body("describing", chapter.summary, ""));
    if (!chapter.link.empty()) {
        bodies.push_back(
            {{"type", "SpecificResource"}, {"purpose", "linking"}, {"source", chapter.link}});
    }
    if (!chapter.image.empty()) bodies.push_back({{"type", "Image"}, {"id", chapter.image}});
    return bodies;
}

Json motivations_of(const Chapter& chapter) {
    Json motivations = Json::array({"commenting"});
    if (!chapter.credits.empty()) motivations.push_back("tagging");
    if (!chapter.summary.empty()) motivations.push_back("describing");
    if (!chapter.link.empty()) motivations.push_back("linking");
    return motivations;
}

std::string write(const Document& document) {
    const std::string address =
        document.items.empty() ? std::string() : document.items.front().address;
    const std::string source =
        is_web_address(address) ? address : std::string(kBase) + "/recording";
    Json items = Json::array();
    for (const Chapter& chapter : document.chapters) {
        Json selector{{"type", "FragmentSelector"},
                      {"conformsTo", "http://www.w3.org/TR/media-frags/"},
                      {"value", fragment_text(chapter.start, chapter.end)}};
        items.push_back({{"id", std::string(kBase) + "/" + std::to_string(items.size() + 1)},
                         {"type", "Annotation"},
                         {"motivation", motivations_of(chapter)},
                         {"body", bodies_of(chapter)},
                         {"target",
                          {{"type", "SpecificResource"},
                           {"source", source},
                           {"selector", std::move(selector)}}}});
    }
    Json page{{"@context", "http://www.w3.org/ns/anno.jsonld"},
              {"id", std::string(kBase) + "/page"},
              {"type", "AnnotationPage"}};
    page["partOf"] = {{"id", kBase}, {"type", "AnnotationCollection"}, {"total", items.size()}};
    if (!document.title.empty()) page["partOf"]["label"] = document.title;
    page["startIndex"] = 0;
    page["items"] = std::move(items);
    return dump_json(page, 2) + "\n";
}

}  // namespace

Format web_annotation() {
    return {.name = "web-annotation",
            .aliases = kAliases,
            .title = "Web Annotations (JSON-LD)",
            .extension = "json",
            .media_type = R"(application/ld+json;profile="http://www.w3.org/ns/anno.jsonld")",
            .reference = "W3C Web Annotation Data Model, 2017",
            .holds = {.ends = Ends::optional,
                      .speakers = Speakers::names,
                      .language = true,
                      .languages = true,
                      .summaries = true,
                      .links = true,
                      .images = true},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
