#include "chapters/exchange/xml_elements.hpp"

#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/xml.hpp"

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

void append_titles(pugi::xml_node parent, const char* name, const Chapter& chapter) {
    append_text(parent, name, chapter.title, {{"xml:lang", chapter.language}});
    for (const Translation& each : chapter.translations)
        append_text(parent, name, each.text, {{"xml:lang", each.language}});
}

void read_titles(const std::vector<pugi::xml_node>& titles, Chapter& chapter) {
    bool first = true;
    for (const pugi::xml_node node : titles) {
        std::string language(attribute_named(node, "lang"));
        std::string text = line_inside(node);
        if (std::exchange(first, false)) {
            chapter.title = std::move(text);
            chapter.language = std::move(language);
        } else if (!text.empty()) {
            chapter.translations.push_back({std::move(language), std::move(text)});
        }
    }
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
