#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/containers/byte_stream.hpp"

/// Boxes ("atoms") of ISO/IEC 14496-12 and the QuickTime File Format. All numbers are big-endian.
namespace revivre::chapters::mp4 {

using BoxType = std::uint32_t;

/// "moov" as the number that a file holds.
constexpr BoxType box_type(std::string_view four) {
    BoxType type = 0;
    for (const char c : four) type = type << 8 | static_cast<unsigned char>(c);
    return type;
}

/// Where a box lies, counted from the start of its source.
struct Box {
    BoxType type = 0;
    std::uint64_t begin = 0;
    std::uint64_t body = 0;  ///< behind size and type
    std::uint64_t end = 0;   ///< never behind what it lies in
    bool cut = false;        ///< it says that it is longer than what it lies in

    [[nodiscard]] std::uint64_t size() const noexcept { return end - begin; }
};

/// Finds boxes without reading what is in them. Looks at no more than a given number of boxes, so
/// that a file of nothing but empty boxes is soon given up.
class BoxReader {
  public:
    /// `source` must live as long as this object.
    explicit BoxReader(ByteSource& source, std::size_t most_boxes = 200'000)
        : source_(source), boxes_left_(most_boxes) {}

    /// The box at `offset` of the file itself, where a size of 0 means "to the end".
    std::optional<Box> top_box(std::uint64_t offset);

    /// The boxes of `parent`, as far as their sizes make sense. `skip` bytes come before the first.
    std::vector<Box> children(const Box& parent, std::uint64_t skip = 0);

    /// The first box that this path of types leads to.
    std::optional<Box> descendant(const Box& parent, std::initializer_list<BoxType> path);

    /// At most `most` bytes of a box, behind size and type.
    std::string body(const Box& box, std::size_t most);

    /// True when more boxes were asked for than are looked at.
    [[nodiscard]] bool exhausted() const noexcept { return boxes_left_ == 0; }

    [[nodiscard]] ByteSource& source() noexcept { return source_; }

  private:
    std::optional<Box> box_at(std::uint64_t offset, std::uint64_t limit, bool open_end);

    ByteSource& source_;
    std::size_t boxes_left_;
};

/// Reads numbers off a text. Past its end they are 0 and ok() is false.
class Fields {
  public:
    explicit Fields(std::string_view bytes) : rest_(bytes) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    /// 32 bits in version 0 of a box, else 64.
    std::uint64_t sized(std::uint8_t version) { return version == 0 ? u32() : u64(); }

    std::string_view text(std::size_t count);
    void skip(std::size_t count) { text(count); }
    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }
    [[nodiscard]] bool ok() const noexcept { return ok_; }

  private:
    std::uint64_t number(std::size_t bytes);

    std::string_view rest_;
    bool ok_ = true;
};

/// Puts boxes together.
class BoxWriter {
  public:
    BoxWriter& u8(std::uint64_t value) { return number(value, 1); }
    BoxWriter& u16(std::uint64_t value) { return number(value, 2); }
    BoxWriter& u32(std::uint64_t value) { return number(value, 4); }
    BoxWriter& u64(std::uint64_t value) { return number(value, 8); }
    BoxWriter& zeros(std::size_t count);
    BoxWriter& text(std::string_view bytes);
    /// Version and flags, with which many boxes begin.
    BoxWriter& full(std::uint8_t version, std::uint32_t flags = 0);
    /// The matrix that changes nothing, of tkhd and of QuickTime's text media.
    BoxWriter& matrix();

    /// All that was put in, as the body of a box. Nothing is left.
    std::string boxed(BoxType type);
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

  private:
    BoxWriter& number(std::uint64_t value, int bytes);

    std::string bytes_;
};

/// `body` with size and type before it.
std::string boxed(BoxType type, std::string_view body);

}  // namespace revivre::chapters::mp4
