#include "chapters/exchange/xml.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/xml_repair.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters {
namespace {

constexpr int kDepthLimit = 256;
// pugixml 1.13 keeps 64 bytes for an element, as many for a text in it, and the text itself: from 8
// bytes of input an element on that is at most 17 times the input. Short texts cost little anyway.
constexpr std::size_t kLeastBytesPerElement = 8;
// With blanks kept there may be one more text of 64 bytes before each tag: 3 * 64 / 12 = 16.
constexpr std::size_t kLeastBytesWithBlanks = 12;
constexpr std::size_t kShortText = 64 << 10;

bool is_too_dense(std::string_view text, std::size_t least_bytes_per_element) {
    if (text.size() <= kShortText) return false;
    std::size_t elements = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
        if (at + 1 < text.size() && text[at + 1] != '/') ++elements;
    return elements * least_bytes_per_element > text.size();
}

bool is_too_deep(pugi::xml_node root) {
    int depth = 0;
    for (pugi::xml_node node = root; node;) {
        if (depth > kDepthLimit) return true;
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (node && node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (!node || node == root) return false;
        node = node.next_sibling();
    }
    return false;
}

// Whether a DOCTYPE declares an entity of its own (XML 1.0, section 4.2): a text that uses it says
// something that is not read. Parameter entities ("% name") do not stand for text.
bool declares_entities(std::string_view text) {
    constexpr std::string_view kDeclaration = "<!ENTITY";
    const std::size_t doctype = text.find("<!DOCTYPE");
    if (doctype == std::string_view::npos) return false;
    std::size_t at = text.find(kDeclaration, doctype);
    for (; at != std::string_view::npos; at = text.find(kDeclaration, at + 1)) {
        const std::size_t name = text.find_first_not_of(" \t\n", at + kDeclaration.size());
        if (name != std::string_view::npos && text[name] != '%') return true;
    }
    return false;
}

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Every node below `root`, in document order.
template <typename Function>
void for_each_below(pugi::xml_node root, const Function& function) {
    for (pugi::xml_node node = root.first_child(); node;) {
        function(node);
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) node = node.parent();
        if (!node || node == root) return;
        node = node.next_sibling();
    }
}

}  // namespace

XmlText::XmlText(std::string_view text, Blanks blanks) : blanks_(blanks) {
    if (!parse(text)) return;
    const bool broken = !fault_.empty();
    // A tree of a text that breaks off has what was before; one of a text that was repaired has
    // what comes after, too, and stands for it when it could be parsed whole.
    if (broken || has_html_references(text)) {
        const std::string fault = fault_;
        const int line = fault_line_;
        const std::string repaired = repaired_xml(text);
        if (!parse(repaired) || !fault_.empty()) parse(text);
        fault_ = fault;
        fault_line_ = line;
    }
    if (is_too_deep(tree_)) {
        tree_.reset();
        fault_ = fmt::format("this XML is nested more than {} levels deep", kDepthLimit);
    }
}

bool XmlText::parse(std::string_view text) {
    const bool kept = blanks_ == Blanks::kept;
    fault_.clear();
    line_starts_.assign(1, 0);
    tree_.reset();
    if (is_too_dense(text, kept ? kLeastBytesWithBlanks : kLeastBytesPerElement)) {
        fault_ = "this XML has more elements than its size allows a chapter list";
        return false;
    }
    if (declares_entities(text)) {
        fault_ = "this XML declares entities of its own, which are not read";
        return false;
    }
    const pugi::xml_parse_result result = tree_.load_buffer(
        text.data(), text.size(), pugi::parse_default | (kept ? pugi::parse_ws_pcdata : 0U),
        pugi::encoding_utf8);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1))
        line_starts_.push_back(at + 1);
    if (result) return true;
    fault_ = fmt::format("this XML is not well-formed: {}", result.description());
    fault_line_ = line_at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
    return true;
}

int XmlText::line_at(std::size_t offset) const {
    return static_cast<int>(std::ranges::upper_bound(line_starts_, offset) - line_starts_.begin());
}

int XmlText::line_of(pugi::xml_node node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    return offset < 0 ? 0 : line_at(static_cast<std::size_t>(offset));
}

std::string_view local_name(pugi::xml_node node) {
    return without_prefix(node.name());
}

std::string_view local_name(pugi::xml_attribute attribute) {
    return without_prefix(attribute.name());
}

std::vector<pugi::xml_node> children_named(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node child : parent.children()) {
        if (local_name(child) == name) found.push_back(child);
    }
    return found;
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([name](pugi::xml_node child) { return local_name(child) == name; });
}

std::vector<pugi::xml_node> descendants_named(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for_each_below(parent, [&](pugi::xml_node node) {
        if (local_name(node) == name) found.push_back(node);
    });
    return found;
}

std::string_view attribute_named(pugi::xml_node node, std::string_view name) {
    return node
        .find_attribute(
            [name](pugi::xml_attribute attribute) { return local_name(attribute) == name; })
        .value();
}

std::string text_inside(pugi::xml_node node) {
    std::string text;
    for_each_below(node, [&](pugi::xml_node each) {
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
            text += each.value();
    });
    return text;
}

std::string_view root_name(std::string_view text) {
    text = text.substr(0, 4096);
    while (!text.empty()) {
        const std::size_t open = text.find_first_not_of(" \t\r\n");
        if (open == std::string_view::npos || text[open] != '<') return {};
        text.remove_prefix(open + 1);
        if (text.empty()) return {};
        if (text.front() != '?' && text.front() != '!') {
            return without_prefix(text.substr(0, text.find_first_of(" \t\r\n/>")));
        }
        const bool comment = text.starts_with("!--");
        const bool subset = text.starts_with("!DOCTYPE") &&
                            text.substr(0, text.find('>')).find('[') != std::string_view::npos;
        const std::string_view closing = comment ? "-->" : subset ? "]>" : ">";
        const std::size_t close = text.find(closing);
        if (close == std::string_view::npos) return {};
        text.remove_prefix(close + closing.size());
    }
    return {};
}

std::string xml_text(const pugi::xml_document& tree) {
    std::ostringstream out;
    tree.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(out).str();
}

ReadResult refused(const XmlText& xml, std::string otherwise) {
    return refused(xml.fault().empty() ? std::move(otherwise) : xml.fault(), xml.fault_line());
}

void tell_fault(const XmlText& xml, Gathering& gathering) {
    if (!xml.fault().empty()) gathering.tell_fault(xml.fault_line(), xml.fault());
}

std::string line_inside(pugi::xml_node node) {
    return clean_line(text_inside(node));
}

}  // namespace revivre::chapters
