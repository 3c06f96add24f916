#include "chapters/text/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "chapters/text/charset.hpp"

namespace revivre::chapters {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

// RFC 2781, section 2.2; half a pair becomes U+FFFD.
std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t at) -> char32_t {
        const char32_t first = byte_at(bytes, at);
        const char32_t second = byte_at(bytes, at + 1);
        return big_endian ? (first << 8 | second) : (second << 8 | first);
    };
    std::string out;
    out.reserve(bytes.size() / 2 + bytes.size() / 8);
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

std::string from_utf32(std::string_view bytes, bool big_endian) {
    std::string out;
    out.reserve(bytes.size() / 4 + bytes.size() / 16);
    for (std::size_t at = 0; at + 3 < bytes.size(); at += 4) {
        char32_t c = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            c = c << 8 | byte_at(bytes, big_endian ? at + i : at + 3 - i);
        }
        append_utf8(out, c);
    }
    if (bytes.size() % 4 != 0) append_utf8(out, kReplacement);
    return out;
}

// U+0000 after the mark of UTF-16 would be odd, and so would characters beyond Unicode.
bool is_utf32(std::string_view bytes, bool big_endian) {
    if (bytes.size() % 4 != 0) return false;
    constexpr std::size_t kSample = 4096;
    for (std::size_t at = 0; at < std::min(bytes.size(), kSample); at += 4) {
        const std::uint8_t highest = byte_at(bytes, big_endian ? at : at + 3);
        const std::uint8_t plane = byte_at(bytes, big_endian ? at + 1 : at + 2);
        if (highest != 0 || plane > 0x10) return false;
    }
    return true;
}

std::optional<std::string> from_marked(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return repaired_utf8(bytes.substr(3));
    constexpr std::string_view kLittle32("\xFF\xFE\0\0", 4);
    constexpr std::string_view kBig32("\0\0\xFE\xFF", 4);
    if (bytes.starts_with(kLittle32) && is_utf32(bytes, false)) {
        return from_utf32(bytes.substr(4), false);
    }
    if (bytes.starts_with(kBig32) && is_utf32(bytes, true)) {
        return from_utf32(bytes.substr(4), true);
    }
    if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true);
    return std::nullopt;
}

// UTF-16 without a mark shows by its zero bytes, which all stand at even or at odd places: every
// second byte of Latin text, and in any script those of times and line ends. A quarter of the
// places is asked for, because a stray zero in a UTF-8 text is only that.
std::optional<std::string> from_unmarked_utf16(std::string_view bytes) {
    constexpr std::size_t kSample = 4096;
    const std::size_t size = std::min(bytes.size(), kSample) / 2 * 2;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t at = 0; at < size; ++at) zeros.at(at % 2) += bytes[at] == '\0' ? 1U : 0U;
    const auto all_at = [&](std::size_t place) {
        return zeros.at(place) * 8 >= size && zeros.at(1 - place) * 16 <= zeros.at(place);
    };
    if (size < 4) return std::nullopt;
    if (all_at(1)) return from_utf16(bytes, false);
    if (all_at(0)) return from_utf16(bytes, true);
    return std::nullopt;
}

// The name in encoding="…" of an XML declaration, else empty (XML 1.0, section 4.3.3).
std::string_view declared_charset(std::string_view bytes) {
    const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || !bytes.substr(begin).starts_with("<?xml")) return {};
    constexpr std::size_t kLongest = 256;
    std::string_view declaration = bytes.substr(begin, kLongest);
    declaration = declaration.substr(0, declaration.find("?>"));
    const std::size_t name = declaration.find("encoding");
    if (name == std::string_view::npos) return {};
    const std::size_t open = declaration.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    return declaration.substr(open + 1, close - open - 1);
}

std::string decoded(std::string_view bytes) {
    if (auto text = from_marked(bytes)) return std::move(*text);
    if (auto text = from_unmarked_utf16(bytes)) return std::move(*text);
    if (is_utf8(bytes)) return std::string(bytes);
    const std::string_view charset = declared_charset(bytes);
    if (!charset.empty()) {
        if (auto text = from_charset(bytes, charset)) return std::move(*text);
    }
    if (is_mostly_utf8(bytes)) return repaired_utf8(bytes);
    return from_unknown_charset(bytes);
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

std::string decode_text(std::string_view bytes) {
    return with_unix_line_ends(decoded(bytes));
}

}  // namespace revivre::chapters
