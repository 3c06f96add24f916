// Podlove Simple Chapters 1.2 (podlove-specifications, "Podlove Simple Chapters", sections
// "Structure" and "Normal Play Time"), as a file of its own or inside an RSS or Atom feed, whatever
// the prefix of its namespace.

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"podlove-simple-chapters", "podlove-xml"};
constexpr const char* kNamespace = "http://podlove.org/simple-chapters";

// Those with chapters, else the first without. Podcasting 2.0 has an element of the same name,
// which only points to a file elsewhere.
std::vector<pugi::xml_node> lists_in(pugi::xml_node root) {
    if (local_name(root) == "chapters") return {root};
    std::vector<pugi::xml_node> lists = descendants_named(root, "chapters");
    std::erase_if(lists, [](pugi::xml_node node) { return node.attribute("url") != nullptr; });
    auto end = std::stable_partition(lists.begin(), lists.end(), [](pugi::xml_node node) {
        return !child_named(node, "chapter").empty();
    });
    if (end == lists.begin() && end != lists.end()) ++end;
    lists.erase(end, lists.end());
    return lists;
}

// "37", "7:48", "35:12.250", "05:12:03.5"; some write the unit before it, as in addresses.
std::optional<Time> normal_play_time(std::string_view text) {
    if (text.starts_with("npt:")) text.remove_prefix(4);
    return parse_clock(text, {.least_parts = 1});
}

void read_chapter(pugi::xml_node node, int line, Gathering& gathering) {
    const std::string said = trimmed(attribute_named(node, "start"));
    const auto start = normal_play_time(said);
    Chapter chapter;
    chapter.title = attribute_named(node, "title");
    if (!start) {
        gathering.tell(line, fmt::format("left out '{}': its start '{}' is no normal play time",
                                         shown(chapter.title), shown(said)));
        return;
    }
    chapter.start = *start;
    chapter.link = trimmed(attribute_named(node, "href"));
    chapter.image = trimmed(attribute_named(node, "image"));
    gathering.add(std::move(chapter), line);
}

bool is_feed(pugi::xml_node root) {
    const std::string_view name = local_name(root);
    return name == "rss" || name == "feed" || name == "channel" || name == "item" ||
           name == "entry" || name == "RDF" || name == "chapters";
}

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    const std::vector<pugi::xml_node> lists = lists_in(xml.root());
    if (lists.empty() && !(is_feed(xml.root()) && xml.fault().empty())) {
        return refused(xml.fault().empty() ? "this XML has no element 'chapters'" : xml.fault(),
                       xml.fault_line());
    }
    Gathering gathering(text.size() / kXmlBytesPerPlainByte);
    if (lists.empty()) {
        gathering.tell(0, "there is no list of chapters in this file");
        return gathering.take();
    }
    if (lists.size() > 1) {
        gathering.tell(
            xml.line_of(lists[1]),
            fmt::format("there are {} lists of chapters: only the first is read", lists.size()));
    }
    for (const pugi::xml_node node : children_named(lists.front(), "chapter")) {
        if (gathering.full()) break;
        read_chapter(node, xml.line_of(node), gathering);
    }
    gathering.document().title = clean_line(text_inside(child_named(lists[0].parent(), "title")));
    if (!xml.fault().empty()) gathering.tell_fault(xml.fault_line(), xml.fault());
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    const std::string_view root = root_name(text);
    const bool named = text.find(kNamespace) != std::string_view::npos;
    if (root == "chapters") {
        if (named) return Likeness::certain;
        return text.find("start=") != std::string_view::npos ? Likeness::likely : Likeness::none;
    }
    const bool feed = root == "rss" || root == "feed";
    return feed && named && text.find("start=") != std::string_view::npos ? Likeness::likely
                                                                          : Likeness::none;
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    const pugi::xml_node list =
        append_root(tree, "psc:chapters", {{"version", "1.2"}, {"xmlns:psc", kNamespace}});
    for (const Chapter& chapter : document.chapters) {
        append_element(list, "psc:chapter",
                       {{"start", timestamp_text(chapter.start)},
                        {"title", chapter.title},
                        {"href", chapter.link},
                        {"image", chapter.image}});
    }
    return xml_text(tree);
}

}  // namespace

Format psc() {
    return {.name = "psc",
            .aliases = kAliases,
            .title = "Podlove Simple Chapters",
            .extension = "psc",
            .media_type = "application/xml",
            .reference = "Podlove Simple Chapters 1.2",
            .holds = {.links = true, .images = true, .empty_titles = false},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
