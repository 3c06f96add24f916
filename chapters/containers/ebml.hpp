#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "chapters/containers/byte_stream.hpp"

/// EBML (RFC 8794): elements of an id, a size, and content, as far as chapters need it.
namespace revivre::chapters {

/// Where an element lies in a file.
struct EbmlElement {
    std::uint32_t id = 0;       ///< with its length marker, as RFC 9559 writes ids
    std::uint64_t offset = 0;   ///< of its first byte
    std::uint64_t content = 0;  ///< where its content begins
    std::uint64_t size = 0;     ///< of its content; for an unknown size 0
    bool unknown_size = false;  ///< goes on until something that cannot be inside it

    [[nodiscard]] std::uint64_t end() const noexcept { return content + size; }
};

/// The longest id and the longest size of RFC 9559, section 4.
inline constexpr std::size_t kEbmlHeadBytes = 4 + 8;

/// The element whose id and size `bytes` begins with, at `offset` of a file. None when they are
/// none. Its end is below 2^63.
std::optional<EbmlElement> parse_ebml_head(std::string_view bytes, std::uint64_t offset);

/// A child of an element in memory. `cut`: it should be longer than what is there.
struct EbmlChild {
    std::uint32_t id = 0;
    std::string_view content;
    std::string_view whole;  ///< with id and size
    bool cut = false;
};

/// Takes the first element off `content`; none at its end or where no element begins. One of
/// unknown size takes all that is left.
std::optional<EbmlChild> take_ebml_child(std::string_view& content);

/// A number of 0 to 8 bytes; `otherwise` when it has none (RFC 8794, section 6.1), none when it has
/// more.
std::optional<std::uint64_t> ebml_uint(std::string_view content, std::uint64_t otherwise = 0);

/// A number of 4 or 8 bytes, else 0.
double ebml_float(std::string_view content);

/// A text up to the first NUL, with which texts are padded.
std::string_view ebml_text(std::string_view content);

/// Reads heads of elements all over a large file, in small pieces.
class EbmlFile {
  public:
    /// `media` must live as long as this object.
    explicit EbmlFile(ByteSource& media) : media_(media), size_(media.size()) {}

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    ByteSource& media() noexcept { return media_; }

    /// The element at `offset`; none at the end and where no element begins.
    std::optional<EbmlElement> element_at(std::uint64_t offset);

    /// At most `count` bytes from `offset` on, at most kWindowBytes. Valid until the next call.
    std::string_view peek(std::uint64_t offset, std::size_t count);

    /// A page of most systems: what a disk is asked for anyway.
    static constexpr std::size_t kWindowBytes = 4096;

  private:
    ByteSource& media_;
    std::uint64_t size_;
    std::array<char, kWindowBytes> window_{};
    std::uint64_t window_offset_ = 0;
    std::size_t window_size_ = 0;
};

/// Id and size, for content that follows; `size_bytes` from 1 to 8, 0: as few as it takes.
std::string ebml_head(std::uint32_t id, std::uint64_t size, std::size_t size_bytes = 0);

/// Whole elements.
std::string ebml_element(std::uint32_t id, std::string_view content);
std::string ebml_uint_element(std::uint32_t id, std::uint64_t value);

/// `value` in `bytes` bytes, most significant first; higher ones are cut off.
std::string ebml_bytes(std::uint64_t value, std::size_t bytes);

/// How many bytes a number takes, at least one.
std::size_t ebml_width(std::uint64_t value);

}  // namespace revivre::chapters
