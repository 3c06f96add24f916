#include "chapters/containers/mp4_boxes.hpp"

#include <algorithm>
#include <utility>

namespace revivre::chapters::mp4 {
namespace {

constexpr std::uint64_t kSmallHeader = 8;   // size, type
constexpr std::uint64_t kLargeHeader = 16;  // 1, type, 64-bit size
constexpr std::uint32_t kUnity = 0x00010000;
constexpr std::uint32_t kUnityOfW = 0x40000000;

}  // namespace

std::optional<Box> BoxReader::box_at(std::uint64_t offset, std::uint64_t limit, bool open_end) {
    if (boxes_left_ == 0 || offset >= limit || limit - offset < kSmallHeader) return std::nullopt;
    --boxes_left_;
    const std::string head = source_.bytes(
        offset, static_cast<std::size_t>(std::min<std::uint64_t>(kLargeHeader, limit - offset)));
    Fields fields(head);
    std::uint64_t size = fields.u32();
    Box box{.type = fields.u32(), .begin = offset, .body = offset + kSmallHeader, .end = limit};
    if (size == 1) {
        size = fields.u64();
        box.body = offset + kLargeHeader;
    } else if (size == 0) {
        if (!open_end) return std::nullopt;
        size = limit - offset;
    }
    if (!fields.ok() || size < box.body - offset) return std::nullopt;
    box.cut = size > limit - offset;
    if (!box.cut) box.end = offset + size;
    return box;
}

std::optional<Box> BoxReader::top_box(std::uint64_t offset) {
    return box_at(offset, source_.size(), true);
}

std::vector<Box> BoxReader::children(const Box& parent, std::uint64_t skip) {
    std::vector<Box> found;
    if (skip > parent.end - parent.body) return found;
    std::uint64_t at = parent.body + skip;
    while (const auto box = box_at(at, parent.end, false)) {
        found.push_back(*box);
        at = box->end;
    }
    return found;
}

std::optional<Box> BoxReader::descendant(const Box& parent, std::initializer_list<BoxType> path) {
    Box place = parent;
    for (const BoxType type : path) {
        const std::vector<Box> inside = children(place);
        const auto found = std::ranges::find(inside, type, &Box::type);
        if (found == inside.end()) return std::nullopt;
        place = *found;
    }
    return place;
}

std::string BoxReader::body(const Box& box, std::size_t most) {
    return source_.bytes(
        box.body, static_cast<std::size_t>(std::min<std::uint64_t>(most, box.end - box.body)));
}

std::uint64_t Fields::number(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const char c : text(bytes)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

std::string_view Fields::text(std::size_t count) {
    if (count > rest_.size()) {
        ok_ = false;
        rest_ = {};
        return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

BoxWriter& BoxWriter::number(std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) bytes_ += static_cast<char>(value >> (8 * i) & 0xFF);
    return *this;
}

BoxWriter& BoxWriter::zeros(std::size_t count) {
    bytes_.append(count, '\0');
    return *this;
}

BoxWriter& BoxWriter::text(std::string_view bytes) {
    bytes_ += bytes;
    return *this;
}

BoxWriter& BoxWriter::full(std::uint8_t version, std::uint32_t flags) {
    return u32(std::uint32_t{version} << 24 | flags);
}

BoxWriter& BoxWriter::matrix() {
    return u32(kUnity).zeros(12).u32(kUnity).zeros(12).u32(kUnityOfW);
}

std::string BoxWriter::boxed(BoxType type) {
    return mp4::boxed(type, std::exchange(bytes_, {}));
}

std::string boxed(BoxType type, std::string_view body) {
    BoxWriter box;
    if (body.size() + kSmallHeader > 0xFFFFFFFF) {
        box.u32(1).u32(type).u64(body.size() + kLargeHeader);
    } else {
        box.u32(body.size() + kSmallHeader).u32(type);
    }
    return box.text(body).bytes();
}

}  // namespace revivre::chapters::mp4
