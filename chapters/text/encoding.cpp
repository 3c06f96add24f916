#include "chapters/text/encoding.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace revivre::chapters {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding Standard, index windows-1252); the five that
// have no character there keep their C1 control, as that index does.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

// Length of the well-formed sequence at `at`, 0 when there is none. RFC 3629, section 4: the second
// byte's range is narrower after E0, ED, F0 and F4.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const std::uint8_t lead = byte_at(bytes, at);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.size()) return 0;
    const std::uint8_t second = byte_at(bytes, at + 1);
    const std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) return 0;
    for (std::size_t next = at + 2; next < at + length; ++next) {
        if ((byte_at(bytes, next) & 0xC0) != 0x80) return 0;
    }
    return length;
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const std::uint8_t byte = byte_at(bytes, at);
        append_utf8(out, byte >= 0x80 && byte < 0xA0 ? char32_t{kWindows1252.at(byte - 0x80U)}
                                                     : char32_t{byte});
    }
    return out;
}

// RFC 2781, section 2.2; half a pair becomes U+FFFD.
std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t at) -> char32_t {
        const char32_t first = byte_at(bytes, at);
        const char32_t second = byte_at(bytes, at + 1);
        return big_endian ? (first << 8 | second) : (second << 8 | first);
    };
    std::string out;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        const bool high = c >= 0xD800 && c < 0xDC00;
        const char32_t low = high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = kReplacement;
        }
        append_utf8(out, c);
    }
    if (bytes.size() % 2 != 0) append_utf8(out, kReplacement);
    return out;
}

std::string with_unix_line_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            out.push_back(text[at]);
        } else if (at + 1 == text.size() || text[at + 1] != '\n') {
            out.push_back('\n');
        }
    }
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string decode_text(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return with_unix_line_ends(from_utf16(bytes.substr(2), false));
    }
    if (bytes.starts_with("\xFE\xFF"))
        return with_unix_line_ends(from_utf16(bytes.substr(2), true));
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (is_utf8(bytes)) return with_unix_line_ends(bytes);
    return with_unix_line_ends(from_windows_1252(bytes));
}

}  // namespace revivre::chapters
