#include "chapters/text/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace revivre::chapters {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
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

}  // namespace

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
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

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

bool is_mostly_utf8(std::string_view bytes) {
    constexpr std::size_t kGoodPerBad = 10;
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_length(bytes, at);
        good += length > 1 ? 1 : 0;
        bad += length == 0 ? 1 : 0;
        at += length == 0 ? 1 : length;
    }
    return good >= bad * kGoodPerBad;
}

std::string repaired_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) append_utf8(out, kReplacement);
        out += bytes.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

}  // namespace revivre::chapters
