#include "indexer/created_at.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace revivre::indexer {
namespace {

constexpr std::string_view kShape = "0000-00-00T00:00:00";  // 0: any digit

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

// The number of `digits` letters at `place`, which the caller has found to be digits.
int number_at(std::string_view text, std::size_t place, std::size_t digits) {
    int value = 0;
    std::from_chars(text.data() + place, text.data() + place + digits, value);
    return value;
}

bool has_shape(std::string_view text, std::string_view shape) {
    if (text.size() < shape.size()) return false;
    for (std::size_t place = 0; place < shape.size(); ++place) {
        const bool fits = shape[place] == '0' ? is_digit(text[place]) : shape[place] == text[place];
        if (!fits) return false;
    }
    return true;
}

bool is_moment(std::string_view text) {
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    const std::chrono::year_month_day date{year(number_at(text, 0, 4)),
                                           month(static_cast<unsigned>(number_at(text, 5, 2))),
                                           day(static_cast<unsigned>(number_at(text, 8, 2)))};
    return date.ok() && number_at(text, 11, 2) < 24 && number_at(text, 14, 2) < 60 &&
           number_at(text, 17, 2) <= 60;  // RFC 3339, section 5.7: leap seconds
}

}  // namespace

std::string rfc3339_utc(std::string_view text) {
    if (!has_shape(text, kShape) || !is_moment(text)) return {};
    std::string moment(text.substr(0, kShape.size()));
    std::string_view rest = text.substr(kShape.size());
    if (rest.starts_with('.')) {
        std::size_t end = 1;
        while (end < rest.size() && is_digit(rest[end])) ++end;
        std::string_view fraction = rest.substr(0, end);
        while (fraction.ends_with('0')) fraction.remove_suffix(1);
        if (fraction.size() > 1) moment.append(fraction.substr(0, 1 + 9));  // nanoseconds at most
        rest.remove_prefix(end);
    }
    if (rest != "Z") return {};
    return moment + "Z";
}

}  // namespace revivre::indexer
