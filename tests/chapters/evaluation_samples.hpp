#pragma once

#include <string>
#include <vector>

#include "chapters/evaluation/evaluation.hpp"

/// Truths and observations for the tests of evaluation, as short as a test wants them.
namespace revivre::chapters {

/// A truth file with these lists beside two speakers (s1 Maëlys Kerzhéro, s2 Loïc Péchinard), the
/// session m1 "Ouverture" and 25 frames a second.
inline Json truth_with(const std::string& lists) {
    Json truth = parse_json(
        R"({"fps":25,"speakers":[{"id":"s1","name":"Maëlys Kerzhéro"},
        {"id":"s2","name":"Loïc Péchinard"}],"sessions":[{"id":"m1","title":"Ouverture"}],
        "chapters":[]})");
    truth.update(parse_json(lists));
    return truth;
}

inline Evidence seen(const std::string& id, const char* kind, Time start, Time end,
                     const std::string& text = "") {
    return {.id = id, .kind = kind, .start = start, .end = end, .text = text};
}

/// A chapter that linking proposes from one piece of evidence, as certain.
struct Proposed {
    ChapterKind kind = ChapterKind::intervention;
    Time start{};
    Time end{};
    std::vector<std::string> names{};
    std::string session{};  ///< title
    std::string evidence{};
};

inline void propose(Observation& observed, const Proposed& what) {
    Proposal proposal;
    proposal.chapter = "cha_" + std::to_string(observed.proposals.size());
    proposal.suggested.kind = what.kind;
    proposal.suggested.start = what.start;
    proposal.suggested.end = what.end;
    for (const std::string& name : what.names) {
        Credit credit;
        credit.name = name;
        proposal.suggested.credits.push_back(credit);
    }
    if (!what.session.empty()) {
        proposal.suggested.session = "ses_" + what.session;
        observed.session_titles[proposal.suggested.session] = what.session;
    }
    if (!what.evidence.empty()) proposal.evidence = {what.evidence};
    observed.proposals.push_back(proposal);
}

inline Observation nothing_but_known_persons() {
    return {.known_persons = {"Maëlys Kerzhéro", "Loïc Péchinard"}};
}

}  // namespace revivre::chapters
