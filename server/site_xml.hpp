#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "chapters/exchange/xml.hpp"
#include "chapters/exchange/xml_elements.hpp"
#include "server/routes/route.hpp"

/// XML for other programs. Text is escaped by pugixml; what XML 1.0 cannot hold at all (section
/// 2.2: most control characters) becomes U+FFFD.
namespace revivre::server {

std::string xml_plain(std::string_view text);

/// An element with a text inside, and its attributes with a value.
pugi::xml_node append_plain(pugi::xml_node parent, const char* name, std::string_view text,
                            std::initializer_list<chapters::XmlAttribute> attributes = {});

/// A 200 answer.
Response xml_response(const pugi::xml_document& tree, std::string content_type);

}  // namespace revivre::server
