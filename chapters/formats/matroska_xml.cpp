// Matroska chapters as XML, the form of MKVToolNix (mkvmerge manual 74, "The XML chapter format";
// matroskachapters.dtd). Element by element the same as in the file (RFC 9559, section 5.1.7), with
// other names for three of them: ChapterString, ChapterLanguage, ChapLanguageIETF. The examples of
// RFC 9559 itself (section 20.1) have its own names and times in nanoseconds: they are read, too.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/matroska_chapters.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 3> kAliases{"mkv-xml", "mkvxml", "matroska"};

std::string trimmed_text(pugi::xml_node node) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::string text = text_inside(node);
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "[hh:]mm:ss[.nnnnnnnnn]", a number with its unit, which mkvmerge takes too, or nanoseconds.
std::optional<Time> time_in(std::string_view text) {
    struct Unit {
        std::string_view name;
        std::int64_t per_second;
    };
    constexpr std::array<Unit, 4> kUnits{
        {{"ms", 1'000}, {"us", 1'000'000}, {"ns", 1'000'000'000}, {"s", 1}}};
    for (const Unit& unit : kUnits) {
        if (!text.ends_with(unit.name)) continue;
        text.remove_suffix(unit.name.size());
        if (unit.per_second == 1) return parse_seconds(text);
        const auto count = whole_number(text);
        return count ? time_of_ticks(*count, 1, unit.per_second) : std::nullopt;
    }
    if (const auto count = whole_number(text)) return time_of_ticks(*count, 1, 1'000'000'000);
    return parse_clock(text);
}

class Reader {
  public:
    explicit Reader(std::string_view text)
        : xml_(text), gathering_(text), budget_(chapter_allowance(text.size()), text.size()) {}

    ReadResult read() {
        if (local_name(xml_.root()) != "Chapters") {
            return refused(
                xml_.fault().empty() ? "its outermost element is not <Chapters>" : xml_.fault(),
                std::max(xml_.fault_line(), 1));
        }
        if (!xml_.fault().empty()) gathering_.tell_fault(xml_.fault_line(), xml_.fault());
        std::vector<MatroskaEdition> editions;
        MatroskaEdition loose;
        for (const pugi::xml_node node : xml_.root().children()) {
            if (local_name(node) == "EditionEntry") editions.push_back(edition(node));
            if (local_name(node) == "ChapterAtom") add_atom(node, loose.atoms);
        }
        if (!loose.atoms.empty()) editions.push_back(std::move(loose));
        gather_edition(std::move(editions), gathering_);
        return gathering_.take();
    }

  private:
    bool flag(pugi::xml_node node) {
        const std::string text = trimmed_text(node);
        if (text != "0" && text != "1")
            gathering_.tell(xml_.line_of(node),
                            fmt::format("{} '{}' is neither 0 nor 1: taken as 1", local_name(node),
                                        shown(text)));
        return text != "0";
    }

    std::optional<Time> time(pugi::xml_node node) {
        const std::string text = trimmed_text(node);
        const auto time = time_in(text);
        if (!time)
            gathering_.tell(xml_.line_of(node), fmt::format("{} '{}' is no time hh:mm:ss.nnnnnnnnn",
                                                            local_name(node), shown(text)));
        return time;
    }

    MatroskaEdition edition(pugi::xml_node parent) {
        MatroskaEdition edition;
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = local_name(node);
            if (name == "EditionFlagHidden") edition.hidden = flag(node);
            if (name == "EditionFlagDefault") edition.is_default = flag(node);
            if (name == "EditionFlagOrdered") edition.ordered = flag(node);
            if (name == "ChapterAtom") add_atom(node, edition.atoms);
        }
        return edition;
    }

    // As deep as XmlText lets a tree be.
    void add_atom(pugi::xml_node parent, std::vector<MatroskaAtom>& into) {
        if (!budget_.take_atom(gathering_)) return;
        MatroskaAtom atom;
        atom.line = xml_.line_of(parent);
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = local_name(node);
            if (name == "ChapterStringUID") atom.string_uid = trimmed_text(node);
            if (name == "ChapterTimeStart") atom.start = time(node);
            if (name == "ChapterTimeEnd") atom.end = time(node);
            if (name == "ChapterFlagHidden") atom.hidden = flag(node);
            if (name == "ChapterFlagEnabled") atom.enabled = flag(node);
            if (name == "ChapterSegmentUID" || name == "ChapterSegmentUUID") atom.elsewhere = true;
            if (name == "ChapterDisplay") add_display(node, atom.displays);
            if (name == "ChapterAtom") add_atom(node, atom.children);
        }
        into.push_back(std::move(atom));
    }

    void add_display(pugi::xml_node parent, std::vector<MatroskaDisplay>& into) {
        if (!budget_.take_text(gathering_)) return;
        MatroskaDisplay display;
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = local_name(node);
            if (name == "ChapterString" || name == "ChapString") display.text = text_inside(node);
            const bool code = name == "ChapterLanguage" || name == "ChapLanguage";
            const bool tag = name == "ChapLanguageIETF" || name == "ChapLanguageBCP47";
            if ((!code && !tag) || !budget_.take_text(gathering_)) continue;
            (code ? display.codes : display.tags).push_back(trimmed_text(node));
        }
        if (!display.empty()) into.push_back(std::move(display));
    }

    XmlText xml_;
    Gathering gathering_;
    MatroskaBudget budget_;
};

ReadResult read(std::string_view text) {
    return Reader(text).read();
}

Likeness recognise(std::string_view text) {
    if (root_name(text) != "Chapters") return Likeness::none;
    const bool known = text.find("EditionEntry") != std::string_view::npos ||
                       text.find("ChapterAtom") != std::string_view::npos;
    return known ? Likeness::certain : Likeness::possible;
}

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
    parent.append_child(name).text().set(text.c_str());
}

void write_display(const MatroskaDisplay& display, pugi::xml_node parent) {
    pugi::xml_node node = parent.append_child("ChapterDisplay");
    add_text(node, "ChapterString", display.text);
    for (const std::string& code : display.codes) add_text(node, "ChapterLanguage", code);
    for (const std::string& tag : display.tags) add_text(node, "ChapLanguageIETF", tag);
}

// mkvextract writes nine digits of a fraction.
std::string nanoseconds_text(Time time) {
    return timestamp_text(time) + "000000";
}

void write_atom(const MatroskaAtom& atom, pugi::xml_node parent) {
    pugi::xml_node node = parent.append_child("ChapterAtom");
    add_text(node, "ChapterUID", fmt::format("{}", atom.uid));
    if (!atom.string_uid.empty()) add_text(node, "ChapterStringUID", atom.string_uid);
    if (atom.start) add_text(node, "ChapterTimeStart", nanoseconds_text(*atom.start));
    if (atom.end) add_text(node, "ChapterTimeEnd", nanoseconds_text(*atom.end));
    for (const MatroskaDisplay& display : atom.displays) write_display(display, node);
    for (const MatroskaAtom& child : atom.children) write_atom(child, node);
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    pugi::xml_node declaration = tree.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = tree.append_child("Chapters");
    // An edition must have a chapter.
    if (document.chapters.empty()) return xml_text(tree);
    pugi::xml_node entry = root.append_child("EditionEntry");
    add_text(entry, "EditionFlagDefault", "1");
    for (const MatroskaAtom& atom : edition_of(document).atoms) write_atom(atom, entry);
    return xml_text(tree);
}

}  // namespace

Format matroska_xml() {
    return {.name = "matroska-xml",
            .aliases = kAliases,
            .title = "Matroska chapters (XML)",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "mkvmerge 74, The XML chapter format",
            .holds = kMatroskaHolds,
            .recognise = recognise,
            .read = read,
            .adapt = adapt_to_matroska,
            .write = write};
}

}  // namespace revivre::chapters::formats
