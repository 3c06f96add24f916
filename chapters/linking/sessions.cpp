#include "chapters/linking/sessions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

// Words that name a kind of session whatever its title in the programme.
constexpr std::array kKindWords{
    std::pair{"ouverture", SessionKind::opening}, std::pair{"accueil", SessionKind::opening},
    std::pair{"bienvenue", SessionKind::opening}, std::pair{"opening", SessionKind::opening},
    std::pair{"cloture", SessionKind::closing},   std::pair{"conclusion", SessionKind::closing},
    std::pair{"synthese", SessionKind::closing},  std::pair{"closing", SessionKind::closing},
    std::pair{"pause", SessionKind::pause},       std::pair{"dejeuner", SessionKind::pause},
    std::pair{"break", SessionKind::pause}};
constexpr double kKindScore = 0.6;
constexpr double kAllWordsOfTitle = 0.9;     // "Table ronde" for "Table ronde : et maintenant ?"
constexpr double kAllWordsOfSession = 0.95;  // "2 - Agir ensemble (suite)" for "Agir ensemble"

// What each kind of agreement weighs against the others when the best sequence is sought.
constexpr double kWords = 3.0;
constexpr double kExpectedHere = 2.0;
constexpr double kExpectedElsewhere = -1.0;
constexpr double kSeatFree = 0.6;  // somebody unknown, where somebody expected has not been seen
constexpr double kSeatsTaken = -0.3;
constexpr double kStep = 0.25;        // into another session: something must speak for it
constexpr double kSkipped = 0.5;      // a session of the programme in which nothing was marked
constexpr double kFarFromPlan = 1.0;  // at most

// What is taken for late: a sixth of the recording, 15 minutes of a morning of 90.
constexpr int kToleranceParts = 6;

std::set<std::string> meaning_words(const Title& title, std::size_t skip_first,
                                    std::size_t skip_last) {
    std::set<std::string> words;
    for (std::size_t i = 0; i < title.words.size(); ++i) {
        if (i >= skip_first && i < skip_last) continue;
        const std::string& word = title.words[i].text;
        if (word.size() > 1 && !is_stop_word(word)) words.insert(word);
    }
    return words;
}

double planned_distance(const Placement& marker, std::span<const KnownSession> sessions,
                        std::size_t session, Time duration) {
    if (!sessions[session].planned || duration <= Time::zero()) return 0;
    const Time tolerance = duration / kToleranceParts;
    const Time begin = *sessions[session].planned - tolerance;
    Time end = Time::max();
    if (session + 1 < sessions.size() && sessions[session + 1].planned)
        end = *sessions[session + 1].planned + tolerance;
    const Time outside = marker.start < begin ? begin - marker.start
                         : marker.start > end ? marker.start - end
                                              : Time::zero();
    return std::min(kFarFromPlan,
                    static_cast<double>(outside.count()) / static_cast<double>(tolerance.count()));
}

// How many of those expected in each session were not identified anywhere in the recording.
std::vector<int> free_seats(std::span<const Placement> markers, std::size_t sessions,
                            const ExpectedIn& expected) {
    std::set<std::size_t> seen;
    for (const Placement& marker : markers) {
        if (marker.person) seen.insert(*marker.person);
    }
    std::vector<int> seats(sessions, 0);
    for (const auto& [person, places] : expected) {
        if (seen.contains(person)) continue;
        for (const std::size_t session : places) ++seats[session];
    }
    return seats;
}

class Sequence {
  public:
    Sequence(std::span<const Placement> markers, std::span<const KnownSession> sessions,
             const ExpectedIn& expected, Time duration)
        : markers_(markers),
          sessions_(sessions),
          expected_(expected),
          duration_(duration),
          seats_(free_seats(markers, sessions.size(), expected)) {}

    std::vector<Assignment> best() {
        std::vector<std::size_t> taking_part;
        for (std::size_t i = 0; i < markers_.size(); ++i) {
            if (markers_[i].takes_part) taking_part.push_back(i);
        }
        std::vector<Assignment> assigned(markers_.size());
        if (sessions_.empty() || taking_part.empty()) return assigned;
        const auto path = best_path(taking_part);
        for (std::size_t i = 0; i < taking_part.size(); ++i)
            assigned[taking_part[i]] = judged(taking_part, path, i);
        return assigned;
    }

  private:
    [[nodiscard]] double agreement(const Placement& marker, std::size_t session) const {
        double score = -planned_distance(marker, sessions_, session, duration_);
        for (const SessionMatch& match : marker.by_words) {
            if (match.session == session) score += kWords * match.score;
        }
        if (marker.person && expected_.contains(*marker.person)) {
            score += expects(*marker.person, session) ? kExpectedHere : kExpectedElsewhere;
        } else if (marker.someone) {
            score += seats_[session] > 0 ? kSeatFree : kSeatsTaken;
        }
        return score;
    }

    [[nodiscard]] bool expects(std::size_t person, std::size_t session) const {
        const auto& places = expected_.at(person);
        return std::ranges::find(places, session) != places.end();
    }

    // Viterbi over sessions that never go back. A step of k sessions costs k-1 skips, so the best
    // way into a session is the best way into the one before, less a skip, or a step from it.
    std::vector<std::size_t> best_path(const std::vector<std::size_t>& taking_part) const {
        const std::size_t width = sessions_.size();
        std::vector<double> score(width);
        std::vector<std::vector<std::size_t>> from;
        for (std::size_t s = 0; s < width; ++s)
            score[s] = agreement(markers_[taking_part[0]], s) - kSkipped * static_cast<double>(s);
        for (std::size_t i = 1; i < taking_part.size(); ++i) {
            std::vector<double> next(width);
            std::vector<std::size_t> origin(width);
            double best_entry = -1e18;  // best score of a session before s, skips up to s counted
            std::size_t best_origin = 0;
            for (std::size_t s = 0; s < width; ++s) {
                origin[s] = score[s] >= best_entry ? s : best_origin;
                next[s] = std::max(score[s], best_entry) + agreement(markers_[taking_part[i]], s);
                best_entry -= kSkipped;
                if (score[s] - kStep > best_entry) {
                    best_entry = score[s] - kStep;
                    best_origin = s;
                }
            }
            score = std::move(next);
            from.push_back(std::move(origin));
        }
        std::vector<std::size_t> path(taking_part.size());
        path.back() = static_cast<std::size_t>(std::ranges::max_element(score) - score.begin());
        for (std::size_t i = path.size() - 1; i > 0; --i) path[i - 1] = from[i - 1][path[i]];
        return path;
    }

    [[nodiscard]] Assignment judged(const std::vector<std::size_t>& taking_part,
                                    const std::vector<std::size_t>& path, std::size_t i) const {
        const Placement& marker = markers_[taking_part[i]];
        const std::size_t session = path[i];
        double own = 0;
        for (const SessionMatch& match : marker.by_words) {
            if (match.session == session) own = match.score;
        }
        const double own_words = own;
        const bool expected =
            marker.person && expected_.contains(*marker.person) && expects(*marker.person, session);
        if (expected) own = std::max(own, 0.9);
        const bool between =
            i > 0 && i + 1 < path.size() && path[i - 1] == session && path[i + 1] == session;
        if (between) own = std::max(own, 0.8);
        if (marker.someone && !marker.person && seats_[session] > 0) own = std::max(own, 0.7);
        // A title that is a session's own, out of the programme's order, is believed.
        const auto best = std::ranges::max_element(marker.by_words, {}, &SessionMatch::score);
        if (best != marker.by_words.end() && best->score >= kAllWordsOfTitle && !marker.someone &&
            own_words + 0.3 < best->score) {
            return {.session = best->session, .certain = true, .score = best->score};
        }
        return {.session = session, .certain = own >= 0.55, .score = std::max(own, 0.4)};
    }

    std::span<const Placement> markers_;
    std::span<const KnownSession> sessions_;
    const ExpectedIn& expected_;
    Time duration_;
    std::vector<int> seats_;
};

}  // namespace

SessionIndex::SessionIndex(std::span<const KnownSession> sessions) {
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const Title title = parse_title(sessions[i].title);
        const auto words = meaning_words(title, 0, 0);
        sessions_.push_back({.weight = 0, .words = words.size(), .kind = sessions[i].kind});
        for (const std::string& word : words) by_word_[word].push_back(i);
    }
    for (const auto& [word, places] : by_word_) {
        const double weight = std::log(1.0 + static_cast<double>(sessions.size()) /
                                                 static_cast<double>(places.size()));
        for (const std::size_t session : places) sessions_[session].weight += weight;
    }
}

std::vector<SessionMatch> SessionIndex::matches(const Title& title, std::size_t skip_first,
                                                std::size_t skip_last) const {
    const auto words = meaning_words(title, skip_first, skip_last);
    std::unordered_map<std::size_t, std::pair<double, std::size_t>> shared;  // weight and count
    double weight = 0;
    for (const std::string& word : words) {
        const auto places = by_word_.find(word);
        const double rarity = std::log(
            1.0 + static_cast<double>(sessions_.size()) /
                      static_cast<double>(places == by_word_.end() ? 1 : places->second.size()));
        weight += rarity;
        if (places == by_word_.end()) continue;
        for (const std::size_t session : places->second) {
            shared[session].first += rarity;
            ++shared[session].second;
        }
    }
    std::vector<SessionMatch> all;
    for (const auto& [session, common] : shared) {
        double score = 2 * common.first / (weight + sessions_[session].weight);
        if (common.second == words.size()) score = std::max(score, kAllWordsOfTitle);
        if (common.second == sessions_[session].words && common.second > 1)
            score = std::max(score, kAllWordsOfSession);
        all.push_back({session, score});
    }
    for (const auto& [word, kind] : kKindWords) {
        if (!words.contains(word)) continue;
        for (std::size_t i = 0; i < sessions_.size(); ++i) {
            if (sessions_[i].kind == kind && !shared.contains(i)) all.push_back({i, kKindScore});
        }
    }
    std::ranges::sort(all, [](const SessionMatch& a, const SessionMatch& b) {
        return std::pair(-a.score, a.session) < std::pair(-b.score, b.session);
    });
    return all;
}

std::vector<Assignment> assign_sessions(std::span<const Placement> markers,
                                        std::span<const KnownSession> sessions,
                                        const ExpectedIn& expected, Time duration) {
    return Sequence(markers, sessions, expected, duration).best();
}

}  // namespace revivre::chapters::linking
