#include "chapters/linking/draft.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "chapters/linking/lookalike.hpp"

namespace revivre::chapters::linking {

bool names_session(const Reading& reading) {
    return !reading.by_words.empty() && reading.by_words.front().score >= kNamesSession;
}

std::optional<std::size_t> bearer(const Reading& reading) {
    if (!reading.certain.empty()) return reading.matches[reading.certain.front()].person;
    if (!is_intervention(reading) || reading.matches.empty()) return std::nullopt;
    const auto best = std::ranges::find_if(reading.matches,
                                           [](const PersonMatch& match) { return !match.blocked; });
    if (best == reading.matches.end()) return std::nullopt;
    return best->person;
}

bool same_bearer(const Draft& a, const Draft& b) {
    const auto one = bearer(a.reading);
    const auto two = bearer(b.reading);
    if (one || two) return one == two;
    return !a.reading.unknown_name.empty() &&
           print_of(a.reading.unknown_name) == print_of(b.reading.unknown_name);
}

bool is_tie(const Draft& draft) {
    return draft.speakers.empty() && draft.persons.size() > 1 &&
           draft.persons[1].score > draft.persons[0].score - kMargin;
}

bool offers(const Draft& open, const Draft& certain) {
    const auto person = bearer(certain.reading);
    if (!open.speakers.empty() || certain.speakers.empty() || !person) return false;
    return std::ranges::any_of(open.reading.matches, [&](const PersonMatch& match) {
        return match.person == *person && !match.blocked && match.score >= kWorthShowing;
    });
}

bool mentions(const Draft& open, const Draft& certain) {
    const auto person = bearer(certain.reading);
    if (!person || certain.speakers.empty() || bearer(open.reading)) return false;
    return std::ranges::any_of(open.reading.matches, [&](const PersonMatch& match) {
        return match.person == *person && match.score >= kWorthShowing;
    });
}

bool same_meaning(const Draft& a, const Draft& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == ChapterKind::pause) return true;
    if (a.kind == ChapterKind::intervention) return !a.speakers.empty() && a.speakers == b.speakers;
    return names_session(a.reading) && names_session(b.reading) &&
           a.reading.by_words.front().session == b.reading.by_words.front().session;
}

void move_start(Draft& draft, Time to, std::string_view why) {
    if (draft.start != to) {
        const auto seconds = static_cast<double>((to - draft.start).count()) / 1000.0;
        draft.when = fmt::format("moved {:.1f} s {} to {}", std::abs(seconds),
                                 seconds < 0 ? "earlier" : "later", why);
    }
    draft.drafted = draft.drafted.value_or(draft.start);
    draft.start = to;
}

}  // namespace revivre::chapters::linking
