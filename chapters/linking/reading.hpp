#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/linking/persons.hpp"
#include "chapters/linking/sessions.hpp"
#include "chapters/linking/title.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::linking {

inline constexpr double kWorthShowing = 0.40;  ///< below, a candidate is noise
inline constexpr double kNamesSession = 0.60;  ///< a title of its words names the session

/// A person is linked when one candidate reaches this score…
inline constexpr double kCertain = 0.80;
/// …and is that far above the next one, and nothing in the title contradicts it.
inline constexpr double kMargin = 0.10;

/// What a text alone says, before order and time.
struct Reading {
    Title title;
    std::vector<PersonMatch> matches;
    std::vector<std::size_t> certain;  ///< places in `matches`, in the order of the text
    std::vector<SessionMatch> by_words;
    std::string unknown_name;  ///< reads like a name, but nobody near it is known
};

Reading read_title(std::string_view text, const PersonIndex& persons, const SessionIndex& sessions);

/// The best match of each place in the text, if it is far enough above what else could be there.
std::vector<std::size_t> standing_out(const std::vector<PersonMatch>& matches);

/// "Gaël Hérissot" when nobody is known by that name: two to five words that are all capitalised or
/// particles, one segment, no word of a session.
std::string unknown_name(const Title& title, std::string_view text, const SessionIndex& sessions);

bool is_intervention(const Reading& reading);
ChapterKind kind_of(const Reading& reading, std::span<const KnownSession> sessions);

/// Whether it belongs into some session: no filler, no pause.
bool takes_part(const Reading& reading);

/// Everybody and every session that may be meant, best first.
std::vector<Candidate> person_candidates(const Reading& reading,
                                         std::span<const KnownPerson> persons);
std::vector<Candidate> session_candidates(const Reading& reading, const Assignment& assignment,
                                          std::span<const KnownSession> sessions);

/// Why, for the archivist, of the candidates that the functions above gave.
std::string person_reason(const std::vector<Candidate>& persons, const Reading& reading);
std::string session_reason(const std::vector<Candidate>& sessions, const Assignment& assignment);

/// Where the programme has everybody, by places in both lists.
ExpectedIn expected_in(std::span<const KnownPerson> persons,
                       std::span<const KnownSession> sessions);

}  // namespace revivre::chapters::linking
