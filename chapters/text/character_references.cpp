// HTML Standard, sections 13.2.5.72 to 13.2.5.80: character references outside attributes.

#include "chapters/text/character_references.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <utf8proc.h>

#include "chapters/text/html_reference_names.hpp"

namespace revivre::chapters {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestName = 31;    // "CounterClockwiseContourIntegral"
constexpr std::size_t kLongestOldName = 6;  // of those without a semicolon: "Aacute"

// 0x80 to 0x9F mean Windows-1252 in a number; 0 where that has no character.
constexpr std::array<std::uint32_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Name {
    std::string_view name;
    std::string_view codes;
    bool old = false;
};

// A reference that was understood: what it means, and how many bytes it takes.
struct Reference {
    std::string text;
    std::size_t bytes = 0;
};

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::optional<std::uint32_t> digit_value(char c, std::uint32_t base) {
    std::uint32_t value = base;
    if (c >= '0' && c <= '9') value = static_cast<std::uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') value = static_cast<std::uint32_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') value = static_cast<std::uint32_t>(c - 'A' + 10);
    if (value >= base) return std::nullopt;
    return value;
}

void append(std::string& out, std::uint32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

std::vector<Name> split_names() {
    std::vector<Name> names;
    std::string_view rest = html_reference_names();
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        const std::size_t mark = word.find_first_of("=!");
        names.push_back({word.substr(0, mark), word.substr(mark + 1), word[mark] == '!'});
    }
    return names;
}

const Name* find_name(std::string_view name) {
    static const std::vector<Name> names = split_names();
    const auto found = std::ranges::lower_bound(names, name, {}, &Name::name);
    return found == names.end() || found->name != name ? nullptr : &*found;
}

std::string meaning(const Name& name) {
    std::string out;
    std::uint32_t code_point = 0;
    for (const char c : name.codes) {
        if (c == '+') {
            append(out, code_point);
            code_point = 0;
        } else {
            code_point = code_point * 16 + digit_value(c, 16).value_or(0);
        }
    }
    append(out, code_point);
    return out;
}

enum class Ending { semicolon, any };

// `text` begins behind the "&".
std::optional<Reference> named(std::string_view text, Ending ending) {
    std::size_t length = 0;
    while (length < text.size() && length <= kLongestName && is_letter_or_digit(text[length]))
        ++length;
    if (length < text.size() && text[length] == ';') {
        const Name* name = find_name(text.substr(0, length));
        if (name != nullptr) return Reference{meaning(*name), length + 1};
    }
    if (ending == Ending::semicolon) return std::nullopt;
    for (length = std::min(length, kLongestOldName); length > 0; --length) {
        const Name* name = find_name(text.substr(0, length));
        if (name != nullptr && name->old) return Reference{meaning(*name), length};
    }
    return std::nullopt;
}

std::uint32_t character_of(std::uint32_t number) {
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
        return kReplacement;
    if (number < 0x80 || number > 0x9F) return number;
    const std::uint32_t meant = kWindows1252.at(number - 0x80);
    return meant == 0 ? number : meant;
}

// `text` begins behind the "&#".
std::optional<Reference> numbered(std::string_view text, Ending ending) {
    const bool hexadecimal = text.starts_with('x') || text.starts_with('X');
    const std::uint32_t base = hexadecimal ? 16 : 10;
    const std::size_t first = hexadecimal ? 1 : 0;
    constexpr std::uint32_t kTooLarge = 0x110000;
    std::uint32_t number = 0;
    std::size_t at = first;
    for (; at < text.size(); ++at) {
        const auto digit = digit_value(text[at], base);
        if (!digit) break;
        number = std::min(number * base + *digit, kTooLarge);
    }
    const bool ended = at < text.size() && text[at] == ';';
    if (at == first || (ending == Ending::semicolon && !ended)) return std::nullopt;
    Reference reference;
    append(reference.text, character_of(number));
    reference.bytes = ended ? at + 1 : at;
    return reference;
}

std::string decoded(std::string_view text, Ending ending) {
    std::string out;
    out.reserve(text.size());
    while (true) {
        const std::size_t sign = text.find('&');
        out.append(text.substr(0, sign));
        if (sign == std::string_view::npos) return out;
        text.remove_prefix(sign + 1);
        const bool number = text.starts_with('#');
        const auto reference = number ? numbered(text.substr(1), ending) : named(text, ending);
        out += reference ? reference->text : "&";
        if (reference) text.remove_prefix(reference->bytes + (number ? 1 : 0));
    }
}

}  // namespace

std::string decode_character_references(std::string_view text) {
    return decoded(text, Ending::semicolon);
}

std::string decode_html_references(std::string_view text) {
    return decoded(text, Ending::any);
}

}  // namespace revivre::chapters
