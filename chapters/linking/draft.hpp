#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/linking/fusion.hpp"
#include "chapters/linking/moments.hpp"
#include "chapters/linking/reading.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::linking {

/// A chapter in the making: what some pieces of evidence say together.
struct Draft {
    enum class From { marker, card, caption, slide, strip, order };  ///< what it was first made of

    From from = From::marker;
    ChapterKind kind = ChapterKind::section;
    Time start{};
    std::optional<Time> end;      ///< where it says so itself
    std::optional<Time> drafted;  ///< its start before it was moved
    Time shown{};                 ///< the end of the last picture that belongs to it
    std::string title;
    Reading reading;  ///< of its text; the sessions that its words mean
    std::vector<std::size_t> speakers;
    std::vector<Candidate> persons;
    std::string who;   ///< why these persons, or nobody
    std::string when;  ///< why this start; empty: its evidence says so
    bool certain = true;
    bool disputed = false;  ///< two pieces of evidence name two persons
    bool carded = false;    ///< a card opens it
    double score = 0;
    std::vector<std::size_t> grounds;   ///< places in the evidence: what it is made of
    std::vector<std::size_t> supports;  ///< and what its start rests on

    /// A session or a break: what ends everything before it.
    [[nodiscard]] bool parts_day() const {
        return kind == ChapterKind::session || kind == ChapterKind::pause;
    }
};

/// Whether the words of a text are those of a session.
bool names_session(const Reading& reading);

/// Whom a text means, whether that is certain or not.
std::optional<std::size_t> bearer(const Reading& reading);

/// Both mean one person, or one name that nobody is known by.
bool same_bearer(const Draft& a, const Draft& b);

/// Two persons are as likely as each other.
bool is_tie(const Draft& draft);

/// `open` names nobody for sure, but whom `certain` names is among those it may mean.
bool offers(const Draft& open, const Draft& certain);

/// `open` means nobody else, and whom `certain` names stands in it, even if not as who speaks.
bool mentions(const Draft& open, const Draft& certain);

/// Both are the same session, a break, or certain of the same speakers.
bool same_meaning(const Draft& a, const Draft& b);

/// Moves a start and says why.
void move_start(Draft& draft, Time to, std::string_view why);

/// Finishes drafts: their sessions, their ends, their order, their reasons. `drafts` in any order.
std::vector<LinkedChapter> assemble(std::vector<Draft> drafts, const FusionInput& input,
                                    const Moments& moments);

}  // namespace revivre::chapters::linking
