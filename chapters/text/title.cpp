#include "chapters/text/title.hpp"

#include <string>

#include <utf8proc.h>

#include "chapters/text/character_references.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr utf8proc_int32_t kByteOrderMark = 0xFEFF;
constexpr utf8proc_int32_t kJoiner = 0x200D;

// The next code point and its bytes, removed from `text`, which is UTF-8 and not empty.
struct Character {
    utf8proc_int32_t code_point = 0;
    std::string_view bytes;
};

Character take_character(std::string_view& text) {
    Character next;
    const auto length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &next.code_point);
    next.bytes = text.substr(0, length > 0 ? static_cast<std::size_t>(length) : 1);
    text.remove_prefix(next.bytes.size());
    return next;
}

// White space of ASCII and what else ends a line (Unicode Standard, section 5.8).
bool is_blank(utf8proc_int32_t code_point) {
    return code_point == ' ' || (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

// Spaces with a width or a meaning of their own: no-break, ideographic, thin.
bool is_other_space(utf8proc_int32_t code_point) {
    return utf8proc_category(code_point) == UTF8PROC_CATEGORY_ZS;
}

bool is_dropped(utf8proc_int32_t code_point) {
    // U+FFFE and U+FFFF are no characters, and XML 1.0 cannot hold them.
    if (code_point == 0xFFFE || code_point == 0xFFFF) return true;
    return code_point == kByteOrderMark || utf8proc_category(code_point) == UTF8PROC_CATEGORY_CC;
}

// True for what belongs to the character before it: accents, variation selectors, joiners.
bool continues_character(utf8proc_int32_t code_point) {
    const auto category = utf8proc_category(code_point);
    return code_point == kJoiner || category == UTF8PROC_CATEGORY_MN ||
           category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_MC;
}

// Controls from U+0080 on are signs of Windows-1252 in texts that were taken for ISO-8859-1:
// U+0092 is an apostrophe. HTML reads their numbers so.
std::string sign_meant_by(utf8proc_int32_t control) {
    if (control < 0x80 || control > 0x9F) return {};
    std::string sign = decode_character_references("&#" + std::to_string(control) + ";");
    std::string_view rest = sign;
    return utf8proc_category(take_character(rest).code_point) == UTF8PROC_CATEGORY_CC
               ? std::string()
               : sign;
}

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::string gap;  // what stands between two words
    while (!text.empty()) {
        const Character next = take_character(text);
        if (is_blank(next.code_point)) {
            if (!gap.ends_with(' ')) gap += ' ';
        } else if (is_other_space(next.code_point)) {
            gap += next.bytes;
        } else {
            const std::string sign = sign_meant_by(next.code_point);
            if (sign.empty() && is_dropped(next.code_point)) continue;
            if (!out.empty()) out += gap;
            gap.clear();
            out += sign.empty() ? next.bytes : std::string_view(sign);
        }
    }
    return out;
}

// Cuts before the last whole character that leaves room for the ellipsis.
std::string shortened(std::string text) {
    if (text.size() <= kTitleLimit) return text;  // no fewer bytes than characters
    std::string_view rest = text;
    std::size_t keep = 0;
    std::size_t count = 0;
    while (!rest.empty()) {
        const std::size_t place = text.size() - rest.size();
        const Character next = take_character(rest);
        if (count < kTitleLimit && !continues_character(next.code_point)) keep = place;
        ++count;
    }
    if (count <= kTitleLimit) return text;
    text.resize(keep);
    return text.append(kEllipsis);
}

// What most lines are: printable ASCII, with single blanks between the words.
bool is_clean_ascii(std::string_view text) {
    char before = ' ';
    for (const char c : text) {
        if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return text.size() <= kTitleLimit && (text.empty() || before != ' ');
}

}  // namespace

std::string clean_line(std::string_view raw) {
    if (is_clean_ascii(raw)) return std::string(raw);
    return shortened(to_nfc(one_line(to_nfc(raw))));
}

std::string clean_title(std::string_view raw) {
    // Bytes are made valid first, so that references are looked for in text; normalising comes
    // after, because a reference can name an accent that joins the letter before it.
    return shortened(to_nfc(one_line(decode_character_references(to_nfc(raw)))));
}

}  // namespace revivre::chapters
