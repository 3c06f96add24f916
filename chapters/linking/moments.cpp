// Where the figures come from: the truth of 80 recordings made by make_day.py (40 seeds of three
// minutes, two halves), of which each talk begins 0.25 to 2.6 s after the cut to its speaker and is
// captioned 4 to 8 s later, and how recordings of talks are directed: a caption is put up once the
// speaker is in the picture and speaks, rarely later than half a minute. The weights are those of a
// grid that found 369 turns best (98 % within 3 s with silences from 0.3 s on, 97 % from 0.5 s on,
// 95 % from 1 s on)
// among those that still look for captions that come later than the generator's. To choose again:
// make evidence of truth files and compare the starts of link_evidence with theirs.

#include "chapters/linking/moments.hpp"

#include <algorithm>
#include <cmath>

#include "chapters/evidence_kinds.hpp"

namespace revivre::chapters::linking {
namespace {

using namespace std::chrono_literals;

constexpr Time kWindow = 30s;         // before a caption
constexpr Time kUsualDelay = 6s;      // from the first word to the caption
constexpr Time kEarlyCaption = 3s;    // sooner than this is unusual…
constexpr Time kLateCaption = 8s;     // …and later than this
constexpr double kEarlyCost = 1.0;    // a second
constexpr double kLateCost = 0.2;     // a second
constexpr double kPauseWeight = 0.2;  // a second of silence, as far as kLongPause
constexpr Time kLongPause = 1500ms;
constexpr double kCutInSilence = 1.0;
constexpr double kCutAlone = 1.0;

// The camera may find the new speaker only after their first words: 1.5 to 3 s after them in the
// two turns of 104 that were seen to need this. Within a talk silences of a second are rare.
constexpr double kCutBehind = 0.7;
constexpr Time kLateCamera = 3200ms;
constexpr Time kNoPauseForBreath = 1s;

// A speaker who is cut to speaks 0.4 s later, if no silence was found (median).
constexpr Time kAfterCut = 400ms;

// What the ends of a silence and the middle of a dissolve are off by.
constexpr Time kSlack = 300ms;

// How far editors' markers are off: -3 to +4 s, and a second for rounding.
constexpr Time kMarkerEarly = 4s;
constexpr Time kMarkerLate = 5s;

// How much later than the cut a full-screen text is seen when only key frames are looked at.
constexpr Time kSeenLate = 2s;

double seconds(Time time) {
    return static_cast<double>(time.count()) / 1000.0;
}

// What speaks against a turn that begins `delay` before its caption.
double delay_cost(Time delay) {
    if (delay < kEarlyCaption) return kEarlyCost * seconds(kEarlyCaption - delay);
    return delay > kLateCaption ? kLateCost * seconds(delay - kLateCaption) : 0;
}

}  // namespace

Moments::Moments(std::span<const Evidence> evidence) {
    namespace kinds = evidence_kinds;
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        const Evidence& each = evidence[i];
        const Time end = std::max(each.start, each.end.value_or(each.start));
        if (each.kind == kinds::kCut) changes_.push_back({each.start, i});
        if (each.kind == kinds::kDissolve || each.kind == kinds::kFade)
            changes_.push_back({each.start + (end - each.start) / 2, i});
        if (each.kind == kinds::kBlack) blacks_.push_back({each.start, end, i});
        if (each.kind == kinds::kSilence) {
            silences_.push_back({each.start, end, i});
            longest_silence_ = std::max(longest_silence_, end - each.start);
        }
    }
    std::ranges::stable_sort(changes_, {}, &Change::at);
}

// The last change of picture in [from, to].
std::optional<Moments::Change> Moments::change_in(Time from, Time to) const {
    const auto after =
        std::ranges::upper_bound(changes_, to, {}, [](const Change& each) { return each.at; });
    if (after == changes_.begin() || (after - 1)->at < from) return std::nullopt;
    return *(after - 1);
}

// Ends of silences in [from, to], each with the cut that lies in it.
void Moments::add_turns(Time from, Time to, std::vector<Moment>& turns) const {
    const auto first =
        std::ranges::lower_bound(silences_, from - longest_silence_, {}, &Gap::start);
    for (auto silence = first; silence != silences_.end() && silence->start <= to; ++silence) {
        if (silence->end < from || silence->end > to) continue;
        const Time pause = std::min(silence->end - silence->start, kLongPause);
        Moment turn{.at = silence->end,
                    .support = kPauseWeight * seconds(pause),
                    .evidence = {silence->evidence},
                    .how = "the end of the silence"};
        if (const auto cut = change_in(silence->start - kSlack, silence->end + kSlack)) {
            turn.support += kCutInSilence;
            turn.evidence.insert(turn.evidence.begin(), cut->evidence);
            turn.how = "the cut and the end of the silence";
        } else if (silence->end - silence->start >= kNoPauseForBreath &&
                   change_in(silence->end, std::min(silence->end + kLateCamera, to))) {
            turn.support += kCutBehind;
            turn.how = "the end of the silence before the cut";
        }
        turns.push_back(std::move(turn));
    }
}

void Moments::add_cuts(Time from, Time to, std::vector<Moment>& turns) const {
    for (auto cut = std::ranges::lower_bound(changes_, from, {}, &Change::at);
         cut != changes_.end() && cut->at <= to; ++cut) {
        turns.push_back({.at = std::min(cut->at + kAfterCut, to),
                         .support = kCutAlone,
                         .evidence = {cut->evidence},
                         .how = "the cut"});
    }
}

Moment Moments::turn_before(Time shown, Time earliest) const {
    const Time from = std::max({earliest, shown - kWindow, Time::zero()});
    std::vector<Moment> turns;
    add_turns(from, shown, turns);
    add_cuts(from, shown, turns);
    const auto value = [&](const Moment& turn) {
        return turn.support - delay_cost(shown - turn.at);
    };
    // Far from a caption, a cut or a silence alone is one of many.
    std::erase_if(turns,
                  [&](const Moment& turn) { return value(turn) <= 0 && turn.evidence.size() < 2; });
    const auto best = std::ranges::max_element(turns, {}, value);
    if (best != turns.end()) return *best;
    return {.at = std::max(from, std::min(shown, shown - kUsualDelay)),
            .support = 0,
            .evidence = {},
            .how = "the usual delay before the caption"};
}

std::vector<Moment> Moments::turns_around(Time marker) const {
    std::vector<Moment> turns;
    add_turns(marker - kMarkerLate, marker + kMarkerEarly, turns);
    std::erase_if(turns, [](const Moment& turn) { return turn.evidence.size() < 2; });
    return turns;
}

std::optional<Moment> Moments::turn_near(Time at, Time shown) const {
    std::vector<Moment> turns = turns_around(at);
    const auto value = [&](const Moment& turn) {
        return turn.support - delay_cost(shown - turn.at);
    };
    const auto best = std::ranges::max_element(turns, {}, value);
    if (best == turns.end()) return std::nullopt;
    return *best;
}

std::optional<Moment> Moments::turn_near(Time at) const {
    std::vector<Moment> turns = turns_around(at);
    if (turns.size() != 1) return std::nullopt;
    return turns.front();
}

Moment Moments::picture_change(Time seen) const {
    Moment moment{.at = seen, .support = 0, .evidence = {}, .how = "the card"};
    const auto cut = change_in(seen - kSeenLate, seen + kSlack);
    if (!cut) return moment;
    moment.at = cut->at;
    moment.support = 1;
    moment.evidence = {cut->evidence};
    moment.how = "the cut to the card";
    return moment;
}

Stretch Moments::with_black(Time start, Time end) const {
    Stretch stretch{start, end, {}};
    for (const Gap& black : blacks_) {
        const bool touches =
            black.end >= stretch.start - kSeenLate && black.start <= stretch.end + kSeenLate;
        if (!touches) continue;
        stretch.start = std::min(stretch.start, black.start);
        stretch.end = std::max(stretch.end, black.end);
        stretch.evidence.push_back(black.evidence);
    }
    return stretch;
}

Time Moments::last_word(Time start, Time end) const {
    const auto after = std::ranges::upper_bound(silences_, end, {}, &Gap::start);
    if (after == silences_.begin()) return end;
    const Gap& silence = *(after - 1);
    const bool covers = silence.end >= end - kSlack && silence.start > start;
    return covers ? std::min(end, silence.start) : end;
}

}  // namespace revivre::chapters::linking
