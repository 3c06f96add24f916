#include "chapters/containers/ebml.hpp"

#include <algorithm>
#include <bit>

namespace revivre::chapters {
namespace {

std::uint64_t number_of(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

constexpr std::size_t kJumpBytes = 64;

// How long the number is that begins with this byte: leading zero bits, and one.
std::size_t length_of(char first) {
    return static_cast<std::size_t>(std::countl_zero(static_cast<unsigned char>(first))) + 1;
}

}  // namespace

std::optional<EbmlElement> parse_ebml_head(std::string_view bytes, std::uint64_t offset) {
    if (bytes.empty()) return std::nullopt;
    const std::size_t id_bytes = length_of(bytes[0]);
    if (id_bytes > 4 || bytes.size() <= id_bytes) return std::nullopt;
    const std::size_t size_bytes = length_of(bytes[id_bytes]);
    if (size_bytes > 8 || bytes.size() < id_bytes + size_bytes) return std::nullopt;
    EbmlElement element;
    element.id = static_cast<std::uint32_t>(number_of(bytes.substr(0, id_bytes)));
    element.offset = offset;
    element.content = offset + id_bytes + size_bytes;
    const std::uint64_t largest = (std::uint64_t{1} << (7 * size_bytes)) - 1;  // all bits: unknown
    const std::uint64_t size = number_of(bytes.substr(id_bytes, size_bytes)) & largest;
    element.unknown_size = size == largest;
    if (!element.unknown_size) element.size = size;
    constexpr std::uint64_t kLargestEnd = std::uint64_t{1} << 63;
    if (element.content >= kLargestEnd || element.end() >= kLargestEnd) return std::nullopt;
    return element;
}

std::optional<EbmlChild> take_ebml_child(std::string_view& content) {
    const auto element = parse_ebml_head(content.substr(0, kEbmlHeadBytes), 0);
    if (!element) return std::nullopt;
    const auto head = static_cast<std::size_t>(element->content);
    const std::uint64_t left = content.size() - head;
    const std::uint64_t size = element->unknown_size ? left : element->size;
    EbmlChild child;
    child.id = element->id;
    child.cut = size > left;
    const auto whole = head + static_cast<std::size_t>(std::min(size, left));
    child.whole = content.substr(0, whole);
    child.content = child.whole.substr(head);
    content.remove_prefix(whole);
    return child;
}

std::optional<std::uint64_t> ebml_uint(std::string_view content, std::uint64_t otherwise) {
    if (content.empty()) return otherwise;
    if (content.size() > 8) return std::nullopt;
    return number_of(content);
}

double ebml_float(std::string_view content) {
    if (content.size() == 8) return std::bit_cast<double>(number_of(content));
    if (content.size() != 4) return 0;
    return static_cast<double>(
        std::bit_cast<float>(static_cast<std::uint32_t>(number_of(content))));
}

std::string_view ebml_text(std::string_view content) {
    return content.substr(0, content.find('\0'));
}

std::optional<EbmlElement> EbmlFile::element_at(std::uint64_t offset) {
    return parse_ebml_head(peek(offset, kEbmlHeadBytes), offset);
}

std::string_view EbmlFile::peek(std::uint64_t offset, std::size_t count) {
    if (offset >= size_) return {};
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
    const bool here = offset >= window_offset_ && offset - window_offset_ <= window_size_ &&
                      window_size_ - (offset - window_offset_) >= count;
    if (!here) {
        // What lies close together is read together; to pass a cluster a head is enough.
        const bool near = offset >= window_offset_ && offset - window_offset_ < 2 * kWindowBytes;
        const std::size_t wanted = near ? kWindowBytes : std::max(count, kJumpBytes);
        window_size_ = media_.read(offset, std::span(window_).first(wanted));
        window_offset_ = offset;
    }
    const auto from = static_cast<std::size_t>(offset - window_offset_);
    return std::string_view(window_.data(), window_size_).substr(from, count);
}

std::string ebml_head(std::uint32_t id, std::uint64_t size, std::size_t size_bytes) {
    if (size_bytes == 0) {
        size_bytes = 1;
        // All bits set would mean an unknown size.
        while (size_bytes < 8 && size >= (std::uint64_t{1} << (7 * size_bytes)) - 1) ++size_bytes;
    }
    const std::uint64_t marker = std::uint64_t{1} << (7 * size_bytes);
    return ebml_bytes(id, ebml_width(id)) + ebml_bytes(marker | size, size_bytes);
}

std::string ebml_element(std::uint32_t id, std::string_view content) {
    return ebml_head(id, content.size()).append(content);
}

std::string ebml_uint_element(std::uint32_t id, std::uint64_t value) {
    return ebml_element(id, ebml_bytes(value, ebml_width(value)));
}

std::string ebml_bytes(std::uint64_t value, std::size_t bytes) {
    std::string out(bytes, '\0');
    for (std::size_t i = bytes; i-- > 0; value >>= 8) out[i] = static_cast<char>(value & 0xFF);
    return out;
}

std::size_t ebml_width(std::uint64_t value) {
    return std::max<std::size_t>((static_cast<std::size_t>(std::bit_width(value)) + 7) / 8, 1);
}

}  // namespace revivre::chapters
