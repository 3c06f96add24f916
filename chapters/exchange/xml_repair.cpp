#include "chapters/exchange/xml_repair.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "chapters/text/character_references.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kMostOpen = 256;  // deeper trees are refused (xml.cpp)

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool begins_name(char c) {
    const bool letter = is_letter_or_digit(c) && c > '9';
    return letter || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

// The reference that `text` begins with, when only HTML has it; empty otherwise.
std::string_view html_reference(std::string_view text) {
    constexpr std::array<std::string_view, 5> kOfXml{"amp", "lt", "gt", "quot", "apos"};
    std::size_t end = 1;
    while (end < text.size() && is_letter_or_digit(text[end])) ++end;
    const std::string_view name = text.substr(1, end - 1);
    if (end == text.size() || text[end] != ';' || name.empty()) return {};
    if (std::ranges::find(kOfXml, name) != kOfXml.end()) return {};
    text = text.substr(0, end + 1);
    return decode_character_references(text) == text ? std::string_view() : text;
}

class Repair {
  public:
    explicit Repair(std::string_view text) : left_(text) { out_.reserve(text.size() * 5 / 4); }

    // False when there are too many levels.
    bool run() {
        while (!left_.empty()) {
            copy_text();
            if (!left_.empty()) copy_markup();
            if (open_.size() > kMostOpen) return false;
        }
        while (!open_.empty()) close_last();
        return true;
    }

    std::string take() { return std::move(out_); }

  private:
    void copy(std::size_t length) {
        length = std::min(length, left_.size());
        out_ += left_.substr(0, length);
        left_.remove_prefix(length);
    }

    // `length` bytes, in which references are exchanged.
    void copy_with_references(std::size_t length) {
        const std::size_t rest = left_.size() - std::min(length, left_.size());
        while (left_.size() > rest) {
            copy(std::min(left_.find('&'), left_.size() - rest));
            if (left_.size() <= rest) break;
            const std::string_view reference = html_reference(left_);
            if (reference.empty()) {
                copy(1);
                continue;
            }
            out_ += decode_character_references(reference);
            left_.remove_prefix(reference.size());
        }
    }

    void copy_text() { copy_with_references(left_.find('<')); }

    void copy_markup() {
        if (left_.starts_with("<!--")) return copy_through("-->");
        if (left_.starts_with("<![CDATA[")) return copy_through("]]>");
        if (left_.starts_with("<?")) return copy_through("?>");
        if (left_.starts_with("<!")) return copy_declaration();
        if (left_.size() > 2 && left_[1] == '/' && begins_name(left_[2])) return close();
        if (left_.size() > 1 && begins_name(left_[1])) return open();
        out_ += "&lt;";
        left_.remove_prefix(1);
    }

    void copy_through(std::string_view end) {
        const std::size_t at = left_.find(end);
        copy(at == std::string_view::npos ? at : at + end.size());
    }

    // A DOCTYPE, with what it declares.
    void copy_declaration() {
        const std::size_t end = left_.find('>');
        const bool subset = left_.substr(0, end).find('[') != std::string_view::npos;
        subset ? copy_through("]>") : copy_through(">");
    }

    // Where the tag ends that `left_` begins with: at the ">" outside of quotes.
    [[nodiscard]] std::size_t tag_length() const {
        char quote = 0;
        for (std::size_t i = 1; i < left_.size(); ++i) {
            const char c = left_[i];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                return 0;
            }
        }
        return 0;
    }

    [[nodiscard]] std::string_view name_from(std::size_t first) const {
        const std::size_t end = left_.find_first_of(" \t\r\n/>", first);
        return left_.substr(first, end - first);
    }

    void open() {
        const std::size_t length = tag_length();
        if (length == 0) {  // no tag: "a <b" or a text that breaks off
            out_ += "&lt;";
            left_.remove_prefix(1);
            return;
        }
        const std::string_view name = name_from(1);
        const bool empty = left_[length - 2] == '/';
        const bool is_break = name.substr(name.find(':') + 1) == "br";
        if (!empty && !is_break) open_.push_back(name);
        copy_with_references(length - 1);
        if (!empty && is_break) out_ += '/';
        copy(1);
    }

    void close() {
        const std::string_view name = name_from(2);
        const std::size_t length = left_.find('>');
        const auto found = std::find(open_.rbegin(), open_.rend(), name);
        if (found != open_.rend()) {
            const auto kept = static_cast<std::size_t>(open_.rend() - found) - 1;
            while (open_.size() > kept) close_last();
        }
        const std::string_view tag =
            left_.substr(0, length == std::string_view::npos ? length : length + 1);
        out_.append(static_cast<std::size_t>(std::ranges::count(tag, '\n')), '\n');
        left_.remove_prefix(tag.size());
    }

    void close_last() {
        out_ += "</";
        out_ += open_.back();
        out_ += '>';
        open_.pop_back();
    }

    std::string_view left_;
    std::string out_;
    std::vector<std::string_view> open_;
};

}  // namespace

std::string repaired_xml(std::string_view text) {
    Repair repair(text);
    return repair.run() ? repair.take() : std::string(text);
}

bool has_html_references(std::string_view text) {
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
        if (!html_reference(text.substr(at)).empty()) return true;
    return false;
}

}  // namespace revivre::chapters
