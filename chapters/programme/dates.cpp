#include "chapters/programme/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

struct MonthName {
    std::string_view word;
    int month;
};

constexpr std::array<MonthName, 39> kMonths{
    {{"janvier", 1},   {"fevrier", 2},   {"mars", 3},      {"avril", 4},     {"mai", 5},
     {"juin", 6},      {"juillet", 7},   {"aout", 8},      {"septembre", 9}, {"octobre", 10},
     {"novembre", 11}, {"decembre", 12}, {"janv", 1},      {"fevr", 2},      {"fev", 2},
     {"avr", 4},       {"juil", 7},      {"sept", 9},      {"oct", 10},      {"nov", 11},
     {"dec", 12},      {"january", 1},   {"february", 2},  {"march", 3},     {"april", 4},
     {"may", 5},       {"june", 6},      {"july", 7},      {"august", 8},    {"september", 9},
     {"october", 10},  {"november", 11}, {"december", 12}, {"jan", 1},       {"feb", 2},
     {"apr", 4},       {"aug", 8},       {"jun", 6},       {"jul", 7}}};

constexpr std::array<std::string_view, 14> kWeekdays{
    "lundi",  "mardi",   "mercredi",  "jeudi",    "vendredi", "samedi",   "dimanche",
    "monday", "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday"};

constexpr std::array<std::string_view, 6> kBetweenDays{"et", "au", "a", "and", "to", "ou"};

int month_of(const Word& word) {
    for (const MonthName& name : kMonths) {
        if (word.folded == name.word) return name.month;
    }
    return 0;
}

// The number that `digits` begins with, when an ordinal ending or nothing follows; 0 if not.
int number_of(std::string_view digits) {
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc() || value < 0) return 0;
    const std::string_view ending(end,
                                  static_cast<std::size_t>(digits.data() + digits.size() - end));
    static constexpr std::array<std::string_view, 6> endings{"", "er", "st", "nd", "rd", "th"};
    return std::ranges::find(endings, ending) != endings.end() ? value : 0;
}

int day_of(std::string_view folded) {
    // "12-13 mai": the tokeniser keeps what a hyphen joins.
    const int day = number_of(folded.substr(0, folded.find('-')));
    return day <= 31 ? day : 0;
}

int year_of(std::string_view folded) {
    const int year = folded.size() == 4 ? number_of(folded) : 0;
    return year >= 1900 && year <= 2100 ? year : 0;
}

bool exists(const DatePhrase& date) {
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    // Without a year, 29 February may exist.
    const int y = date.year == 0 ? 2000 : date.year;
    return std::chrono::year_month_day(year(y), month(static_cast<unsigned>(date.month)),
                                       day(static_cast<unsigned>(date.day)))
        .ok();
}

class DateScanner {
  public:
    DateScanner(std::string_view text, std::span<const Word> words) : text_(text), words_(words) {}

    std::optional<DatePhrase> date_at(std::size_t i) const {
        auto found = iso_at(i);
        if (!found) found = numeric_at(i);
        if (!found) found = day_first_at(i);
        if (!found) found = month_first_at(i);
        if (!found || !exists(*found)) return std::nullopt;
        found->begin = words_[beginning(i)].begin;
        return found;
    }

  private:
    std::optional<DatePhrase> iso_at(std::size_t i) const {
        const std::string_view word = words_[i].folded;
        if (word.size() != 10 || word[4] != '-' || word[7] != '-') return numeric_hyphens(i);
        return date(number_of(word.substr(8)), number_of(word.substr(5, 2)),
                    year_of(word.substr(0, 4)), i);
    }

    std::optional<DatePhrase> numeric_hyphens(std::size_t i) const {
        const std::string_view word = words_[i].folded;
        if (word.size() != 10 || word[2] != '-' || word[5] != '-') return std::nullopt;
        return date(number_of(word.substr(0, 2)), number_of(word.substr(3, 2)),
                    year_of(word.substr(6)), i);
    }

    std::optional<DatePhrase> numeric_at(std::size_t i) const {
        if (i + 2 >= words_.size()) return std::nullopt;
        const std::string_view first = gap_before(text_, words_, i + 1);
        const std::string_view second = gap_before(text_, words_, i + 2);
        if (first != second || (first != "/" && first != ".")) return std::nullopt;
        return date(day_of(words_[i].folded), number_of(words_[i + 1].folded),
                    year_of(words_[i + 2].folded), i + 2);
    }

    std::optional<DatePhrase> day_first_at(std::size_t i) const {
        const int day = day_of(words_[i].folded);
        if (day == 0) return std::nullopt;
        std::size_t next = i + 1;
        const auto folded = [&](std::size_t at) -> std::string_view {
            return at < words_.size() ? std::string_view(words_[at].folded) : std::string_view();
        };
        const bool between = std::ranges::find(kBetweenDays, folded(next)) != kBetweenDays.end();
        if (between) ++next;
        if (next < words_.size() && is_weekday(next)) ++next;
        const bool dashed = next == i + 1 && !gap_is_blank(next);
        if ((between || dashed) && day_of(folded(next)) != 0) ++next;
        if (folded(next) == "of") ++next;
        if (next >= words_.size() || month_of(words_[next]) == 0) return std::nullopt;
        const int year = year_of(folded(next + 1));
        return date(day, month_of(words_[next]), year, year != 0 ? next + 1 : next);
    }

    std::optional<DatePhrase> month_first_at(std::size_t i) const {
        if (i + 2 >= words_.size() || month_of(words_[i]) == 0) return std::nullopt;
        const int year = year_of(words_[i + 2].folded);
        // "mars 12" alone is no way to write a date; English puts the year behind.
        if (year == 0) return std::nullopt;
        return date(day_of(words_[i + 1].folded), month_of(words_[i]), year, i + 2);
    }

    std::optional<DatePhrase> date(int day, int month, int year, std::size_t last) const {
        if (day < 1 || month < 1 || month > 12) return std::nullopt;
        return DatePhrase{day, month, year, 0, words_[last].end};
    }

    // Where the phrase begins: "le jeudi 12 mai" begins at "le".
    std::size_t beginning(std::size_t i) const {
        if (i > 0 && is_weekday(i - 1)) --i;
        static constexpr std::array<std::string_view, 5> lead_words{"le", "du", "les", "on", "ce"};
        if (i > 0 && words_[i].adjacent &&
            std::ranges::find(lead_words, words_[i - 1].folded) != lead_words.end()) {
            --i;
        }
        return i;
    }

    bool is_weekday(std::size_t i) const {
        return std::ranges::find(kWeekdays, words_[i].folded) != kWeekdays.end();
    }

    bool gap_is_blank(std::size_t i) const { return i >= words_.size() || words_[i].adjacent; }

    std::string_view text_;
    std::span<const Word> words_;
};

}  // namespace

std::optional<DatePhrase> find_date(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    const DateScanner scanner(text, words);
    std::optional<DatePhrase> without_year;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto found = scanner.date_at(i);
        if (found && found->year != 0) return found;
        if (found && !without_year) without_year = found;
    }
    return without_year;
}

std::string iso_text(const DatePhrase& date) {
    if (date.year == 0) return {};
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<int> lone_year(std::string_view text) {
    std::optional<int> found;
    for (const Word& word : words_of(text)) {
        const int year = year_of(word.folded);
        if (year == 0 || (found && *found == year)) continue;
        if (found) return std::nullopt;
        found = year;
    }
    return found;
}

std::optional<DatePhrase> in_year(DatePhrase date, int year) {
    date.year = year;
    return exists(date) ? std::optional(date) : std::nullopt;
}

}  // namespace revivre::chapters::programmes
