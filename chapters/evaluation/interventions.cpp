// Who is named where, and where interventions and sessions start.

#include <algorithm>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"

namespace revivre::chapters::evaluation {
namespace {

constexpr Time kJudged{10'000};  // shorter interventions need not be found (media.md, section 4)
// A start further off is no longer the start of that one. Twice the longest mark (5 s), so that
// what just misses the mark still shows how far off it is.
constexpr Time kSameStart{10'000};
// What comes first in a chapter and is shorter is passed over in judging its name: the end of what
// was before, up to the longest mark of a start (5 s), and a moderator's words of introduction,
// with which many lists begin a chapter. Of 111 chapters of editors' lists with starts 3 s early to
// 4 s late (make_day.py, ten seeds and the sample day), all name who is found so; by who speaks
// longest, 19 would be wrong, since a list's chapter goes on through the moderator's next words.
constexpr Time kPassedOver{5'000};
constexpr Time kIntroduction{10'000};

Time length(const Span& span) {
    return span.end - span.start;
}

// Whose chapter it is: who first speaks in it for long enough, or, when nobody does, for half as
// long as anybody. `count` of them, since two may be named together.
std::vector<const TruthIntervention*> first_speakers(const FoundChapter& chapter,
                                                     const Truth& truth, std::size_t count) {
    Time longest{};
    for (const TruthIntervention& each : truth.interventions)
        longest = std::max(longest, overlap(each.span, chapter.span));
    std::vector<const TruthIntervention*> first;
    if (longest == Time{}) return first;
    for (const TruthIntervention& each : truth.interventions) {
        const Time enough = each.moderation ? kIntroduction : kPassedOver;
        if (overlap(each.span, chapter.span) < std::min(enough, longest / 2)) continue;
        const bool again = std::ranges::any_of(
            first, [&](const TruthIntervention* other) { return other->speaker == each.speaker; });
        if (!again) first.push_back(&each);
        if (first.size() == count) break;
    }
    return first;
}

// The name that is none of those who speak, or empty.
std::string wrong_name(const FoundChapter& chapter, const Truth& truth) {
    const auto speakers = first_speakers(chapter, truth, chapter.names.size());
    for (const std::string& name : chapter.names) {
        const bool right = std::ranges::any_of(speakers, [&](const TruthIntervention* each) {
            return same_words(each->speaker, name);
        });
        if (!right) return name;
    }
    return "";
}

bool rests_on_caption(const FoundChapter& chapter, const Found& found) {
    return std::ranges::any_of(found.captions, [&](const FoundText& caption) {
        return chapter.evidence.contains(caption.id);
    });
}

bool names(const FoundChapter& chapter, const std::string& speaker) {
    return std::ranges::any_of(chapter.names,
                               [&](const std::string& name) { return same_words(name, speaker); });
}

// Whether a chapter that holds at least half of the intervention names its speaker.
bool named(const TruthIntervention& truth, const Found& found) {
    return std::ranges::any_of(found.chapters, [&](const FoundChapter& chapter) {
        return chapter.kind == ChapterKind::intervention && names(chapter, truth.speaker) &&
               2 * overlap(chapter.span, truth.span) >= length(truth.span);
    });
}

void judge_missing(const Truth& truth, const Found& found, Evaluation& evaluation) {
    for (const TruthIntervention& each : truth.interventions) {
        const bool long_enough = length(each.span) >= kJudged;
        if (!long_enough && !each.captioned) continue;
        const bool right = named(each, found);
        const bool known = found.knows(each.speaker);
        const auto count = [&](PersonScore& score) {
            ++(right ? score.right : known ? score.missing : score.unannounced);
        };
        if (long_enough) count(evaluation.interventions.persons);
        if (each.captioned) count(evaluation.captioned.persons);
        if (!right && known)
            fault(evaluation, each.span.start, "intervention",
                  fmt::format("{} was not named", each.speaker));
    }
}

void judge_wrong(const Truth& truth, const Found& found, Evaluation& evaluation) {
    for (const FoundChapter& chapter : found.chapters) {
        if (chapter.kind != ChapterKind::intervention || chapter.names.empty()) continue;
        const std::string wrong = wrong_name(chapter, truth);
        if (wrong.empty()) continue;
        ++evaluation.interventions.persons.wrong;
        if (rests_on_caption(chapter, found)) ++evaluation.captioned.persons.wrong;
        const auto speakers = first_speakers(chapter, truth, 1);
        fault(evaluation, chapter.span.start, "intervention",
              fmt::format("named {}, but it is {}", wrong,
                          speakers.empty() ? "nobody" : speakers.front()->speaker));
    }
}

std::vector<Time> starts(const std::vector<TruthIntervention>& all, const auto& wanted) {
    std::vector<Time> chosen;
    for (const TruthIntervention& each : all) {
        if (wanted(each)) chosen.push_back(each.span.start);
    }
    return chosen;
}

std::vector<Time> starts_of(ChapterKind kind, const Found& found) {
    std::vector<Time> starts;
    for (const FoundChapter& chapter : found.chapters) {
        if (chapter.kind == kind) starts.push_back(chapter.span.start);
    }
    return starts;
}

std::vector<Time> starts_by_caption(const Found& found) {
    std::vector<Time> starts;
    for (const FoundChapter& chapter : found.chapters) {
        if (chapter.kind == ChapterKind::intervention && rests_on_caption(chapter, found))
            starts.push_back(chapter.span.start);
    }
    return starts;
}

}  // namespace

StartScore score_starts(const std::vector<Time>& truth, const std::vector<Time>& found,
                        const std::vector<Time>& indifferent) {
    const Pairs pairs = pair_nearest(truth, found, kSameStart);
    StartScore score{.count = {.expected = static_cast<int>(truth.size()),
                               .found = static_cast<int>(pairs.size())}};
    for (const auto& [expected, place] : pairs)
        score.errors.push_back(found[place] - truth[expected]);
    std::vector<Time> rest;
    for (const std::size_t place : unpaired(pairs, found.size())) rest.push_back(found[place]);
    const Pairs passed_over = pair_nearest(indifferent, rest, kSameStart);
    score.count.extra = static_cast<int>(rest.size() - passed_over.size());
    return score;
}

void judge_interventions(const Truth& truth, const Found& found, Evaluation& evaluation) {
    judge_missing(truth, found, evaluation);
    judge_wrong(truth, found, evaluation);
    const auto is_long = [](const auto& each) { return length(each.span) >= kJudged; };
    const auto is_short = [](const auto& each) { return length(each.span) < kJudged; };
    const auto captioned = [](const auto& each) { return each.captioned; };
    const auto others = [](const auto& each) { return !each.captioned; };
    const std::vector<TruthIntervention>& all = truth.interventions;
    const std::vector<Time> proposed = starts_of(ChapterKind::intervention, found);
    evaluation.interventions.starts =
        score_starts(starts(all, is_long), proposed, starts(all, is_short));
    // What starts one may rest on a marker; what is too much is judged of captions alone.
    StartScore& starts_score = evaluation.captioned.starts;
    starts_score = score_starts(starts(all, captioned), proposed, {});
    starts_score.count.extra =
        score_starts(starts(all, captioned), starts_by_caption(found), starts(all, others))
            .count.extra;
}

void judge_sessions(const Truth& truth, const Found& found, Evaluation& evaluation) {
    std::vector<Time> expected;
    for (const Titled& session : truth.sessions) expected.push_back(session.span.start);
    std::vector<const FoundChapter*> proposed;
    for (const FoundChapter& chapter : found.chapters) {
        if (chapter.kind == ChapterKind::session) proposed.push_back(&chapter);
    }
    const std::vector<Time> starts = starts_of(ChapterKind::session, found);
    evaluation.session_starts = score_starts(expected, starts, {});
    const Pairs pairs = pair_nearest(expected, starts, kSameStart);
    for (const std::size_t i : missed(pairs, expected.size()))
        fault(evaluation, expected[i], "session",
              fmt::format("'{}' missing", truth.sessions[i].title));
    for (const std::size_t i : unpaired(pairs, starts.size()))
        fault(evaluation, starts[i], "session",
              fmt::format("none starts: '{}'", proposed[i]->session));
    for (const auto& [i, place] : pairs) {
        const std::string& title = proposed[place]->session;
        const bool right = same_words(title, truth.sessions[i].title);
        Score& score = evaluation.session_titles;
        ++(title.empty() ? score.missing : right ? score.right : score.wrong);
        if (!right)
            fault(evaluation, expected[i], "session",
                  fmt::format("'{}', but it is '{}'", title, truth.sessions[i].title));
    }
}

}  // namespace revivre::chapters::evaluation
