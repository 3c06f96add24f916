#pragma once

#include <optional>
#include <string>

#include <date/date.h>

namespace revivre::app {

/// "2019-03-14" as a day of the Gregorian calendar; nothing when `text` is of another form or the
/// calendar has no such day.
std::optional<date::year_month_day> calendar_date(const std::string& text);

}  // namespace revivre::app
