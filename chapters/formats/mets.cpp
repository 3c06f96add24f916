// METS 1.12 (mets.xsd: structMap, div, fptr, area): a div for each chapter, whose area gives BEGIN
// and END in BETYPE "TIME" (hh:mm:ss, with a fraction here). The outermost div stands for the
// recording. SMPTE time codes are read with the rate that their BETYPE names.

#include <algorithm>
#include <charconv>
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

constexpr const char* kFile = "recording";
constexpr std::string_view kSmpte = "SMPTE-";

// "25" of "SMPTE-25", "SMPTE-NDF29.97" and "SMPTE-DF29.97" as hundredths of frames a second.
std::int64_t frame_rate_of(std::string_view type) {
    if (!type.starts_with(kSmpte)) return 0;
    const std::size_t digit = type.find_first_of("0123456789");
    if (digit == std::string_view::npos) return 0;
    const auto rate = parse_seconds(type.substr(digit));
    return rate ? rate->count() / 10 : 0;
}

// "00:01:02.5", and "00:01:02:12" with frames.
std::optional<Time> time_in(std::string_view said, std::string_view type) {
    if (const auto time = parse_clock(said, {.least_parts = 1})) return time;
    const std::int64_t rate = frame_rate_of(type);
    const std::size_t sign = said.find_last_of(":;");
    if (rate == 0 || sign == std::string_view::npos) return std::nullopt;
    const auto seconds = parse_clock(said.substr(0, sign), {.least_parts = 3});
    const auto frames = parse_seconds(said.substr(sign + 1));
    const auto rest =
        frames ? time_of_ticks(frames->count() / 1000, 100, rate) : std::optional<Time>();
    if (!seconds || !rest) return std::nullopt;
    return *seconds + *rest;
}

bool is_timed(pugi::xml_node area) {
    const std::string_view type = attribute_named(area, "BETYPE");
    return type == "TIME" || type.starts_with(kSmpte);
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(text), budget_(text.size(), gathering_) {}

    ReadResult run() {
        const pugi::xml_node map = timed_map();
        const pugi::xml_node whole = child_named(map, "div");
        gathering_.document().title = clean_line(attribute_named(whole, "LABEL"));
        std::vector<Chapter> chapters = divs_in(area_of(whole) ? map : whole);
        for (Chapter& chapter : chapters) gathering_.add(std::move(chapter));
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return gathering_.take();
    }

  private:
    // The first structure that has times; the others tell of pages or files.
    pugi::xml_node timed_map() {
        const auto maps = children_named(xml_.root(), "structMap");
        for (const pugi::xml_node map : maps) {
            if (std::ranges::any_of(descendants_named(map, "area"), is_timed)) return map;
        }
        return maps.empty() ? pugi::xml_node() : maps.front();
    }

    // One div may name the same passage in several files: the first is taken.
    static pugi::xml_node area_of(pugi::xml_node div) {
        for (const pugi::xml_node pointer : children_named(div, "fptr")) {
            for (const pugi::xml_node area : descendants_named(pointer, "area")) {
                if (is_timed(area)) return area;
            }
        }
        return {};
    }

    std::vector<Chapter> divs_in(pugi::xml_node parent) {
        std::vector<Chapter> found;
        for (const pugi::xml_node div : children_named(parent, "div")) {
            if (!budget_.take(xml_.line_of(div))) break;
            read_div(div, found);
        }
        return found;
    }

    void read_div(pugi::xml_node div, std::vector<Chapter>& found) {
        Chapter chapter;
        chapter.title = attribute_named(div, "LABEL");
        chapter.children = divs_in(div);
        const pugi::xml_node area = area_of(div);
        const auto start = time(area, "BEGIN");
        if (!start && chapter.children.empty()) {
            gathering_.tell(xml_.line_of(div),
                            fmt::format("left out the div '{}': it has no BEGIN that is a time",
                                        shown(chapter.title)));
            return;
        }
        chapter.start =
            start ? *start : std::ranges::min(chapter.children, {}, &Chapter::start).start;
        if (!start) {
            gathering_.tell(xml_.line_of(div), fmt::format("the div '{}' has no time: it is put "
                                                           "where the first in it starts",
                                                           shown(chapter.title)));
        }
        chapter.end = start ? time(area, "END") : std::nullopt;
        found.push_back(std::move(chapter));
    }

    std::optional<Time> time(pugi::xml_node area, std::string_view name) {
        const std::string said = clean_line(attribute_named(area, name));
        const auto value = time_in(said, attribute_named(area, "BETYPE"));
        if (!value && !said.empty())
            gathering_.tell(xml_.line_of(area),
                            fmt::format("'{}' is no time in {}", shown(said), name));
        return value;
    }

    const XmlText& xml_;
    Gathering gathering_;
    Budget budget_;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    if (local_name(xml.root()) != "mets") {
        return refused(xml.fault().empty() ? "the outermost element is no 'mets'" : xml.fault(),
                       xml.fault_line());
    }
    return Reader(xml, text).run();
}

Likeness recognise(std::string_view text) {
    if (root_name(text) != "mets") return Likeness::none;
    return text.find("BETYPE") != std::string_view::npos ? Likeness::certain : Likeness::likely;
}

void write_divs(const std::vector<Chapter>& chapters, pugi::xml_node parent) {
    for (const Chapter& chapter : chapters) {
        pugi::xml_node div =
            append_element(parent, "div", {{"TYPE", "chapter"}, {"LABEL", chapter.title}});
        append_element(div.append_child("fptr"), "area",
                       {{"FILEID", kFile},
                        {"BETYPE", "TIME"},
                        {"BEGIN", timestamp_text(chapter.start)},
                        {"END", chapter.end ? timestamp_text(*chapter.end) : ""}});
        write_divs(chapter.children, div);
    }
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node root = append_root(tree, "mets",
                                      {{"xmlns", "http://www.loc.gov/METS/"},
                                       {"xmlns:xlink", "http://www.w3.org/1999/xlink"},
                                       {"LABEL", document.title}});
    pugi::xml_node file = append_element(root.append_child("fileSec").append_child("fileGrp"),
                                         "file", {{"ID", kFile}});
    if (!document.items.empty() && !document.items[0].address.empty())
        append_element(file, "FLocat",
                       {{"LOCTYPE", "URL"}, {"xlink:href", document.items[0].address}});
    pugi::xml_node map = append_element(root, "structMap", {{"TYPE", "LOGICAL"}});
    pugi::xml_node whole =
        append_element(map, "div", {{"TYPE", "recording"}, {"LABEL", document.title}});
    write_divs(document.chapters, whole);
    return xml_text(tree);
}

}  // namespace

Format mets() {
    return {.name = "mets",
            .title = "METS structure",
            .extension = "xml",
            .media_type = "application/mets+xml",
            .reference = "METS 1.12 (mets.xsd), structMap and area",
            .holds = {.nesting = Nesting::tree, .ends = Ends::optional},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
