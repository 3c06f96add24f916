#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace revivre::chapters::programmes {

/// A calendar date found in a text.
struct DatePhrase {
    int day = 0;
    int month = 0;
    int year = 0;           ///< 0 when the text gives none
    std::size_t begin = 0;  ///< bytes of the text, weekday and "le" or "du" included
    std::size_t end = 0;
};

/// The first date of `text`: "jeudi 12 mai 2022", "1er juin", "12/05/2022", "2022-05-12",
/// "May 12th, 2022". Of several days ("12 et 13 mai 2022") the first. Only dates that exist, years
/// 1900 to 2100. Numbers with slashes or dots are day first, as in French.
std::optional<DatePhrase> find_date(std::string_view text);

/// ISO 8601, or empty without a year.
std::string iso_text(const DatePhrase& date);

/// The only year, 1900 to 2100, that stands by itself in `text`.
std::optional<int> lone_year(std::string_view text);

/// The same date with a year; nothing when that day does not exist in it.
std::optional<DatePhrase> in_year(DatePhrase date, int year);

}  // namespace revivre::chapters::programmes
