#pragma once

#include <map>
#include <string>
#include <vector>

#include "chapters/evaluation/scores.hpp"
#include "chapters/json.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters {

/// What the indexer saw of one recording and made of it, to be compared with the truth.
struct Observation {
    std::vector<Evidence> evidence{};
    std::vector<Proposal> proposals{};         ///< rejected ones are passed over
    std::vector<std::string> known_persons{};  ///< names of everybody the indexer could know
    std::map<std::string, std::string> session_titles{};  ///< by "ses_…"
};

/// Compares with a truth file of make_day.py. Lists that the truth lacks count as empty, but for
/// `chapters`. Deterministic, no I/O. Throws Error{invalid_input} when `truth` is no truth file.
Evaluation evaluate(const Json& truth, const Observation& observed);

/// The fields of docs/evaluation.schema.json but for those that say of which recording.
Json to_json(const Evaluation& evaluation);

/// For people: a line a subject, then a line a fault.
std::string report(const Evaluation& evaluation);

}  // namespace revivre::chapters
