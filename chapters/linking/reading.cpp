#include "chapters/linking/reading.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "chapters/linking/context.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr double kUnknownName = 0.50;  // looks like a name, but nobody has it

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

std::vector<std::size_t> certain_matches(const Title& title,
                                         const std::vector<PersonMatch>& matches) {
    std::vector<std::size_t> chosen = standing_out(matches);
    std::ranges::sort(chosen, {}, [&](std::size_t i) { return matches[i].first; });
    for (std::size_t i = 1; i < chosen.size(); ++i) {
        if (!listed_together(title, matches[chosen[i - 1]], matches[chosen[i]])) return {};
    }
    return chosen;
}

}  // namespace

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

Reading read_title(std::string_view text, const PersonIndex& persons,
                   const SessionIndex& sessions) {
    Reading reading;
    reading.title = parse_title(text);
    reading.matches = persons.matches(reading.title);
    reading.certain = certain_matches(reading.title, reading.matches);
    const bool somebody = !reading.matches.empty() && reading.matches[0].score >= kWorthShowing;
    const std::size_t skip_first = somebody ? reading.matches[0].first : 0;
    const std::size_t skip_last = somebody ? reading.matches[0].last : 0;
    reading.by_words = sessions.matches(reading.title, skip_first, skip_last);
    if (!somebody && !is_filler(reading.title) && !is_pause(reading.title)) {
        reading.unknown_name = unknown_name(reading.title, text, sessions);
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

std::string person_reason(const std::vector<Candidate>& persons, const Reading& reading) {
    if (reading.certain.size() > 1)
        return fmt::format("{} persons are named together", reading.certain.size());
    if (!reading.unknown_name.empty())
        return fmt::format("'{}' reads like a name that nobody announced has",
                           reading.unknown_name);
    if (persons.empty()) return "no known name in the title";
    const Candidate& best = persons[0];
    const std::string next =
        persons.size() > 1 ? fmt::format("next {} at {:.2f}", persons[1].name, persons[1].score)
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

std::string session_reason(const std::vector<Candidate>& sessions, const Assignment& assignment) {
    if (sessions.empty()) return "no session";
    if (!assignment.certain)
        return fmt::format("session not certain: perhaps '{}'", sessions[0].name);
    return fmt::format("session '{}' by {} at {:.2f}", sessions[0].name, sessions[0].rule,
                       sessions[0].score);
}

std::vector<Candidate> person_candidates(const Reading& reading,
                                         std::span<const KnownPerson> persons) {
    std::vector<Candidate> all;
    for (const PersonMatch& match : reading.matches) {
        if (match.score < kWorthShowing) continue;
        const KnownPerson& person = persons[match.person];
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
                                          std::span<const KnownSession> sessions) {
    std::vector<Candidate> all;
    const auto add = [&](std::size_t session, double score, const char* rule) {
        all.push_back({.id = sessions[session].id,
                       .name = sessions[session].title,
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

ExpectedIn expected_in(std::span<const KnownPerson> persons,
                       std::span<const KnownSession> sessions) {
    std::unordered_map<std::string, std::size_t> place_of;
    for (std::size_t i = 0; i < sessions.size(); ++i) place_of[sessions[i].id] = i;
    ExpectedIn expected;
    for (std::size_t person = 0; person < persons.size(); ++person) {
        for (const Affiliation& affiliation : persons[person].expected) {
            const auto place = place_of.find(affiliation.session);
            if (place != place_of.end()) expected[person].push_back(place->second);
        }
    }
    return expected;
}

}  // namespace revivre::chapters::linking
