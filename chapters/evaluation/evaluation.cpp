#include "chapters/evaluation/evaluation.hpp"

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace evaluation {

void fault(Evaluation& evaluation, Time at, const std::string& subject, const std::string& what) {
    evaluation.faults.push_back(fmt::format("{} {}: {}", timestamp_text(at), subject, what));
}

}  // namespace evaluation

Evaluation evaluate(const Json& truth_json, const Observation& observed) {
    const evaluation::Truth truth = evaluation::read_truth(truth_json);
    const evaluation::Found found = evaluation::arrange(observed);
    Evaluation result;
    evaluation::judge_chapters(truth, found, result);
    const std::size_t of_chapters = result.faults.size();
    evaluation::judge_interventions(truth, found, result);
    evaluation::judge_sessions(truth, found, result);
    evaluation::judge_captions(truth, found, result);
    evaluation::judge_titles(truth, found, result);
    evaluation::judge_shots(truth, found, result);
    evaluation::judge_silences(truth, found, result);
    // Where nobody looked, a line for each thing not seen says nothing.
    if (!found.analysed) result.faults.resize(of_chapters);
    return result;
}

}  // namespace revivre::chapters
