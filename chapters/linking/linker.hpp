#pragma once

#include <span>
#include <string>
#include <vector>

#include "chapters/linking/persons.hpp"
#include "chapters/linking/reading.hpp"
#include "chapters/linking/sessions.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::linking {

/// What markers are linked to. `sessions` in programme order.
struct LinkInput {
    std::vector<Marker> markers;  ///< of one recording, ordered by start
    Time duration{};
    std::vector<KnownPerson> persons;
    std::vector<KnownSession> sessions;
};

/// What one marker means. The same input gives the same links.
struct LinkedMarker {
    ChapterKind kind = ChapterKind::section;
    std::vector<std::size_t> speakers;  ///< places in LinkInput::persons that are certain
    std::vector<Candidate> persons;     ///< all that may be meant, best first, the certain ones too
    std::optional<std::size_t> session;  ///< place in LinkInput::sessions, if certain
    std::vector<Candidate> sessions;     ///< all that may be meant, best first
    std::string reason;                  ///< for the archivist: rule, score, runner-up
};

/// Links every marker; the result has one entry a marker. Deterministic, no I/O. Cost: linear in
/// the markers for given persons and sessions (tests/bench/linking_bench.cpp).
std::vector<LinkedMarker> link_markers(const LinkInput& input);

}  // namespace revivre::chapters::linking
