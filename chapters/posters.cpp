#include "chapters/posters.hpp"

#include <charconv>
#include <cstdint>

namespace revivre::chapters {
namespace {

constexpr std::string_view kBefore = "poster-";
constexpr std::string_view kAfter = ".jpg";
constexpr std::size_t kDigits = 9;

// Eighteen digits of milliseconds cannot overflow.
constexpr std::size_t kMostDigits = 18;

}  // namespace

std::string poster_name(Time time) {
    std::string digits = std::to_string(time.count());
    if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
    return std::string{kBefore} + digits + std::string{kAfter};
}

std::optional<Time> poster_time(std::string_view name) {
    if (!name.starts_with(kBefore) || !name.ends_with(kAfter)) return {};
    if (name.size() < kBefore.size() + kDigits + kAfter.size()) return {};
    name.remove_prefix(kBefore.size());
    name.remove_suffix(kAfter.size());
    if (name.size() > kMostDigits || name.find_first_not_of("0123456789") != name.npos) return {};
    std::int64_t milliseconds = 0;
    std::from_chars(name.data(), name.data() + name.size(), milliseconds);
    return Time{milliseconds};
}

std::string_view poster_for(std::span<const std::string> names, Time start, Time end) {
    std::string_view within;
    std::string_view before;
    std::optional<Time> first;
    std::optional<Time> last;
    for (const std::string& name : names) {
        const std::optional<Time> time = poster_time(name);
        if (!time || *time >= end) continue;
        if (*time >= start && (!first || *time < *first)) {
            first = time;
            within = name;
        } else if (*time < start && (!last || *time > *last)) {
            last = time;
            before = name;
        }
    }
    return first ? within : before;
}

}  // namespace revivre::chapters
