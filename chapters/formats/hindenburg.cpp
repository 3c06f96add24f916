// Markers of Hindenburg session files (.nhsx; no specification is published: as Hindenburg
// Journalist 1.15 and PRO 2 write them). Only markers of the type "Chapter" are chapters; a session
// whose markers all lack a type is of a version that knows none. Read-only here.

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
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 1> kAliases{"nhsx"};

bool is_chapter(pugi::xml_node marker) {
    const std::string_view type = attribute_named(marker, "Type");
    return type == "Chapter" || type == "chapter" || type == "CHAPTER";
}

void read_marker(pugi::xml_node marker, int line, Gathering& gathering) {
    Chapter chapter;
    chapter.title = attribute_named(marker, "Name");
    chapter.link = trimmed(attribute_named(marker, "URL"));
    chapter.image = trimmed(attribute_named(marker, "Image"));
    // Attributes that are 0 are not written.
    const std::string said = clean_line(attribute_named(marker, "Time"));
    const auto start = said.empty() ? Time(0) : parse_clock(said, {.least_parts = 1});
    if (!start) {
        gathering.tell(
            line, fmt::format("left out '{}': '{}' is no time", shown(chapter.title), shown(said)));
        return;
    }
    chapter.start = *start;
    gathering.add(std::move(chapter), line);
}

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    if (local_name(xml.root()) != "Session") {
        return refused(xml.fault().empty() ? "the outermost element is no 'Session'" : xml.fault(),
                       xml.fault_line());
    }
    Gathering gathering(text.size() / kXmlBytesPerPlainByte);
    const std::vector<pugi::xml_node> markers = descendants_named(xml.root(), "Marker");
    const bool typed = std::ranges::any_of(
        markers, [](pugi::xml_node each) { return !attribute_named(each, "Type").empty(); });
    if (!typed && !markers.empty())
        gathering.tell(xml.line_of(markers.front()),
                       "no marker has a type: all of them are read as chapters");
    for (const pugi::xml_node marker : markers) {
        if (gathering.full()) break;
        const int line = xml.line_of(marker);
        if (!typed || is_chapter(marker)) {
            read_marker(marker, line, gathering);
        } else {
            gathering.tell(line, fmt::format("left out the marker '{}': it is no chapter",
                                             shown(attribute_named(marker, "Name"))));
        }
    }
    if (!xml.fault().empty()) gathering.tell_fault(xml.fault_line(), xml.fault());
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    if (root_name(text) != "Session") return Likeness::none;
    const std::string_view head = text.substr(0, 4096);
    if (head.find("Hindenburg") != std::string_view::npos) return Likeness::certain;
    return text.find("<Marker") != std::string_view::npos ? Likeness::likely : Likeness::none;
}

}  // namespace

Format hindenburg() {
    return {.name = "hindenburg",
            .aliases = kAliases,
            .title = "Hindenburg session",
            .extension = "nhsx",
            .media_type = "application/xml",
            .reference = "Hindenburg Journalist 1.15, session files",
            .recognise = recognise,
            .read = read};
}

}  // namespace revivre::chapters::formats
