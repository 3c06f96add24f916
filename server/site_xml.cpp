#include "server/site_xml.hpp"

#include <utility>

namespace revivre::server {

std::string xml_plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::string_view three = text.substr(at, 3);
        const bool is_none = three == "\uFFFE" || three == "\uFFFF";
        if (is_none || (byte < 0x20 && byte != '\t' && byte != '\n')) {
            out += "\uFFFD";
            at += is_none ? 2 : 0;
        } else {
            out += text[at];
        }
    }
    return out;
}

pugi::xml_node append_plain(pugi::xml_node parent, const char* name, std::string_view text,
                            std::initializer_list<chapters::XmlAttribute> attributes) {
    pugi::xml_node made = chapters::append_text(parent, name, xml_plain(text));
    for (const auto& [attribute, value] : attributes) {
        if (!value.empty()) chapters::set_attribute(made, attribute, xml_plain(value));
    }
    return made;
}

Response xml_response(const pugi::xml_document& tree, std::string content_type) {
    return {.status = 200,
            .content_type = std::move(content_type),
            .body = chapters::xml_text(tree),
            .headers = {},
            .file = {}};
}

}  // namespace revivre::server
