#include "chapters/exchange/xml_elements.hpp"

#include "chapters/exchange/text_lines.hpp"

namespace revivre::chapters {
namespace {

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

std::string trimmed(std::string_view text) {
    return std::string(without_blanks(text));
}

std::string_view language_of(pugi::xml_node node) {
    for (; node; node = node.parent()) {
        if (const pugi::xml_attribute said = node.attribute("xml:lang")) return said.value();
    }
    return {};
}

}  // namespace revivre::chapters
