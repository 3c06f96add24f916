#include "chapters/linking/linker.hpp"

#include "chapters/linking/reading.hpp"

namespace revivre::chapters::linking {
namespace {

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

LinkedMarker linked_marker(const Reading& reading, const Assignment& assignment,
                           const LinkInput& input) {
    LinkedMarker linked;
    linked.kind = kind_of(reading, input.sessions);
    linked.persons = person_candidates(reading, input.persons);
    for (const std::size_t place : reading.certain)
        linked.speakers.push_back(reading.matches[place].person);
    linked.sessions = session_candidates(reading, assignment, input.sessions);
    if (assignment.certain) linked.session = assignment.session;
    linked.reason =
        person_reason(linked.persons, reading) + "; " + session_reason(linked.sessions, assignment);
    return linked;
}

}  // namespace

std::vector<LinkedMarker> link_markers(const LinkInput& input) {
    const PersonIndex persons(input.persons);
    const SessionIndex sessions(input.sessions);
    std::vector<Reading> readings;
    readings.reserve(input.markers.size());
    for (const Marker& marker : input.markers)
        readings.push_back(read_title(marker.title, persons, sessions));
    const auto assignments =
        assign_sessions(placements(input, readings), input.sessions,
                        expected_in(input.persons, input.sessions), input.duration);
    std::vector<LinkedMarker> all;
    all.reserve(readings.size());
    for (std::size_t i = 0; i < readings.size(); ++i)
        all.push_back(linked_marker(readings[i], assignments[i], input));
    return all;
}

}  // namespace revivre::chapters::linking
