#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/linking/persons.hpp"
#include "chapters/linking/sessions.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::linking {

/// All that is known of one recording when its chapters are proposed.
struct FusionInput {
    std::vector<Evidence> evidence;  ///< of every kind, ordered by start
    Time duration{};
    std::vector<KnownPerson> persons;
    std::vector<KnownSession> sessions;  ///< in programme order
    std::string event_title;             ///< a card with it opens no session
};

/// A chapter that the evidence speaks for.
struct LinkedChapter {
    ChapterKind kind = ChapterKind::section;
    Time start{};
    Time end{};
    std::string title;
    bool certain = true;                 ///< false: for the archivist to see first
    std::vector<std::size_t> speakers;   ///< places in FusionInput::persons that are certain
    std::vector<Candidate> persons;      ///< all that may be meant, best first
    std::optional<std::size_t> session;  ///< place in FusionInput::sessions, if certain
    std::vector<Candidate> sessions;     ///< all that may be meant, best first
    std::string rule;                    ///< what made it: see kRule… below
    double score = 0;                    ///< 0 to 1, of the rule
    std::string reason;                  ///< for the archivist: rule, score, runner-up
    std::vector<std::size_t> evidence;  ///< places in FusionInput::evidence: what it was made of…
    std::size_t grounds = 0;            ///< …these first ones, then what its times rest on
};

// DO NOT CHANGE THESE WORDS: libraries keep them in reasons.
inline constexpr const char* kRuleMarker = "marker";
inline constexpr const char* kRuleMarkerAndPicture = "marker and picture";
inline constexpr const char* kRuleCaption = "caption";
inline constexpr const char* kRuleCard = "card";
inline constexpr const char* kRuleSlide = "slide";
inline constexpr const char* kRuleSequence = "order of the programme";

/// What the evidence means, ordered by start, then longer first. Sessions hold interventions, these
/// hold sections. Markers alone give what link_markers says of them. Deterministic, no I/O; the
/// cost is that of sorting the evidence, for given persons and sessions.
///
/// - A card with a session's title opens the session, and one that says "Pause" a break with the
///   black around it. One with somebody's name opens their intervention.
/// - A caption means that its bearer speaks while it shows. Captions of one person with nobody
/// else,
///   no session and no break in between are one intervention. It begins where Moments::turn_before
///   says, and ends with the next intervention, session or break.
/// - A marker and a card or caption that mean the same become one chapter, at the place that cut
/// and
///   silence or the card give. Where a marker and a caption name two persons, nobody is named.
/// - A session without card and marker begins, to be confirmed, with its first intervention.
/// - Equal titles of slides that follow each other are one section of the intervention.
std::vector<LinkedChapter> link_evidence(const FusionInput& input);

}  // namespace revivre::chapters::linking
