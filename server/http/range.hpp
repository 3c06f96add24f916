#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace revivre::server {

/// Bytes `[first, first + length)` of a representation; never empty.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;
    bool operator==(const ByteRange&) const = default;
};

/// What a Range field asks of a representation.
struct RangeRequest {
    enum class Outcome {
        whole,          ///< ignore the field: answer 200
        partial,        ///< answer 206 with `ranges`
        unsatisfiable,  ///< answer 416
    };
    Outcome outcome = Outcome::whole;
    std::vector<ByteRange> ranges;  ///< as asked, cut to the size
};

/// Reads a Range field (RFC 9110, section 14) for a representation of `size` bytes. What is no
/// byte range, has more than `kRangeLimit` of them, or overlaps is ignored, as section 14.2 allows:
/// such sets only serve to make a server work.
RangeRequest parse_range(std::string_view field, std::uint64_t size);

}  // namespace revivre::server
