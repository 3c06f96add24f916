#include "server/http/date.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace revivre::server {

std::string http_date(std::time_t time) {
    // Not strftime: its names follow the locale.
    constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm split{};
    ::gmtime_r(&time, &split);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDays.at(static_cast<std::size_t>(split.tm_wday)), split.tm_mday,
                       kMonths.at(static_cast<std::size_t>(split.tm_mon)), split.tm_year + 1900,
                       split.tm_hour, split.tm_min, split.tm_sec);
}

}  // namespace revivre::server
