// Cuts, dissolves and fades.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"

namespace revivre::chapters::evaluation {
namespace {

// What lies that near a dissolve or a fade is meant for it: the mark of media.md, section 4.
constexpr Time kNear{500};

// One frame, and a quarter of one for containers that round to milliseconds.
Time tolerance(const Truth& truth) {
    return truth.frame * 5 / 4;
}

bool within(Time time, const std::vector<Span>& spans, Time margin) {
    return std::ranges::any_of(spans, [&](const Span& span) {
        return time >= span.start - margin && time < span.end + margin;
    });
}

std::vector<Span> appearances(const Truth& truth) {
    std::vector<Span> moments;
    for (const TruthCaption& caption : truth.captions) {
        moments.push_back({caption.span.start, caption.span.start});
        moments.push_back({caption.span.end, caption.span.end});
    }
    return moments;
}

// What an extra cut was, so that the detector can be told.
std::string taken_for_cut(Time time, const Truth& truth, TakenForCuts& taken) {
    struct Decoy {
        const char* name;
        const std::vector<Span>& spans;
        Time margin;
        int& count;
    };
    const Time frame = tolerance(truth);
    const std::vector<Span> captions = appearances(truth);
    const std::array decoys{Decoy{"flash", truth.flashes, frame, taken.flashes},
                            Decoy{"dissolve", truth.dissolves, frame, taken.dissolves},
                            Decoy{"fade", truth.fades, frame, taken.fades},
                            Decoy{"passer-by", truth.passers_by, frame, taken.passers_by},
                            Decoy{"caption", captions, kNear, taken.captions}};
    for (const Decoy& decoy : decoys) {
        if (!within(time, decoy.spans, decoy.margin)) continue;
        ++decoy.count;
        return fmt::format("a {} taken for a cut", decoy.name);
    }
    return "none there";
}

void judge_cuts(const Truth& truth, const Found& found, Evaluation& evaluation) {
    const Pairs pairs = pair_nearest(truth.cuts, found.cuts, tolerance(truth));
    ShotScore& score = evaluation.shots;
    score.cuts.expected = static_cast<int>(truth.cuts.size());
    score.cuts.found = static_cast<int>(pairs.size());
    for (const std::size_t i : missed(pairs, truth.cuts.size()))
        fault(evaluation, truth.cuts[i], "cut", "missing");
    for (const std::size_t i : unpaired(pairs, found.cuts.size())) {
        const Time time = found.cuts[i];
        const bool edge = std::ranges::any_of(truth.black_edges, [&](Time each) {
            return std::chrono::abs(each - time) <= tolerance(truth);
        });
        if (edge) continue;  // from or to black at once: a cut as well as the end of a fade
        ++score.cuts.extra;
        fault(evaluation, time, "cut", taken_for_cut(time, truth, score.taken_for_cuts));
    }
}

Count judge_extents(const std::vector<Span>& truth, const std::vector<Span>& found,
                    const std::string& subject, Evaluation& evaluation) {
    const Pairs pairs = pair_overlapping(truth, found, -kNear);
    Count count{.expected = static_cast<int>(truth.size()),
                .found = static_cast<int>(pairs.size())};
    for (const std::size_t i : missed(pairs, truth.size()))
        fault(evaluation, truth[i].start, subject, "missing");
    for (const std::size_t i : unpaired(pairs, found.size())) {
        ++count.extra;
        fault(evaluation, found[i].start, subject, "none there");
    }
    return count;
}

}  // namespace

void judge_shots(const Truth& truth, const Found& found, Evaluation& evaluation) {
    judge_cuts(truth, found, evaluation);
    evaluation.shots.dissolves =
        judge_extents(truth.dissolves, found.dissolves, "dissolve", evaluation);
    evaluation.shots.fades = judge_extents(truth.fades, found.fades, "fade", evaluation);
}

}  // namespace revivre::chapters::evaluation
