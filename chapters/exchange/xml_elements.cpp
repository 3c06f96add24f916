#include "chapters/exchange/xml_elements.hpp"

#include <algorithm>

namespace revivre::chapters {
namespace {

constexpr std::size_t kLongestPart = 8;  // of a language tag: RFC 5646, section 2.1
constexpr std::string_view kBlanks = " \t\r\n";

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

pugi::xml_node with_attributes(pugi::xml_node node,
                               std::initializer_list<XmlAttribute> attributes) {
    for (const auto& [attribute, value] : attributes) {
        if (!value.empty()) set_attribute(node, attribute, std::string(value));
    }
    return node;
}

}  // namespace

pugi::xml_node append_element(pugi::xml_node parent, const char* name,
                              std::initializer_list<XmlAttribute> attributes) {
    return with_attributes(parent.append_child(name), attributes);
}

pugi::xml_node append_root(pugi::xml_document& tree, const char* name,
                           std::initializer_list<XmlAttribute> attributes) {
    return with_attributes(tree.append_child(name), attributes);
}

pugi::xml_node append_text(pugi::xml_node parent, const char* name, const std::string& text,
                           std::initializer_list<XmlAttribute> attributes) {
    pugi::xml_node made = append_element(parent, name, attributes);
    if (!text.empty()) made.text().set(text.c_str());
    return made;
}

void set_attribute(pugi::xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name).set_value(value.c_str());
}

bool is_language_tag(std::string_view text) {
    bool first = true;
    while (true) {
        const std::size_t dash = text.find('-');
        const std::string_view part = text.substr(0, dash);
        const bool right = std::ranges::all_of(
            part, [first](char c) { return is_letter(c) || (!first && c >= '0' && c <= '9'); });
        if (part.empty() || part.size() > kLongestPart || !right) return false;
        if (dash == std::string_view::npos) return true;
        text.remove_prefix(dash + 1);
        first = false;
    }
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::string_view language_of(pugi::xml_node node) {
    for (; node; node = node.parent()) {
        if (const pugi::xml_attribute said = node.attribute("xml:lang")) return said.value();
    }
    return {};
}

}  // namespace revivre::chapters
