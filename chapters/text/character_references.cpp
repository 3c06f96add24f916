// Character references of HTML: names of HTML 4.01 (section 24, Latin-1 and the typographic ones),
// numbers by the HTML Standard, section 13.2.5.80 ("numeric character reference end state").

#include "chapters/text/character_references.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include <utf8proc.h>

namespace revivre::chapters {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongest = 12;  // "&#x0010FFFF;"; the longest name has 6 letters

// U+00A0 to U+00FF, in order (HTML 4.01, section 24.2.1).
constexpr std::array<std::string_view, 96> kLatin1Names{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::array kOtherNames{std::pair<std::string_view, std::uint32_t>{"amp", '&'},
                                 std::pair<std::string_view, std::uint32_t>{"lt", '<'},
                                 std::pair<std::string_view, std::uint32_t>{"gt", '>'},
                                 std::pair<std::string_view, std::uint32_t>{"quot", '"'},
                                 std::pair<std::string_view, std::uint32_t>{"apos", '\''},
                                 std::pair<std::string_view, std::uint32_t>{"OElig", 0x152},
                                 std::pair<std::string_view, std::uint32_t>{"oelig", 0x153},
                                 std::pair<std::string_view, std::uint32_t>{"Scaron", 0x160},
                                 std::pair<std::string_view, std::uint32_t>{"scaron", 0x161},
                                 std::pair<std::string_view, std::uint32_t>{"Yuml", 0x178},
                                 std::pair<std::string_view, std::uint32_t>{"ensp", 0x2002},
                                 std::pair<std::string_view, std::uint32_t>{"emsp", 0x2003},
                                 std::pair<std::string_view, std::uint32_t>{"thinsp", 0x2009},
                                 std::pair<std::string_view, std::uint32_t>{"zwnj", 0x200C},
                                 std::pair<std::string_view, std::uint32_t>{"zwj", 0x200D},
                                 std::pair<std::string_view, std::uint32_t>{"lrm", 0x200E},
                                 std::pair<std::string_view, std::uint32_t>{"rlm", 0x200F},
                                 std::pair<std::string_view, std::uint32_t>{"ndash", 0x2013},
                                 std::pair<std::string_view, std::uint32_t>{"mdash", 0x2014},
                                 std::pair<std::string_view, std::uint32_t>{"lsquo", 0x2018},
                                 std::pair<std::string_view, std::uint32_t>{"rsquo", 0x2019},
                                 std::pair<std::string_view, std::uint32_t>{"sbquo", 0x201A},
                                 std::pair<std::string_view, std::uint32_t>{"ldquo", 0x201C},
                                 std::pair<std::string_view, std::uint32_t>{"rdquo", 0x201D},
                                 std::pair<std::string_view, std::uint32_t>{"bdquo", 0x201E},
                                 std::pair<std::string_view, std::uint32_t>{"dagger", 0x2020},
                                 std::pair<std::string_view, std::uint32_t>{"bull", 0x2022},
                                 std::pair<std::string_view, std::uint32_t>{"hellip", 0x2026},
                                 std::pair<std::string_view, std::uint32_t>{"permil", 0x2030},
                                 std::pair<std::string_view, std::uint32_t>{"lsaquo", 0x2039},
                                 std::pair<std::string_view, std::uint32_t>{"rsaquo", 0x203A},
                                 std::pair<std::string_view, std::uint32_t>{"euro", 0x20AC},
                                 std::pair<std::string_view, std::uint32_t>{"trade", 0x2122},
                                 std::pair<std::string_view, std::uint32_t>{"larr", 0x2190},
                                 std::pair<std::string_view, std::uint32_t>{"rarr", 0x2192}};

// 0x80 to 0x9F mean Windows-1252 in a numeric reference; 0 where that has no character.
constexpr std::array<std::uint32_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<std::uint32_t> named(std::string_view name) {
    const auto latin = std::find(kLatin1Names.begin(), kLatin1Names.end(), name);
    if (latin != kLatin1Names.end()) {
        return 0xA0U + static_cast<std::uint32_t>(latin - kLatin1Names.begin());
    }
    const auto other =
        std::find_if(kOtherNames.begin(), kOtherNames.end(),
                     [name](const auto& candidate) { return candidate.first == name; });
    if (other == kOtherNames.end()) return std::nullopt;
    return other->second;
}

// `digits` is what stands behind "&#", e.g. "233" or "xE9".
std::optional<std::uint32_t> numbered(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    if (digits.empty()) return std::nullopt;
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, fault] =
        std::from_chars(digits.data(), end, number, hexadecimal ? 16 : 10);
    if (stopped != end) return std::nullopt;
    const bool impossible = fault != std::errc{} || number == 0 || number > 0x10FFFF ||
                            (number >= 0xD800 && number <= 0xDFFF);
    if (impossible) return kReplacement;
    if (number < 0x80 || number > 0x9F) return number;
    const std::uint32_t meant = kWindows1252.at(number - 0x80);
    return meant == 0 ? number : meant;
}

void append(std::string& out, std::uint32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

}  // namespace

std::string decode_character_references(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t reference = text.find('&');
        out.append(text.substr(0, reference));
        if (reference == std::string_view::npos) break;
        text.remove_prefix(reference);
        const std::size_t end = text.substr(0, kLongest).find(';');
        std::optional<std::uint32_t> decoded;
        if (end != std::string_view::npos && end > 1) {
            decoded =
                text[1] == '#' ? numbered(text.substr(2, end - 2)) : named(text.substr(1, end - 1));
        }
        if (decoded) append(out, *decoded);
        if (!decoded) out.push_back('&');
        text.remove_prefix(decoded ? end + 1 : 1);
    }
    return out;
}

}  // namespace revivre::chapters
