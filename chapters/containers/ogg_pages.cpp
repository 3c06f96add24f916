#include "chapters/containers/ogg_pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chapters/containers/byte_order.hpp"

namespace revivre::chapters::ogg {
namespace {

constexpr std::string_view kMark = "OggS";
constexpr std::size_t kSequencePlace = 18;
constexpr std::size_t kChecksumPlace = 22;
constexpr std::size_t kWindowBytes = 64 << 10;     // about a page
constexpr std::uint32_t kPolynomial = 0x04C11DB7;  // RFC 3533, section 6, field 8

constexpr std::array<std::uint32_t, 256> kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = byte << 24;
        for (int bit = 0; bit < 8; ++bit)
            value = value << 1 ^ ((value >> 31) != 0 ? kPolynomial : 0);
        table.at(byte) = value;
    }
    return table;
}();

std::uint32_t with_bytes(std::uint32_t value, std::string_view bytes) {
    for (const char c : bytes)
        value = value << 8 ^ kTable[(value >> 24) ^ static_cast<std::uint8_t>(c)];
    return value;
}

// What 2^k bytes of zero make of each bit of a checksum: it is linear, and no page has 2^17 bytes.
using Matrix = std::array<std::uint32_t, 32>;
std::uint32_t applied(const Matrix& matrix, std::uint32_t value) {
    std::uint32_t out = 0;
    for (std::size_t bit = 0; value != 0; ++bit, value >>= 1) {
        if ((value & 1) != 0) out ^= matrix[bit];
    }
    return out;
}

std::array<Matrix, 17> zero_matrices() {
    std::array<Matrix, 17> all{};
    for (std::size_t bit = 0; bit < 32; ++bit)
        all[0][bit] = with_bytes(std::uint32_t{1} << bit, std::string_view("\0", 1));
    for (std::size_t k = 1; k < all.size(); ++k) {
        for (std::size_t bit = 0; bit < 32; ++bit)
            all[k][bit] = applied(all[k - 1], all[k - 1][bit]);
    }
    return all;
}

std::uint32_t with_zeros(std::uint32_t value, std::uint64_t count) {
    static const std::array<Matrix, 17> matrices = zero_matrices();
    for (std::size_t k = 0; k < matrices.size(); ++k) {
        if ((count >> k & 1) != 0) value = applied(matrices[k], value);
    }
    return value;
}

std::string head_of(const Page& page, std::uint32_t sequence, std::uint32_t checksum) {
    std::string head(kMark);
    head += '\0';
    head +=
        static_cast<char>((page.continued ? 1 : 0) | (page.first ? 2 : 0) | (page.last ? 4 : 0));
    head += as_little_endian(page.granule, 8) + as_little_endian(page.serial, 4);
    head += as_little_endian(sequence, 4) + as_little_endian(checksum, 4);
    head += static_cast<char>(page.lacing.size());
    return head + page.lacing;
}

std::uint64_t total(std::string_view lacing) {
    std::uint64_t bytes = 0;
    for (const char c : lacing) bytes += static_cast<std::uint8_t>(c);
    return bytes;
}

}  // namespace

std::uint64_t Page::end() const {
    return body() + total(lacing);
}

std::string_view PageReader::window(std::uint64_t offset, std::size_t count) {
    if (offset < window_begin_ || offset + count > window_begin_ + window_.size()) {
        window_begin_ = offset;
        window_ = media_.bytes(offset, kWindowBytes);
    }
    return std::string_view(window_).substr(static_cast<std::size_t>(offset - window_begin_),
                                            count);
}

std::optional<Page> PageReader::page_at(std::uint64_t offset) {
    const std::string head(window(offset, kPageHeadBytes));
    if (head.size() < kPageHeadBytes || !head.starts_with(kMark) || head[4] != '\0')
        return std::nullopt;
    const std::uint8_t flags = byte_at(head, 5);
    const std::size_t segments = byte_at(head, 26);
    Page page;
    page.offset = offset;
    page.continued = (flags & 1) != 0;
    page.first = (flags & 2) != 0;
    page.last = (flags & 4) != 0;
    page.granule = little_endian(head, 6, 8);
    page.serial = little32(head, 14);
    page.sequence = little32(head, kSequencePlace);
    page.checksum = little32(head, kChecksumPlace);
    page.lacing = window(offset + kPageHeadBytes, segments);
    if (page.lacing.size() < segments) return std::nullopt;
    return page;
}

std::optional<Page> PageReader::next() {
    while (next_ < media_.size()) {
        if (auto page = page_at(next_)) {
            next_ = page->end();
            return page;
        }
        // The next mark, or the last bytes of the window, in which one may begin.
        const std::string_view rest =
            window(next_ + 1, kMark.size()).empty()
                ? std::string_view()
                : std::string_view(window_).substr(
                      static_cast<std::size_t>(next_ + 1 - window_begin_));
        const std::size_t mark = rest.find(kMark);
        const std::size_t step = mark != std::string_view::npos
                                     ? mark
                                     : std::max(rest.size(), kMark.size()) - kMark.size();
        const std::uint64_t from = std::min<std::uint64_t>(next_ + 1 + step, media_.size());
        passed_over_ += from - next_;
        next_ = from;
    }
    return std::nullopt;
}

std::uint32_t checksum_of(std::string_view page) {
    std::uint32_t value = with_bytes(0, page.substr(0, kChecksumPlace));
    value = with_zeros(value, 4);
    return with_bytes(value, page.substr(kChecksumPlace + 4));
}

std::string renumbered_head(const Page& page, std::uint32_t sequence) {
    const std::string change = as_little_endian(page.sequence ^ sequence, 4);
    const std::uint64_t behind = page.end() - page.offset - kSequencePlace - change.size();
    return head_of(page, sequence, page.checksum ^ with_zeros(with_bytes(0, change), behind));
}

std::vector<std::string> pages_of(const Packets& packets, const Page& like,
                                  std::uint32_t sequence) {
    std::vector<std::string> pages;
    std::size_t body_at = 0;
    for (std::size_t at = 0; at < packets.lacing.size(); at += kLargestLacing) {
        Page page;
        page.serial = like.serial;
        page.lacing = packets.lacing.substr(at, kLargestLacing);
        const bool final_one = at + page.lacing.size() == packets.lacing.size();
        const bool packet_ends = page.lacing.find_first_not_of('\xFF') != std::string::npos;
        page.continued = at > 0 && packets.lacing[at - 1] == '\xFF';
        page.last = final_one && like.last;
        page.granule = !packet_ends ? kNoPacketEnds : final_one ? like.granule : 0;
        const auto bytes = static_cast<std::size_t>(total(page.lacing));
        std::string whole = head_of(page, sequence++, 0) + packets.body.substr(body_at, bytes);
        body_at += bytes;
        whole.replace(kChecksumPlace, 4, as_little_endian(checksum_of(whole), 4));
        pages.push_back(std::move(whole));
    }
    return pages;
}

std::string lacing_of(std::size_t bytes) {
    std::string lacing(bytes / kLargestLacing, '\xFF');
    return lacing += static_cast<char>(bytes % kLargestLacing);
}

}  // namespace revivre::chapters::ogg
