#include "server/pages/html.hpp"

#include "chapters/exchange/languages.hpp"
#include "chapters/public_address.hpp"

namespace revivre::server::pages {
namespace {

// RFC 3986, section 2.3.
bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view plain) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : plain) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
    }
    return out;
}

// Quotes too, so that one function serves text and attribute values in either quotes.
void append_escaped(std::string& out, std::string_view plain) {
    for (const char c : plain) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\t':
            case '\n':
                out += c;
                break;
            default: {
                const auto byte = static_cast<unsigned char>(c);
                if (byte < 0x20 || byte == 0x7F) {
                    out += "\uFFFD";
                } else {
                    out += c;
                }
            }
        }
    }
}

std::string open_tag(std::string_view name, Attributes attributes) {
    std::string out = "<";
    out += name;
    for (const Attribute& attribute : attributes) attribute.write_to(out);
    out += '>';
    return out;
}

}  // namespace

Url::Url(std::initializer_list<std::string_view> segments) {
    for (const std::string_view segment : segments) {
        // "//name" would be another site.
        if (!segment.empty()) text_ += "/" + percent_encoded(segment);
    }
    if (text_.empty()) text_ = "/";
}

std::optional<Url> Url::elsewhere(std::string_view address) {
    if (!chapters::public_address_fault(address).empty()) return std::nullopt;
    Url url({});
    url.text_ = address;
    return url;
}

Url Url::of_path(std::string_view path) {
    Url url({});
    url.text_.clear();
    while (path.starts_with('/')) {
        const std::string_view segment = path.substr(1, path.find('/', 1) - 1);
        if (!segment.empty()) url.text_ += "/" + percent_encoded(segment);
        path.remove_prefix(1 + segment.size());
    }
    if (url.text_.empty()) url.text_ = "/";
    return url;
}

std::optional<Url> Url::mail(std::string_view address) {
    const std::size_t at = address.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == address.size()) return std::nullopt;
    const std::string host = percent_encoded(address.substr(at + 1));
    // A host has nothing to encode: whatever has is no address.
    if (host != address.substr(at + 1)) return std::nullopt;
    Url url({});
    url.text_ = "mailto:" + percent_encoded(address.substr(0, at)) + "@" + host;
    return url;
}

Url Url::within_page(std::string_view name) {
    Url url({});
    url.text_.clear();
    url.fragment_ = "#" + percent_encoded(name);
    return url;
}

Url Url::with(std::string_view name, std::string_view value) const {
    Url next = *this;
    if (value.empty()) return next;
    next.text_ += next.text_.find('?') == std::string::npos ? '?' : '&';
    next.text_ += percent_encoded(name) + "=" + percent_encoded(value);
    return next;
}

Url Url::part(std::string_view name) const {
    Url next = *this;
    next.fragment_ = "#" + percent_encoded(name);
    return next;
}

Url Url::at(std::string_view name, std::string_view value) const {
    Url next = *this;
    next.fragment_ = "#" + percent_encoded(name) + "=" + percent_encoded(value);
    return next;
}

Url Url::below(std::string_view origin) const {
    while (origin.ends_with('/')) origin.remove_suffix(1);
    Url next = *this;
    next.text_.insert(0, origin);
    return next;
}

void Attribute::write_to(std::string& out) const {
    if (!present_) return;
    out += ' ';
    out += name_;
    if (!value_) return;
    out += "=\"";
    append_escaped(out, *value_);
    out += '"';
}

Html& Html::operator+=(const Html& next) {
    markup_ += next.markup_;
    return *this;
}

Html text(std::string_view plain) {
    Html html;
    append_escaped(html.markup_, plain);
    return html;
}

Html isolated(std::string_view plain) {
    return element("bdi", text(plain));
}

Html isolated(std::string_view plain, std::string_view language) {
    if (!chapters::is_bcp47_tag(language)) return isolated(plain);
    return element("bdi", {{"lang", language}}, text(plain));
}

Html element(TagName name, Attributes attributes, const Html& content) {
    std::string out = open_tag(name.text(), attributes);
    out += content.markup_;
    out += "</";
    out += name.text();
    out += '>';
    return Html(std::move(out));
}

Html element(TagName name, const Html& content) {
    return element(name, {}, content);
}

Html void_element(TagName name, Attributes attributes) {
    return Html(open_tag(name.text(), attributes));
}

Html module_script(const Url& address) {
    std::string out = "<script type=\"module\"";
    Attribute("src", address).write_to(out);
    out += "></script>";
    return Html(std::move(out));
}

Html data_script(std::string_view media_type, const chapters::Json& data) {
    std::string out = "<script";
    Attribute("type", media_type).write_to(out);
    out += '>';
    // Within a script only "<" could end it or begin a comment; in JSON it stands in strings alone.
    for (const char c : chapters::dump_json(data)) {
        if (c == '<') {
            out += "\\u003c";
        } else {
            out += c;
        }
    }
    return Html(out + "</script>\n");
}

Html spaced(std::initializer_list<Html> parts) {
    Html out;
    for (const Html& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += text(" ");
        out += part;
    }
    return out;
}

std::string document(std::string_view language, const Html& head, const Html& body) {
    std::string out = "<!doctype html>\n<html";
    Attribute("lang", language).write_to(out);
    out += ">\n<head>\n" + head.markup_ + "</head>\n<body>\n" + body.markup_ + "</body>\n</html>\n";
    return out;
}

}  // namespace revivre::server::pages
