// Gaps without speech.

#include <algorithm>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"

namespace revivre::chapters::evaluation {
namespace {

// A sentence dies away: the end that a level shows lies up to 0.47 s beside the true one, measured
// with FFmpeg's silencedetect (media.md, section 2).
constexpr Time kSpeechTaken{500};

Time speech_in(const Span& span, const std::vector<Span>& speech) {
    Time sum{};
    for (const Span& sentence : speech) sum += std::max(Time{}, overlap(span, sentence));
    return sum;
}

}  // namespace

void judge_silences(const Truth& truth, const Found& found, Evaluation& evaluation) {
    SilenceScore& score = evaluation.silences;
    const Pairs pairs = pair_overlapping(truth.silences, found.silences, Time{1});
    score.count.expected = static_cast<int>(truth.silences.size());
    score.count.found = static_cast<int>(pairs.size());
    for (const auto& [expected, place] : pairs) {
        const Span& gap = truth.silences[expected];
        const Span& silence = found.silences[place];
        const Time worst = std::max(std::chrono::abs(gap.start - silence.start),
                                    std::chrono::abs(gap.end - silence.end));
        score.within_100_ms += worst <= Time{100} ? 1 : 0;
        score.within_500_ms += worst <= Time{500} ? 1 : 0;
        if (worst > Time{500})
            fault(evaluation, gap.start, "silence",
                  fmt::format("an end is {} ms off", worst.count()));
    }
    for (const std::size_t i : missed(pairs, truth.silences.size()))
        fault(evaluation, truth.silences[i].start, "silence", "missing");
    for (const Span& silence : found.silences) {
        if (speech_in(silence, truth.speech) <= kSpeechTaken) continue;
        ++score.count.extra;
        fault(evaluation, silence.start, "silence", "somebody speaks there");
    }
}

}  // namespace revivre::chapters::evaluation
