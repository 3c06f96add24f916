#include "app/application/calendar.hpp"

#include <algorithm>
#include <string_view>

namespace revivre::app {

std::optional<date::year_month_day> calendar_date(const std::string& text) {
    constexpr std::string_view kForm = "0000-00-00";
    const bool formed = std::ranges::equal(text, kForm, [](char given, char form) {
        return form == '-' ? given == '-' : given >= '0' && given <= '9';
    });
    if (!formed) return std::nullopt;
    const date::year_month_day day{date::year(std::stoi(text.substr(0, 4))),
                                   date::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
                                   date::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
    return day.ok() ? std::optional(day) : std::nullopt;
}

}  // namespace revivre::app
