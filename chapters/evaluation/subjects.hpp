#pragma once

#include "chapters/evaluation/found.hpp"
#include "chapters/evaluation/scores.hpp"
#include "chapters/evaluation/truth.hpp"

/// What is judged, one file a subject. Each fills its fields of the evaluation and adds its faults.
namespace revivre::chapters::evaluation {

void judge_chapters(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_shots(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_captions(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_titles(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_interventions(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_sessions(const Truth& truth, const Found& found, Evaluation& evaluation);
void judge_silences(const Truth& truth, const Found& found, Evaluation& evaluation);

/// Adds the line of a fault: when, of what, and what is wrong.
void fault(Evaluation& evaluation, Time at, const std::string& subject, const std::string& what);

/// How near starts are, one to one, nearest first. `indifferent`: true starts that need not be
/// found, and are no extra ones when they are.
StartScore score_starts(const std::vector<Time>& truth, const std::vector<Time>& found,
                        const std::vector<Time>& indifferent);

}  // namespace revivre::chapters::evaluation
