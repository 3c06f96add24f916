#include "server/pages/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "chapters/evidence_kinds.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Role;
namespace evidence_kinds = chapters::evidence_kinds;

constexpr Counted kHours{Message::hour_one, Message::hour_many};
constexpr Counted kMinutes{Message::minute_one, Message::minute_many};
constexpr Counted kSeconds{Message::second_one, Message::second_many};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
    return value;
}

std::string month_name(Language language, int month) {
    std::string_view names = say(language, Message::months);
    for (int before = 1; before < month; ++before) names.remove_prefix(names.find(' ') + 1);
    return std::string(names.substr(0, names.find(' ')));
}

void append_joined(std::string& out, std::string_view next, std::string_view separator) {
    if (next.empty()) return;
    if (!out.empty()) out += separator;
    out += next;
}

// Where a name can be read, in the order in which it is told.
struct ReadIn {
    std::string_view kind;
    Message words;
};
constexpr std::array kReadIn{
    ReadIn{evidence_kinds::kContainerChapter, Message::evidence_container},
    ReadIn{evidence_kinds::kFfmetadata, Message::evidence_ffmetadata},
    ReadIn{evidence_kinds::kCaption, Message::evidence_caption},
    ReadIn{evidence_kinds::kCard, Message::evidence_card},
    ReadIn{evidence_kinds::kSlide, Message::evidence_slide},
};

bool has(const std::vector<std::string>& kinds, std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string_view role_words(Language language, Role role) {
    switch (role) {
        case Role::chair:
            return say(language, Message::role_chair);
        case Role::moderator:
            return say(language, Message::role_moderator);
        case Role::questioner:
            return say(language, Message::role_questioner);
        case Role::speaker:
            break;
    }
    return {};
}

}  // namespace

std::string date_words(Language language, std::string_view iso_date) {
    const bool has_day = iso_date.size() == 10 && iso_date[4] == '-' && iso_date[7] == '-';
    const bool has_month = has_day || (iso_date.size() == 7 && iso_date[4] == '-');
    if (!has_month) return std::string(iso_date);
    const auto year = digits(iso_date.substr(0, 4));
    const auto month = digits(iso_date.substr(5, 2));
    const int day = has_day ? digits(iso_date.substr(8, 2)).value_or(0) : 0;
    if (!year || !month || *month > 12 || (has_day && day == 0)) return std::string(iso_date);
    std::string rest = month_name(language, *month) + " " + std::to_string(*year);
    if (!has_day) return rest;
    const std::string number =
        day == 1 ? std::string(say(language, Message::first_of_month)) : std::to_string(day);
    return number + " " + rest;
}

std::string time_words(Language language, chapters::Time time) {
    const auto seconds = static_cast<std::size_t>(std::max<std::int64_t>(time.count(), 0)) / 1000;
    const std::size_t hours = seconds / 3600;
    const std::size_t minutes = seconds / 60 % 60;
    std::string out;
    if (hours > 0) append_joined(out, say_count(language, hours, kHours), " ");
    if (minutes > 0) append_joined(out, say_count(language, minutes, kMinutes), " ");
    if (seconds % 60 > 0 || out.empty()) {
        append_joined(out, say_count(language, seconds % 60, kSeconds), " ");
    }
    return out;
}

std::string length_words(Language language, chapters::Time time) {
    const auto seconds = static_cast<std::size_t>(std::max<std::int64_t>(time.count(), 0)) / 1000;
    if (seconds < 60) {
        return say(language, Message::length_seconds, {std::to_string(seconds)});
    }
    const std::size_t minutes = (seconds + 30) / 60;
    if (minutes < 60) return say(language, Message::length_minutes, {std::to_string(minutes)});
    const std::string rest = std::to_string(minutes % 60);
    return say(language, Message::length_hours,
               {std::to_string(minutes / 60), rest.size() == 1 ? "0" + rest : rest});
}

std::string duration_code(chapters::Time time) {
    return "PT" + chapters::seconds_text(time) + "S";
}

std::string evidence_words(Language language, const std::vector<std::string>& kinds) {
    std::string read;
    for (const ReadIn& each : kReadIn) {
        if (!has(kinds, each.kind)) continue;
        const std::string_view words = say(language, each.words);
        read =
            read.empty() ? std::string(words) : say(language, Message::evidence_and, {read, words});
    }
    if (!has(kinds, "programme")) return read;
    if (read.empty()) return std::string(say(language, Message::evidence_programme));
    return say(language, Message::evidence_and_programme, {read});
}

std::string function_words(Language language, const chapters::Credit& credit) {
    std::string out = credit.function;
    append_joined(out, credit.organisation, ", ");
    append_joined(out, role_words(language, credit.role), ", ");
    return out;
}

}  // namespace revivre::server::pages
