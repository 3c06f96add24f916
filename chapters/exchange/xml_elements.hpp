#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// The name and the value of an attribute.
using XmlAttribute = std::pair<const char*, std::string_view>;

/// An element at the end of `parent`, with those of `attributes` that have a value.
pugi::xml_node append_element(pugi::xml_node parent, const char* name,
                              std::initializer_list<XmlAttribute> attributes = {});

/// The outermost element of a tree, in the same way.
pugi::xml_node append_root(pugi::xml_document& tree, const char* name,
                           std::initializer_list<XmlAttribute> attributes = {});

/// An element with a text inside.
pugi::xml_node append_text(pugi::xml_node parent, const char* name, const std::string& text,
                           std::initializer_list<XmlAttribute> attributes = {});

/// A chapter's title and those in other languages, each an element with its xml:lang.
void append_titles(pugi::xml_node parent, const char* name, const Chapter& chapter);

/// The same read: the first is the chapter's title; empty ones behind it are none.
void read_titles(const std::vector<pugi::xml_node>& titles, Chapter& chapter);

/// Sets an attribute even to an empty value.
void set_attribute(pugi::xml_node node, const char* name, const std::string& value);

/// Without white space at its ends, and unchanged inside: for addresses.
std::string trimmed(std::string_view text);

/// xml:lang of an element or of the nearest one around it; empty when nobody says.
std::string_view language_of(pugi::xml_node node);

}  // namespace revivre::chapters
