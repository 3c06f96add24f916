#include "chapters/remap/moving.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "chapters/remap/envelope.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters::remap {
namespace {

constexpr Time kCutOut{1000};  // what is guessed to be shorter is gone
// As far as two places that are both found may disagree.
constexpr Time kTogether = kFrame * 2;

struct Interval {
    Time start{};
    Time end{};
};

bool holds(const Interval& outer, const Interval& inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

Time overlap(const Interval& one, const Interval& other) {
    return std::min(one.end, other.end) - std::max(one.start, other.start);
}

Interval of(const Chapter& chapter) {
    return {chapter.start, chapter.end.value_or(chapter.start)};
}

/// Where a chapter goes, or why not.
struct Placed {
    std::optional<Interval> at;
    std::string reason;
};

class Mover {
  public:
    explicit Mover(const PassageMap& map) : map_(map) {}

    MovedChapters run(const std::vector<Chapter>& list) {
        result_.chapters = level(list, std::nullopt);
        sort_chapters(result_.chapters);
        return std::move(result_);
    }

  private:
    std::vector<Chapter> level(const std::vector<Chapter>& list,
                               const std::optional<Interval>& around) {
        std::vector<Chapter> kept;
        for (const Chapter& each : list) {
            const Placed placed = place(of(each), around);
            Chapter chapter = each;
            chapter.children.clear();
            if (!placed.at) {
                set_aside(std::move(chapter), placed.reason);
                auto inner = level(each.children, around);
                std::ranges::move(inner, std::back_inserter(kept));
                continue;
            }
            ++result_.moved;
            chapter.start = placed.at->start;
            chapter.end = placed.at->end;
            chapter.children = level(each.children, placed.at);
            kept.push_back(std::move(chapter));
        }
        return kept;
    }

    void set_aside(Chapter chapter, std::string reason) {
        const Interval old = of(chapter);
        const auto start = map_.guess(old.start);
        const auto end = map_.guess(old.end);
        chapter.start = start.value_or(Time(0));
        chapter.end = std::max(chapter.start, end.value_or(Time(0)));
        const bool gone =
            start && *chapter.end - chapter.start < std::min(kCutOut, old.end - old.start);
        if (gone) reason += "; it seems to be cut out";
        result_.unsure.push_back({std::move(chapter), std::move(reason)});
    }

    [[nodiscard]] Placed place(const Interval& old, const std::optional<Interval>& around) const {
        if (map_.passages().empty())
            return {{}, "nothing of the old recording was found again in the new file"};
        const auto start = map_.start(old.start);
        const auto end = old.start == old.end ? start : map_.end(old.end);
        if (!start && !end)
            return {{}, "neither its start nor its end was found again in the new file"};
        if (!start) return {{}, "the passage around its start was not found again in the new file"};
        if (!end) return {{}, "the passage around its end was not found again in the new file"};
        const Interval now{*start, *end};
        if (now.end < now.start || (now.end == now.start && old.end > old.start))
            return {{}, "its start and its end stand in another order in the new file"};
        if (mixed(old, now)) return {{}, "other passages of the old recording stand inside it now"};
        if (around && !holds(*around, now))
            return {{}, "it lies outside of the chapter around it in the new file"};
        return {now, {}};
    }

    // Something from outside of it stands inside it, or the other way round.
    [[nodiscard]] bool mixed(const Interval& old, const Interval& now) const {
        return std::ranges::any_of(map_.passages(), [&](const Passage& each) {
            const bool before = overlap({each.start, each.end}, old) > kTogether;
            return before != (overlap({each.new_start(), each.new_end()}, now) > kTogether);
        });
    }

    const PassageMap& map_;
    MovedChapters result_;
};

}  // namespace

MovedChapters moved(const std::vector<Chapter>& list, const PassageMap& map) {
    return Mover(map).run(list);
}

MovedTrack moved(const TextTrack& track, const PassageMap& map) {
    MovedTrack result{.track = track};
    result.track.cues.clear();
    for (Cue cue : track.cues) {
        const auto start = map.start(cue.start);
        const auto end = map.end(cue.end);
        if (!start || !end ||
            std::chrono::abs((*end - *start) - (cue.end - cue.start)) > kTogether) {
            ++result.left_out;
            continue;
        }
        cue.start = *start;
        cue.end = *end;
        result.track.cues.push_back(std::move(cue));
    }
    std::ranges::stable_sort(result.track.cues, {}, &Cue::start);
    return result;
}

}  // namespace revivre::chapters::remap
