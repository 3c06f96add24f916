#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/containers/byte_stream.hpp"

/// Pages of Ogg (RFC 3533, section 6).
namespace revivre::chapters::ogg {

inline constexpr std::size_t kPageHeadBytes = 27;  ///< before the lacing values
inline constexpr std::size_t kLargestLacing = 255;
inline constexpr std::uint64_t kNoPacketEnds = ~std::uint64_t{0};  ///< a granule position

struct Page {
    std::uint64_t offset = 0;  ///< in the file
    bool continued = false;    ///< begins in the middle of a packet
    bool first = false;        ///< of its stream
    bool last = false;
    std::uint64_t granule = 0;
    std::uint32_t serial = 0;
    std::uint32_t sequence = 0;
    std::uint32_t checksum = 0;
    std::string lacing;  ///< a byte a segment; below 255 it ends a packet
    [[nodiscard]] std::uint64_t body() const { return offset + kPageHeadBytes + lacing.size(); }
    [[nodiscard]] std::uint64_t end() const;  ///< where the next one should begin
};

/// Pages one after the other; bytes of no meaning between them are passed over.
class PageReader {
  public:
    /// `media` must live as long as this object.
    explicit PageReader(ByteSource& media) : media_(media) {}

    /// None at the file's end. A page may be longer than what is left of the file.
    std::optional<Page> next();

    /// How many bytes were no page so far.
    [[nodiscard]] std::uint64_t passed_over() const noexcept { return passed_over_; }

  private:
    std::string_view window(std::uint64_t offset, std::size_t count);
    std::optional<Page> page_at(std::uint64_t offset);

    ByteSource& media_;
    std::uint64_t next_ = 0;
    std::uint64_t passed_over_ = 0;
    std::uint64_t window_begin_ = 0;
    std::string window_;
};

/// The checksum that a page should have, whatever it has. REQUIRES a whole page.
std::uint32_t checksum_of(std::string_view page);

/// The page's bytes before its body, with another number: its checksum becomes right when it was,
/// and stays as wrong as it was. The body is not needed for that.
std::string renumbered_head(const Page& page, std::uint32_t sequence);

/// Pages of one stream from packets: `lacing` and `body` as a whole, cut into pages of at most 255
/// segments. `like` gives serial number, first number, and the granule position and end mark of the
/// last one.
struct Packets {
    std::string lacing;
    std::string body;
};
std::vector<std::string> pages_of(const Packets& packets, const Page& like, std::uint32_t sequence);

/// The lacing values of a packet of `bytes`.
std::string lacing_of(std::size_t bytes);

}  // namespace revivre::chapters::ogg
