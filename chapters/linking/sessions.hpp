#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "chapters/linking/title.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::linking {

/// A session of the programme that may be meant.
struct KnownSession {
    std::string id;
    std::string title;
    SessionKind kind = SessionKind::other;
    std::optional<Time> planned;  ///< start on this recording's timeline, as announced
};

/// That words of a title are those of a session's title.
struct SessionMatch {
    std::size_t session = 0;
    double score = 0;  ///< 0 to 1
};

/// Finds sessions in titles by their words, rare ones counting more.
class SessionIndex {
  public:
    explicit SessionIndex(std::span<const KnownSession> sessions);

    /// Matches of a title without its words [skip_first, skip_last), which name a person; best
    /// first.
    [[nodiscard]] std::vector<SessionMatch> matches(const Title& title, std::size_t skip_first,
                                                    std::size_t skip_last) const;

  private:
    struct Known {
        double weight = 0;      // of all its words
        std::size_t words = 0;  // that carry meaning
        SessionKind kind = SessionKind::other;
    };
    std::vector<Known> sessions_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
};

/// What is known of one marker when its session is sought.
struct Placement {
    Time start{};
    bool takes_part = true;             ///< false: a filler, belongs to no session
    bool someone = false;               ///< an intervention
    std::optional<std::size_t> person;  ///< identified
    std::vector<SessionMatch> by_words;
};

/// Where everybody is expected: sessions by person.
using ExpectedIn = std::unordered_map<std::size_t, std::vector<std::size_t>>;

/// A session for each marker, in an order that never goes back in the programme: the sequence that
/// agrees best with the words, the persons expected, their number and the planned times. A second
/// value says whether the choice rests on something of the marker's own or of both its neighbours.
struct Assignment {
    std::optional<std::size_t> session;
    bool certain = false;
    double score = 0;  ///< 0 to 1
};
std::vector<Assignment> assign_sessions(std::span<const Placement> markers,
                                        std::span<const KnownSession> sessions,
                                        const ExpectedIn& expected, Time duration);

}  // namespace revivre::chapters::linking
