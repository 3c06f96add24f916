// Dublin Core (DCMI Metadata Terms, 2020-01-20) in RDF/XML, the form in which its records nest:
// each chapter is a dcterms:hasPart with dcterms:title, dcterms:temporal in the DCMI Period
// Encoding Scheme ("start=00:01:02.500; end=00:03:00.000; scheme=..."), dcterms:extent
// (xs:duration) when its end is known, dcterms:abstract, dcterms:contributor and
// dcterms:references. Also read: a part that is a plain text of that scheme with a name ("name=...;
// start=...").

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/durations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"dc", "dcterms"};
constexpr std::string_view kTerms = "http://purl.org/dc/terms/";
constexpr std::string_view kScheme = "hh:mm:ss.mmm from the start of the recording";

std::string text_of(pugi::xml_node node) {
    return clean_line(text_inside(node));
}

// "start=..; end=..; name=..", in any order.
struct Period {
    std::optional<Time> start;
    std::optional<Time> end;
    std::string name;
};

Period period_in(std::string_view text) {
    Period period;
    while (!text.empty()) {
        const std::size_t sign = std::min(text.find(';'), text.size());
        const std::string_view part = text.substr(0, sign);
        text.remove_prefix(std::min(sign + 1, text.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string key = clean_line(part.substr(0, equals));
        const std::string value = clean_line(part.substr(equals + 1));
        if (key == "start") period.start = parse_clock(value, {.least_parts = 1});
        if (key == "end") period.end = parse_clock(value, {.least_parts = 1});
        if (key == "name") period.name = value;
    }
    return period;
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(text), budget_(text.size(), gathering_) {}

    ReadResult run(pugi::xml_node record) {
        Document& document = gathering_.document();
        document.title = text_of(child_named(record, "title"));
        document.language = text_of(child_named(record, "language"));
        for (Chapter& chapter : parts_in(record)) gathering_.add(std::move(chapter));
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return gathering_.take();
    }

  private:
    std::vector<Chapter> parts_in(pugi::xml_node record) {
        std::vector<Chapter> found;
        for (const pugi::xml_node node : children_named(record, "hasPart")) {
            if (!budget_.take(xml_.line_of(node))) break;
            const pugi::xml_node inner = child_named(node, "Description");
            read_part(inner ? inner : node, found);
        }
        return found;
    }

    void read_part(pugi::xml_node part, std::vector<Chapter>& found) {
        Chapter chapter;
        read_titles(part, chapter);
        chapter.children = parts_in(part);
        const pugi::xml_node temporal = child_named(part, "temporal");
        const Period period = period_in(text_of(temporal ? temporal : part));
        if (!period.start) {
            gathering_.tell(xml_.line_of(part), fmt::format("left out the part '{}': no start is "
                                                            "said of it",
                                                            shown(chapter.title)));
            return;
        }
        chapter.start = *period.start;
        chapter.end = period.end;
        if (!chapter.end) {
            if (const auto length = parse_duration(text_of(child_named(part, "extent"))))
                chapter.end = *period.start + *length;
        }
        if (chapter.title.empty() && !temporal) chapter.title = period.name;
        read_details(part, chapter);
        found.push_back(std::move(chapter));
    }

    static void read_titles(pugi::xml_node part, Chapter& chapter) {
        bool first = true;
        for (const pugi::xml_node node : children_named(part, "title")) {
            const std::string language(attribute_named(node, "lang"));
            if (first) {
                chapter.title = text_of(node);
                chapter.language = language;
            } else if (std::string text = text_of(node); !text.empty()) {
                chapter.translations.push_back({language, std::move(text)});
            }
            first = false;
        }
    }

    static void read_details(pugi::xml_node part, Chapter& chapter) {
        chapter.summary = text_of(child_named(part, "abstract"));
        if (chapter.summary.empty()) chapter.summary = text_of(child_named(part, "description"));
        chapter.link = attribute_named(child_named(part, "references"), "resource");
        for (const pugi::xml_node node : children_named(part, "contributor")) {
            Credit credit;
            credit.name = text_of(node);
            if (!credit.name.empty()) chapter.credits.push_back(std::move(credit));
        }
    }

    const XmlText& xml_;
    Gathering gathering_;
    Budget budget_;
};

bool is_record(pugi::xml_node node) {
    return child_named(node, "hasPart") || child_named(node, "title");
}

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    pugi::xml_node record = xml.root();
    if (local_name(record) == "RDF") record = child_named(record, "Description");
    if (!is_record(record)) {
        return refused(
            xml.fault().empty() ? "this XML has no Dublin Core title and no hasPart" : xml.fault(),
            xml.fault_line());
    }
    return Reader(xml, text).run(record);
}

Likeness recognise(std::string_view text) {
    if (root_name(text).empty() || text.find(kTerms) == std::string_view::npos)
        return Likeness::none;
    const bool parts = text.find("hasPart") != std::string_view::npos &&
                       text.find("start=") != std::string_view::npos;
    if (!parts) return Likeness::none;
    return root_name(text) == "RDF" ? Likeness::certain : Likeness::likely;
}

void write_parts(const std::vector<Chapter>& chapters, pugi::xml_node parent) {
    for (const Chapter& chapter : chapters) {
        pugi::xml_node part =
            parent.append_child("dcterms:hasPart").append_child("rdf:Description");
        append_text(part, "dcterms:title", chapter.title, {{"xml:lang", chapter.language}});
        for (const Translation& each : chapter.translations)
            append_text(part, "dcterms:title", each.text, {{"xml:lang", each.language}});
        std::string period = "start=" + timestamp_text(chapter.start) + "; ";
        if (chapter.end) period += "end=" + timestamp_text(*chapter.end) + "; ";
        append_text(part, "dcterms:temporal", fmt::format("{}scheme={};", period, kScheme),
                    {{"rdf:datatype", "http://purl.org/dc/terms/Period"}});
        if (chapter.end)
            append_text(part, "dcterms:extent", duration_text(*chapter.end - chapter.start),
                        {{"rdf:datatype", "http://www.w3.org/2001/XMLSchema#duration"}});
        if (!chapter.summary.empty()) append_text(part, "dcterms:abstract", chapter.summary);
        for (const Credit& credit : chapter.credits)
            append_text(part, "dc:contributor", credit.name);
        if (!chapter.link.empty())
            append_element(part, "dcterms:references", {{"rdf:resource", chapter.link}});
        write_parts(chapter.children, part);
    }
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node root = append_root(tree, "rdf:RDF",
                                      {{"xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                       {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                       {"xmlns:dcterms", kTerms}});
    pugi::xml_node record = root.append_child("rdf:Description");
    set_attribute(record, "rdf:about",
                  document.items.empty() ? std::string() : document.items[0].address);
    append_text(record, "dcterms:title", document.title);
    if (!document.language.empty()) append_text(record, "dc:language", document.language);
    write_parts(document.chapters, record);
    return xml_text(tree);
}

}  // namespace

Format dublin_core() {
    return {.name = "dublin-core",
            .aliases = kAliases,
            .title = "Dublin Core record",
            .extension = "rdf",
            .media_type = "application/rdf+xml",
            .reference = "DCMI Metadata Terms 2020-01-20; DCMI Period Encoding Scheme",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::names,
                      .language = true,
                      .languages = true,
                      .summaries = true,
                      .links = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
