#pragma once

#include <optional>
#include <string>
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

/// Finishes drafts: their sessions, their ends, their order, their reasons. `drafts` in any order.
std::vector<LinkedChapter> assemble(std::vector<Draft> drafts, const FusionInput& input,
                                    const Moments& moments);

}  // namespace revivre::chapters::linking
