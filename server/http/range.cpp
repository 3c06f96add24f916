#include "server/http/range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "server/http/limits.hpp"
#include "server/http/text.hpp"

namespace revivre::server {
namespace {

// Digits only. Numbers too large for 64 bits are valid, and lie behind every end.
std::optional<std::uint64_t> position(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc::result_out_of_range ? UINT64_MAX : value;
}

// One element. Nothing: not of the grammar. A length of 0: valid, but outside.
std::optional<ByteRange> element_range(std::string_view text, std::uint64_t size) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const std::string_view from = text.substr(0, dash);
    const std::string_view to = text.substr(dash + 1);
    const auto last = position(to);
    if (!to.empty() && !last) return std::nullopt;
    if (from.empty()) {
        if (!last) return std::nullopt;
        const std::uint64_t length = std::min(*last, size);
        return ByteRange{size - length, length};
    }
    const auto first = position(from);
    if (!first || (last && *last < *first)) return std::nullopt;
    if (*first >= size) return ByteRange{};
    const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
    return ByteRange{*first, end - *first + 1};
}

bool overlap(std::vector<ByteRange> ranges) {
    std::ranges::sort(ranges, {}, &ByteRange::first);
    return std::ranges::adjacent_find(ranges, [](const ByteRange& left, const ByteRange& right) {
               return left.first + left.length > right.first;
           }) != ranges.end();
}

}  // namespace

RangeRequest parse_range(std::string_view field, std::uint64_t size) {
    const std::size_t equals = field.find('=');
    if (equals == std::string_view::npos || !same_token(trim(field.substr(0, equals)), "bytes")) {
        return {};
    }
    std::string_view rest = field.substr(equals + 1);
    std::vector<ByteRange> ranges;
    std::size_t asked = 0;
    while (!rest.empty()) {
        const std::string_view text = next_element(rest);
        if (text.empty()) continue;  // RFC 9110, section 5.6.1.2: empty elements do not count
        const auto range = element_range(text, size);
        if (!range || ++asked > kRangeLimit) return {};
        if (range->length > 0) ranges.push_back(*range);
    }
    if (asked == 0 || overlap(ranges)) return {};
    if (ranges.empty()) return {.outcome = RangeRequest::Outcome::unsatisfiable, .ranges = {}};
    return {.outcome = RangeRequest::Outcome::partial, .ranges = std::move(ranges)};
}

}  // namespace revivre::server
