#include "chapters/formats/ohms_html.hpp"

#include <algorithm>

#include "chapters/text/character_references.hpp"

namespace revivre::chapters::formats {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// How long the tag is that `text` begins with; 0 when "<" is only a sign there.
std::size_t tag_length(std::string_view text) {
    const std::size_t name = text.size() > 1 && text[1] == '/' ? 2 : 1;
    if (text.size() <= name || !is_letter(text[name])) return 0;
    // A "<" comes before its ">" when the first was none of a tag.
    const std::size_t end = text.find_first_of("<>", 1);
    if (end == std::string_view::npos || text[end] == '<') return 0;
    return end + 1;
}

// A tag that ends a line in HTML parts two words.
bool parts_words(std::string_view tag) {
    const std::size_t first = tag[1] == '/' ? 2 : 1;
    const std::string_view name = tag.substr(first, tag.find_first_of(" />", first) - first);
    return name == "p" || name == "br" || name == "div" || name == "li" || name == "P" ||
           name == "BR";
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string out;
    while (!html.empty()) {
        const std::size_t open = std::min(html.find('<'), html.size());
        out += html.substr(0, open);
        html.remove_prefix(open);
        if (html.empty()) break;
        const std::size_t length = tag_length(html);
        if (length == 0) {
            out += '<';
            html.remove_prefix(1);
            continue;
        }
        if (parts_words(html.substr(0, length))) out += ' ';
        html.remove_prefix(length);
    }
    return decode_character_references(out);
}

std::string html_of_text(const std::string& text) {
    if (text_of_html(text) == text) return text;
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace revivre::chapters::formats
