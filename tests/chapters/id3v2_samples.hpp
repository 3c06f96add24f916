#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// ID3v2 tags made by hand, right or wrong, for the tests of their reader and writer.
namespace revivre::chapters::samples {

inline std::string big_endian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

inline std::string seven_bits(std::uint64_t value) {
    std::string out;
    for (int i = 3; i >= 0; --i) out += static_cast<char>(value >> (7 * i) & 0x7F);
    return out;
}

/// A frame of 2.3, or of 2.4 as long as it is shorter than 128 bytes.
inline std::string frame(std::string_view id, std::string_view body, std::uint16_t flags = 0) {
    return std::string(id) + big_endian(body.size(), 4) + big_endian(flags, 2) + std::string(body);
}

inline std::string tag(int version, std::string_view frames, std::uint8_t flags = 0) {
    return std::string("ID3") + static_cast<char>(version) + '\0' + static_cast<char>(flags) +
           seven_bits(frames.size()) + std::string(frames);
}

/// A text frame in ISO 8859-1.
inline std::string text(std::string_view id, std::string_view line) {
    return frame(id, std::string(1, '\0').append(line));
}

inline std::string chap_body(std::string_view id, std::uint32_t start, std::uint32_t end,
                             std::string_view sub_frames) {
    return std::string(id) + '\0' + big_endian(start, 4) + big_endian(end, 4) +
           std::string(8, '\xFF') + std::string(sub_frames);
}

inline std::string chap(std::string_view id, std::uint32_t start, std::uint32_t end,
                        std::string_view title) {
    return frame("CHAP", chap_body(id, start, end, text("TIT2", title)));
}

inline std::string ctoc(std::string_view id, int flags, const std::vector<std::string>& entries,
                        std::string_view sub_frames = {}) {
    std::string body = std::string(id) + '\0' + static_cast<char>(flags);
    body += static_cast<char>(entries.size());
    for (const std::string& entry : entries) body += entry + '\0';
    return frame("CTOC", body.append(sub_frames));
}

}  // namespace revivre::chapters::samples
