#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers as containers write them. Callers have made sure that the bytes are there.
namespace revivre::chapters {

inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

/// `count` bytes (up to 8) at `at`, the most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + i);
    return value;
}

/// `count` bytes (up to 8) at `at`, the least significant first.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | byte_at(bytes, at + i);
    return value;
}

inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(big_endian(bytes, at, 4));
}

inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(little_endian(bytes, at, 4));
}

inline std::string as_big_endian(std::uint64_t value, std::size_t count) {
    std::string out(count, '\0');
    for (std::size_t i = count; i-- > 0; value >>= 8) out[i] = static_cast<char>(value & 0xFF);
    return out;
}

inline std::string as_little_endian(std::uint64_t value, std::size_t count) {
    std::string out(count, '\0');
    for (std::size_t i = 0; i < count; ++i, value >>= 8) out[i] = static_cast<char>(value & 0xFF);
    return out;
}

}  // namespace revivre::chapters
