#include "chapters/linking/linker.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "chapters/linking/context.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr double kWorthShowing = 0.40;  // below, a candidate is noise
constexpr double kNamesSession = 0.60;  // a title of its words names the session
constexpr double kUnknownName = 0.50;   // looks like a name, but nobody has it

// What the title alone says, before order and time.
struct Reading {
    Title title;
    std::vector<PersonMatch> matches;
    std::vector<std::size_t> certain;  // places in `matches`
    std::vector<SessionMatch> by_words;
    std::string unknown_name;
};

bool overlap(const PersonMatch& a, const PersonMatch& b) {
    return a.first < b.last && b.first < a.last;
}

// Only "et", "avec" or nothing stands between two names: both speak.
bool listed_together(const Title& title, const PersonMatch& a, const PersonMatch& b) {
    const auto [left, right] = a.first < b.first ? std::pair(&a, &b) : std::pair(&b, &a);
    const std::size_t next = title.words[left->last - 1].segment + 1;
    if (title.words[right->first].segment >= next && title.openers[next] != ',') return false;
    for (std::size_t i = left->last; i < right->first; ++i) {
        const std::string& word = title.words[i].text;
        if (word != "et" && word != "and" && word != "avec" && word != "puis" && !is_civility(word))
            return false;
    }
    return true;
}

// The best match of each place in the title, if it is far enough above what else could be there.
std::vector<std::size_t> standing_out(const std::vector<PersonMatch>& matches) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i].blocked || matches[i].unproven || matches[i].score < kCertain) continue;
        const bool rivalled = std::ranges::any_of(matches, [&](const PersonMatch& other) {
            return other.person != matches[i].person && overlap(other, matches[i]) &&
                   !other.blocked && other.score > matches[i].score - kMargin;
        });
        if (!rivalled) chosen.push_back(i);
    }
    return chosen;
}

std::vector<std::size_t> certain_matches(const Title& title,
                                         const std::vector<PersonMatch>& matches) {
    std::vector<std::size_t> chosen = standing_out(matches);
    std::ranges::sort(chosen, {}, [&](std::size_t i) { return matches[i].first; });
    for (std::size_t i = 1; i < chosen.size(); ++i) {
        if (!listed_together(title, matches[chosen[i - 1]], matches[chosen[i]])) return {};
    }
    return chosen;
}

// "Gaël Hérissot" when nobody is known by that name: two to five words that are all capitalised or
// particles, one segment, no word of a session.
std::string unknown_name(const Title& title, std::string_view text, const SessionIndex& sessions) {
    std::size_t first = 0;
    while (first < title.words.size() && is_civility(title.words[first].text)) ++first;
    if (title.segments() == 0 || first >= title.begins[1]) return "";
    const std::size_t last = title.begins[1];
    if (last - first < 2 || last - first > 5) return "";
    for (std::size_t i = first; i < last; ++i) {
        const TitleWord& word = title.words[i];
        const bool digits = word.text.find_first_of("0123456789") != std::string::npos;
        if (digits || (!word.capital && !is_particle(word.text)) || is_function_word(word.text))
            return "";
    }
    for (const SessionMatch& match : sessions.matches(title, last, title.words.size())) {
        if (match.score >= kNamesSession) return "";
    }
    return std::string(text.substr(title.words[first].begin,
                                   title.words[last - 1].end - title.words[first].begin));
}

Reading read(const Marker& marker, const PersonIndex& persons, const SessionIndex& sessions) {
    Reading reading;
    reading.title = parse_title(marker.title);
    reading.matches = persons.matches(reading.title);
    reading.certain = certain_matches(reading.title, reading.matches);
    const bool somebody = !reading.matches.empty() && reading.matches[0].score >= kWorthShowing;
    const std::size_t skip_first = somebody ? reading.matches[0].first : 0;
    const std::size_t skip_last = somebody ? reading.matches[0].last : 0;
    reading.by_words = sessions.matches(reading.title, skip_first, skip_last);
    if (!somebody && !is_filler(reading.title) && !is_pause(reading.title)) {
        reading.unknown_name = unknown_name(reading.title, marker.title, sessions);
    }
    return reading;
}

bool is_intervention(const Reading& reading) {
    if (!reading.unknown_name.empty() || !reading.certain.empty()) return true;
    return !reading.matches.empty() && !reading.matches[0].blocked &&
           reading.matches[0].score >= kUnknownName;
}

ChapterKind kind_of(const Reading& reading, std::span<const KnownSession> sessions) {
    if (is_intervention(reading)) return ChapterKind::intervention;
    if (!reading.by_words.empty() && reading.by_words[0].score >= kNamesSession) {
        const bool pause = sessions[reading.by_words[0].session].kind == SessionKind::pause;
        return pause ? ChapterKind::pause : ChapterKind::session;
    }
    return is_pause(reading.title) ? ChapterKind::pause : ChapterKind::section;
}

bool takes_part(const Reading& reading) {
    if (is_intervention(reading)) return true;
    const bool named = !reading.by_words.empty() && reading.by_words[0].score >= kNamesSession;
    return named || (!is_filler(reading.title) && !is_pause(reading.title));
}

std::vector<Placement> placements(const LinkInput& input, const std::vector<Reading>& readings) {
    std::vector<Placement> all;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        Placement placement{.start = input.markers[i].start,
                            .takes_part = takes_part(readings[i]),
                            .someone = is_intervention(readings[i]),
                            .person = std::nullopt,
                            .by_words = readings[i].by_words};
        if (!readings[i].certain.empty())
            placement.person = readings[i].matches[readings[i].certain[0]].person;
        all.push_back(std::move(placement));
    }
    return all;
}

ExpectedIn expected_in(const LinkInput& input) {
    std::unordered_map<std::string, std::size_t> place_of;
    for (std::size_t i = 0; i < input.sessions.size(); ++i) place_of[input.sessions[i].id] = i;
    ExpectedIn expected;
    for (std::size_t person = 0; person < input.persons.size(); ++person) {
        for (const Affiliation& affiliation : input.persons[person].expected) {
            const auto place = place_of.find(affiliation.session);
            if (place != place_of.end()) expected[person].push_back(place->second);
        }
    }
    return expected;
}

std::string person_reason(const LinkedMarker& linked, const Reading& reading) {
    if (reading.certain.size() > 1)
        return fmt::format("{} persons are named together", reading.certain.size());
    if (!reading.unknown_name.empty())
        return fmt::format("'{}' reads like a name that nobody announced has",
                           reading.unknown_name);
    if (linked.persons.empty()) return "no known name in the title";
    const Candidate& best = linked.persons[0];
    const std::string next =
        linked.persons.size() > 1
            ? fmt::format("next {} at {:.2f}", linked.persons[1].name, linked.persons[1].score)
            : std::string("nobody else comes near");
    if (!reading.certain.empty())
        return fmt::format("{}: {} at {:.2f}, {}", best.name, best.rule, best.score, next);
    if (reading.matches[0].blocked) return fmt::format("does not say that {} speaks", best.name);
    if (reading.matches[0].unproven)
        return fmt::format("not certain: {} by {}, which may be somebody else of that name",
                           best.name, best.rule);
    if (best.score < kCertain)
        return fmt::format("not certain: {} by {} at {:.2f}, below {:.2f}", best.name, best.rule,
                           best.score, kCertain);
    return fmt::format("not certain: {} at {:.2f}, {}", best.name, best.score, next);
}

std::string session_reason(const LinkedMarker& linked, const Assignment& assignment) {
    if (linked.sessions.empty()) return "no session";
    if (!assignment.certain)
        return fmt::format("session not certain: perhaps '{}'", linked.sessions[0].name);
    return fmt::format("session '{}' by {} at {:.2f}", linked.sessions[0].name,
                       linked.sessions[0].rule, linked.sessions[0].score);
}

std::vector<Candidate> person_candidates(const Reading& reading, const LinkInput& input) {
    std::vector<Candidate> all;
    for (const PersonMatch& match : reading.matches) {
        if (match.score < kWorthShowing) continue;
        const KnownPerson& person = input.persons[match.person];
        all.push_back({.id = person.id,
                       .name = person.name,
                       .score = std::min(match.score, 1.0),
                       .rule = std::string(match.rule)});
    }
    if (!reading.unknown_name.empty()) {
        all.push_back({.id = "",
                       .name = reading.unknown_name,
                       .score = kUnknownName,
                       .rule = "reads like a name"});
    }
    return all;
}

std::vector<Candidate> session_candidates(const Reading& reading, const Assignment& assignment,
                                          const LinkInput& input) {
    std::vector<Candidate> all;
    const auto add = [&](std::size_t session, double score, const char* rule) {
        all.push_back({.id = input.sessions[session].id,
                       .name = input.sessions[session].title,
                       .score = score,
                       .rule = rule});
    };
    if (assignment.session)
        add(*assignment.session, assignment.score, "words, order and expected persons");
    for (const SessionMatch& match : reading.by_words) {
        if (match.score >= kWorthShowing && match.session != assignment.session)
            add(match.session, match.score, "words");
    }
    return all;
}

LinkedMarker linked_marker(const Reading& reading, const Assignment& assignment,
                           const LinkInput& input) {
    LinkedMarker linked;
    linked.kind = kind_of(reading, input.sessions);
    linked.persons = person_candidates(reading, input);
    for (const std::size_t place : reading.certain)
        linked.speakers.push_back(reading.matches[place].person);
    linked.sessions = session_candidates(reading, assignment, input);
    if (assignment.certain) linked.session = assignment.session;
    linked.reason = person_reason(linked, reading) + "; " + session_reason(linked, assignment);
    return linked;
}

}  // namespace

std::vector<LinkedMarker> link_markers(const LinkInput& input) {
    const PersonIndex persons(input.persons);
    const SessionIndex sessions(input.sessions);
    std::vector<Reading> readings;
    readings.reserve(input.markers.size());
    for (const Marker& marker : input.markers) readings.push_back(read(marker, persons, sessions));
    const auto assignments = assign_sessions(placements(input, readings), input.sessions,
                                             expected_in(input), input.duration);
    std::vector<LinkedMarker> all;
    all.reserve(readings.size());
    for (std::size_t i = 0; i < readings.size(); ++i)
        all.push_back(linked_marker(readings[i], assignments[i], input));
    return all;
}

}  // namespace revivre::chapters::linking
