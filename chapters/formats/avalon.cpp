// Avalon Media System structure XML (public/avalon_structure.xsd of Avalon 8; Item, Div, Span). An
// Item and a Div have no times of their own: they last as long as what is inside them. A Span may
// hold Spans since Avalon 7.6; a Div is written where it says the same, for the versions before.

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "chapters/exchange/budget.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::array<std::string_view, 2> kAliases{"avalon", "avalon-structure"};
constexpr const char* kNoTitle = "–";

// The chapter around others that says no times: from the first start to the latest end, which is
// open when that of the last one is. `children` are in order, and there is one.
Chapter around(std::string title, std::vector<Chapter> children) {
    Chapter made;
    made.title = std::move(title);
    made.start = children.front().start;
    for (const Chapter& child : children) {
        if (child.end) made.end = std::max(made.end.value_or(*child.end), *child.end);
    }
    if (!children.back().end) made.end.reset();
    if (made.end && *made.end < children.back().start) made.end.reset();
    made.children = std::move(children);
    return made;
}

bool lasts_as_its_children(const Chapter& chapter) {
    if (chapter.children.empty()) return false;
    const Chapter other = around({}, chapter.children);
    return other.start == chapter.start && other.end == chapter.end;
}

class Reader {
  public:
    Reader(const XmlText& xml, Gathering& gathering, std::size_t text_bytes)
        : xml_(xml), gathering_(gathering), budget_(text_bytes, gathering) {}

    // The chapters that the children of `parent` make. The tree is at most 256 levels deep.
    std::vector<Chapter> inside(pugi::xml_node parent) {
        std::vector<Chapter> found;
        for (const pugi::xml_node node : parent.children()) {
            const std::string_view name = local_name(node);
            const bool span = name == "Span";
            if (!span && name != "Div" && name != "Item") continue;
            if (!budget_.take(xml_.line_of(node))) break;
            if (auto chapter = span ? read_span(node) : read_div(node))
                found.push_back(std::move(*chapter));
        }
        return found;
    }

    std::optional<Chapter> read_div(pugi::xml_node node) {
        std::vector<Chapter> children = inside(node);
        if (children.empty()) {
            if (local_name(node) == "Div")
                gathering_.tell(xml_.line_of(node),
                                fmt::format("left out '{}': there is nothing in it that has a time",
                                            shown(attribute_named(node, "label"))));
            return std::nullopt;
        }
        if (sort_by_start(children)) sorted_ = true;
        return around(std::string(attribute_named(node, "label")), std::move(children));
    }

    [[nodiscard]] bool sorted() const noexcept { return sorted_; }

  private:
    std::optional<Chapter> read_span(pugi::xml_node node) {
        Chapter chapter;
        chapter.title = attribute_named(node, "label");
        const auto start = time(node, "begin");
        const auto end = time(node, "end");
        if (!start) {
            gathering_.tell(xml_.line_of(node), fmt::format("'{}' has no begin that is a time: 0 "
                                                            "is taken",
                                                            shown(chapter.title)));
        }
        chapter.start = start.value_or(Time(0));
        chapter.end = end;
        if (end && *end < chapter.start) {
            gathering_.tell(xml_.line_of(node),
                            fmt::format("'{}' ends before it starts: its end is left open",
                                        shown(chapter.title)));
            chapter.end.reset();
        }
        chapter.children = inside(node);
        return chapter;
    }

    std::optional<Time> time(pugi::xml_node node, std::string_view name) {
        const std::string said = clean_line(attribute_named(node, name));
        const auto value = parse_clock(said, {.least_parts = 1, .minutes_below_60 = false});
        if (!value && !said.empty()) {
            gathering_.tell(xml_.line_of(node),
                            fmt::format("'{}' is no time in {}", shown(said), name));
        }
        return value;
    }

    const XmlText& xml_;
    Gathering& gathering_;
    Budget budget_;
    bool sorted_ = false;
};

ReadResult read(std::string_view text) {
    const XmlText xml(text);
    const std::string_view name = local_name(xml.root());
    if (name != "Item" && name != "Div") {
        return refused(xml.fault().empty() ? "the outermost element is no 'Item'" : xml.fault(),
                       xml.fault_line());
    }
    Gathering gathering(text);
    Reader reader(xml, gathering, text.size());
    auto item = reader.read_div(xml.root());
    if (item) {
        gathering.document().title = clean_line(item->title);
        gathering.add(std::move(*item), xml.line_of(xml.root()));
    }
    if (!xml.fault().empty()) gathering.tell_fault(xml.fault_line(), xml.fault());
    if (reader.sorted())
        gathering.tell(0, "the list was not in the order of its starts: it is sorted here");
    return gathering.take();
}

Likeness recognise(std::string_view text) {
    if (root_name(text) != "Item") return Likeness::none;
    const bool has_times =
        text.find("<Span") != std::string_view::npos || text.find("<Div") != std::string_view::npos;
    return has_times ? Likeness::certain : Likeness::possible;
}

// Puts what is deeper than `levels` beside what it was in; how many chapters moved.
std::size_t lift(std::vector<Chapter>& chapters, std::size_t levels) {
    std::size_t moved = 0;
    if (levels > 1) {
        for (Chapter& chapter : chapters) moved += lift(chapter.children, levels - 1);
        return moved;
    }
    for (const Chapter& chapter : chapters) moved += count_chapters(chapter.children);
    if (moved == 0) return 0;
    chapters = in_tree_order(std::move(chapters));
    sort_by_start(chapters);
    return moved;
}

// All is inside one Item: it stands for the only chapter, or for the whole recording.
void adapt(Document& document, Losses& losses) {
    std::vector<Chapter>& chapters = document.chapters;
    if (chapters.empty()) return;
    if (chapters.size() == 1 && lasts_as_its_children(chapters.front())) return;
    const std::size_t lifted = lift(chapters, kDepthLimit - 1);
    Chapter whole =
        around(document.title.empty() ? kNoTitle : clean_line(document.title), std::move(chapters));
    chapters.clear();
    chapters.push_back(std::move(whole));
    losses.add(LossKind::nesting, 1 + lifted,
               lifted == 0 ? "{} is put around the others: it stands for the recording"
                           : "{} are put around the others or beside those they were in");
}

void write_chapters(const std::vector<Chapter>& chapters, pugi::xml_node parent) {
    for (const Chapter& chapter : chapters) {
        const bool division = lasts_as_its_children(chapter);
        const pugi::xml_node node =
            append_element(parent, division ? "Div" : "Span", {{"label", chapter.title}});
        if (!division) {
            set_attribute(node, "begin", timestamp_text(chapter.start));
            if (chapter.end) set_attribute(node, "end", timestamp_text(*chapter.end));
        }
        write_chapters(chapter.children, node);
    }
}

std::string write(const Document& document) {
    pugi::xml_document tree;
    const bool empty = document.chapters.empty();
    const std::string title = empty ? document.title : document.chapters.front().title;
    const pugi::xml_node item =
        append_root(tree, "Item", {{"label", title.empty() ? kNoTitle : title}});
    if (!empty) write_chapters(document.chapters.front().children, item);
    return xml_text(tree);
}

}  // namespace

Format avalon() {
    return {.name = "avalon-xml",
            .aliases = kAliases,
            .title = "Avalon structure",
            .extension = "xml",
            .media_type = "application/xml",
            .reference = "Avalon Media System, avalon_structure.xsd",
            .holds = {.nesting = Nesting::tree, .ends = Ends::optional, .empty_titles = false},
            .recognise = recognise,
            .read = read,
            .adapt = adapt,
            .write = write};
}

}  // namespace revivre::chapters::formats
