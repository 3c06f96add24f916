// PBCore 2.1 (pbcore-2.1.xsd): a pbcorePart for each chapter, with startTime and endTime. These are
// free strings in the schema; "hh:mm:ss.mmm" is written, and timeAnnotation says so. Files whose
// parts have no times are read by the times of their titles, descriptions and subjects.

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

constexpr const char* kNamespace = "http://www.pbcore.org/PBCore/PBCoreNamespace.html";
constexpr const char* kSource = "revivre";
constexpr const char* kReferences = "References";
// Segments are told by their description, some by their title alone.
constexpr std::array<const char*, 4> kTimedElements{"pbcoreDescription", "pbcoreTitle",
                                                    "pbcoreSubject", "pbcoreGenre"};

std::string text_of(pugi::xml_node parent, std::string_view name) {
    return clean_line(text_inside(child_named(parent, name)));
}

class Reader {
  public:
    Reader(const XmlText& xml, std::string_view text)
        : xml_(xml), gathering_(text), budget_(text.size(), gathering_) {}

    ReadResult run(const std::vector<pugi::xml_node>& records) {
        pugi::xml_node record = records.front();
        for (const pugi::xml_node each : records) {
            if (chapters_.empty()) chapters_ = parts_in(record = each);
        }
        for (const pugi::xml_node each : records) {
            if (chapters_.empty()) chapters_ = timed_elements_in(record = each);
        }
        if (records.size() > 1)
            gathering_.tell(xml_.line_of(record),
                            fmt::format("there are {} records: only the first with times is read",
                                        records.size()));
        if (without_time_ > 0)
            gathering_.tell(0, fmt::format("{} parts without a time are left out", without_time_));
        gathering_.document().title = text_of(record, "pbcoreTitle");
        for (Chapter& chapter : chapters_) gathering_.add(std::move(chapter));
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        return gathering_.take();
    }

  private:
    std::vector<Chapter> parts_in(pugi::xml_node parent) {
        std::vector<Chapter> found;
        for (const pugi::xml_node part : children_named(parent, "pbcorePart")) {
            if (!budget_.take(xml_.line_of(part))) break;
            std::vector<Chapter> inside = parts_in(part);
            auto chapter = timed(part);
            if (!chapter && inside.empty()) {
                ++without_time_;
                continue;
            }
            if (!chapter) {
                chapter.emplace().start = std::ranges::min(inside, {}, &Chapter::start).start;
                gathering_.tell(xml_.line_of(part),
                                "this part has no start: it is put where the "
                                "first in it starts");
            }
            describe(part, *chapter);
            chapter->children = std::move(inside);
            found.push_back(std::move(*chapter));
        }
        return found;
    }

    static void describe(pugi::xml_node part, Chapter& chapter) {
        chapter.title = text_of(part, "pbcoreTitle");
        chapter.summary = text_of(part, "pbcoreDescription");
        for (const pugi::xml_node each : children_named(part, "pbcoreContributor")) {
            Credit credit;
            credit.name = text_of(each, "contributor");
            if (!credit.name.empty()) chapter.credits.push_back(std::move(credit));
        }
        for (const pugi::xml_node each : children_named(part, "pbcoreRelation")) {
            const std::string address =
                trimmed(text_inside(child_named(each, "pbcoreRelationIdentifier")));
            const bool link = text_of(each, "pbcoreRelationType") == kReferences;
            if (link && chapter.link.empty()) chapter.link = address;
        }
    }

    std::vector<Chapter> timed_elements_in(pugi::xml_node record) {
        std::vector<Chapter> found;
        for (const char* name : kTimedElements) {
            for (const pugi::xml_node node : children_named(record, name)) {
                auto chapter = timed(node);
                if (!chapter) continue;
                if (!budget_.take(xml_.line_of(node))) break;
                chapter->title = text_inside(node);
                found.push_back(std::move(*chapter));
            }
            if (!found.empty()) break;
        }
        return found;
    }

    // A chapter with the times of an element and nothing else; none when it has no start.
    std::optional<Chapter> timed(pugi::xml_node node) {
        const std::string said = clean_line(attribute_named(node, "startTime"));
        const std::string end_said = clean_line(attribute_named(node, "endTime"));
        if (said.empty()) return std::nullopt;
        const auto start = time_in(said, node);
        const auto end = end_said.empty() ? std::nullopt : time_in(end_said, node);
        if (!start) return std::nullopt;
        Chapter chapter;
        chapter.start = *start;
        chapter.end = end;
        return chapter;
    }

    // "hh:mm:ss.mmm", "S.mmm", and "hh:mm:ss:ff", whose frames say nothing without a rate.
    std::optional<Time> time_in(std::string_view said, pugi::xml_node node) {
        if (const auto time = parse_clock(said, {.least_parts = 1})) return time;
        const std::size_t frames = said.find_last_of(":;");
        const auto time =
            frames == std::string_view::npos ? std::nullopt : parse_clock(said.substr(0, frames));
        const int line = xml_.line_of(node);
        if (time && said.substr(frames + 1).find_first_not_of("0123456789") == std::string::npos) {
            if (!is_zero(said.substr(frames + 1)))
                gathering_.tell(line, fmt::format("the frames of '{}' are left out: the file does "
                                                  "not say how many make a second",
                                                  shown(said)));
            return time;
        }
        gathering_.tell(line, fmt::format("'{}' is no time", shown(said)));
        return std::nullopt;
    }

    static bool is_zero(std::string_view digits) {
        return digits.find_first_not_of('0') == std::string_view::npos;
    }

    const XmlText& xml_;
    Gathering gathering_;
    Budget budget_;
    std::vector<Chapter> chapters_;
    std::size_t without_time_ = 0;
};

std::vector<pugi::xml_node> records_in(pugi::xml_node root) {
    const std::string_view name = local_name(root);
    if (name == "pbcoreDescriptionDocument" || name == "pbcorePart") return {root};
    std::vector<pugi::xml_node> records = descendants_named(root, "pbcoreDescriptionDocument");
    if (name == "pbcoreCollection") records.push_back(root);
    return records;
}

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    const std::vector<pugi::xml_node> records = records_in(xml.root());
    if (records.empty()) {
        return refused(
            xml.fault().empty() ? "this XML has no 'pbcoreDescriptionDocument'" : xml.fault(),
            xml.fault_line());
    }
    return Reader(xml, text).run(records);
}

Likeness recognise(std::string_view text) {
    const std::string_view root = root_name(text);
    if (root == "pbcoreDescriptionDocument" || root == "pbcoreCollection") return Likeness::certain;
    const bool inside = !root.empty() && text.find(kNamespace) != std::string_view::npos &&
                        text.find("pbcoreDescriptionDocument") != std::string_view::npos;
    return inside ? Likeness::likely : Likeness::none;
}

// The three elements that the schema asks of a record and of a part.
void write_required(pugi::xml_node node, const std::string& identifier, const std::string& title,
                    const std::string& description) {
    append_text(node, "pbcoreIdentifier", identifier, {{"source", kSource}});
    append_text(node, "pbcoreTitle", title);
    append_text(node, "pbcoreDescription", description);
}

void write_parts(const std::vector<Chapter>& chapters, const std::string& prefix,
                 pugi::xml_node parent) {
    std::size_t number = 0;
    for (const Chapter& chapter : chapters) {
        const std::string identifier = fmt::format("{}{}", prefix, ++number);
        pugi::xml_node part =
            append_element(parent, "pbcorePart",
                           {{"startTime", timestamp_text(chapter.start)},
                            {"endTime", chapter.end ? timestamp_text(*chapter.end) : ""},
                            {"timeAnnotation", "hh:mm:ss.mmm from the start of the recording"}});
        write_required(part, identifier, chapter.title, chapter.summary);
        if (!chapter.link.empty()) {
            pugi::xml_node relation = part.append_child("pbcoreRelation");
            append_text(relation, "pbcoreRelationType", kReferences);
            append_text(relation, "pbcoreRelationIdentifier", chapter.link);
        }
        for (const Credit& credit : chapter.credits) {
            pugi::xml_node contributor = part.append_child("pbcoreContributor");
            append_text(contributor, "contributor", credit.name);
            append_text(contributor, "contributorRole", "Speaker");
        }
        write_parts(chapter.children, identifier + ".", part);
    }
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node root = append_root(tree, "pbcoreDescriptionDocument", {{"xmlns", kNamespace}});
    const bool named = !document.items.empty() && !document.items[0].address.empty();
    write_required(root, named ? document.items[0].address : "recording", document.title, "");
    write_parts(document.chapters, "", root);
    return xml_text(tree);
}

}  // namespace

Format pbcore() {
    return {.name = "pbcore",
            .title = "PBCore record",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "PBCore 2.1 (pbcore-2.1.xsd)",
            .holds = {.nesting = Nesting::tree,
                      .ends = Ends::optional,
                      .speakers = Speakers::names,
                      .summaries = true,
                      .links = true},
            .recognise = recognise,
            .read = read,
            .write = write};
}

}  // namespace revivre::chapters::formats
