// TTML. Written as EBU-TT-D (EBU Tech 3380, version 1.0.1), which is TTML1 and plays as IMSC1, too:
// media time, "hh:mm:ss.mmm", an id for each paragraph, a style and a region that all use. Who
// speaks is said by ttm:agent, described in the head; both are allowed there by its schema.

#include <array>
#include <map>
#include <string>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/languages.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/formats/ttml_reader.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 4> kAliases{"ebu-tt-d", "imsc", "dfxp", "imsc1"};

using AgentIds = std::map<std::string, std::string>;  // by name

void set(pugi::xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name).set_value(value.c_str());
}

pugi::xml_node append_with_text(pugi::xml_node parent, const char* name, const std::string& text) {
    pugi::xml_node node = parent.append_child(name);
    node.append_child(pugi::node_pcdata).set_value(text.c_str());
    return node;
}

pugi::xml_node append_root(pugi::xml_document& tree, const std::string& language) {
    pugi::xml_node root = tree.append_child("tt");
    set(root, "xmlns", "http://www.w3.org/ns/ttml");
    set(root, "xmlns:ttm", "http://www.w3.org/ns/ttml#metadata");
    set(root, "xmlns:ttp", "http://www.w3.org/ns/ttml#parameter");
    set(root, "xmlns:tts", "http://www.w3.org/ns/ttml#styling");
    set(root, "xmlns:ebuttm", "urn:ebu:tt:metadata");
    set(root, "ttp:timeBase", "media");
    set(root, "xml:lang", is_bcp47_tag(language) ? language : "");
    return root;
}

AgentIds append_agents(pugi::xml_node metadata, const std::vector<Chapter>& chapters) {
    AgentIds ids;
    for (const Chapter& chapter : chapters) {
        for (const Credit& credit : chapter.credits) {
            const auto [place, is_new] =
                ids.emplace(credit.name, fmt::format("agent{}", ids.size() + 1));
            if (!is_new) continue;
            pugi::xml_node agent = metadata.append_child("ttm:agent");
            set(agent, "xml:id", place->second);
            set(agent, "type", "person");
            set(append_with_text(agent, "ttm:name", credit.name), "type", "full");
        }
    }
    return ids;
}

AgentIds append_head(pugi::xml_node root, const Document& document) {
    pugi::xml_node head = root.append_child("head");
    pugi::xml_node metadata = head.append_child("metadata");
    if (!document.title.empty()) append_with_text(metadata, "ttm:title", document.title);
    append_with_text(metadata.append_child("ebuttm:documentMetadata"), "ebuttm:conformsToStandard",
                     "urn:ebu:tt:distribution:2014-01");
    const AgentIds agents = append_agents(metadata, document.chapters);
    pugi::xml_node style = head.append_child("styling").append_child("style");
    set(style, "xml:id", "text");
    set(style, "tts:textAlign", "center");
    pugi::xml_node region = head.append_child("layout").append_child("region");
    set(region, "xml:id", "bottom");
    set(region, "tts:origin", "10% 10%");
    set(region, "tts:extent", "80% 80%");
    set(region, "tts:displayAlign", "after");
    return agents;
}

std::string agents_of(const Chapter& chapter, const AgentIds& agents) {
    std::string ids;
    for (const Credit& credit : chapter.credits) {
        if (!ids.empty()) ids += ' ';
        ids += agents.at(credit.name);
    }
    return ids;
}

void append_paragraph(pugi::xml_node parent, const Chapter& chapter, const AgentIds& agents,
                      std::size_t number) {
    pugi::xml_node paragraph = parent.append_child("p");
    set(paragraph, "xml:id", chapter.id.empty() ? fmt::format("p{}", number) : chapter.id);
    set(paragraph, "begin", timestamp_text(chapter.start));
    set(paragraph, "end", timestamp_text(chapter.end.value_or(chapter.start)));
    set(paragraph, "region", "bottom");
    set(paragraph, "style", "text");
    if (!chapter.language.empty()) set(paragraph, "xml:lang", chapter.language);
    if (!chapter.credits.empty()) set(paragraph, "ttm:agent", agents_of(chapter, agents));
    // Text, even none, keeps pugixml from indenting what is beside it: blanks count here.
    paragraph.append_child(pugi::node_pcdata);
    if (!chapter.summary.empty())
        append_with_text(paragraph.append_child("metadata"), "ttm:desc", chapter.summary);
    paragraph.append_child(pugi::node_pcdata).set_value(chapter.title.c_str());
}

Likeness recognise(std::string_view text) {
    return root_name(text) == "tt" ? Likeness::certain : Likeness::none;
}

void adapt(Document& document, Losses& losses) {
    keep_chapter_ids(document, losses);
    keep_language_tags(document, losses);
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node root = append_root(tree, document.language);
    const AgentIds agents = append_head(root, document);
    if (document.chapters.empty()) return xml_text(tree);
    pugi::xml_node division = root.append_child("body").append_child("div");
    std::size_t number = 0;
    for (const Chapter& chapter : document.chapters)
        append_paragraph(division, chapter, agents, ++number);
    return xml_text(tree);
}

}  // namespace

Format ttml() {
    return {.name = "ttml",
            .aliases = kAliases,
            .title = "TTML (EBU-TT-D, IMSC)",
            .extension = "ttml",
            .media_type = "application/ttml+xml",
            .reference = "W3C TTML2; EBU Tech 3380 (EBU-TT-D 1.0.1)",
            .holds = {.ends = Ends::required,
                      .speakers = Speakers::names,
                      .ids = true,
                      .language = true,
                      .summaries = true,
                      .points = false,
                      .empty_titles = false},
            .recognise = recognise,
            .read = read_ttml,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
