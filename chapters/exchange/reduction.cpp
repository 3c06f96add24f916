#include "chapters/exchange/reduction.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "chapters/containers/container.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/format.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kNoTitle = "–";
constexpr std::string_view kEllipsis = "…";

// Takes `member` away wherever it is set; in how many chapters it was.
template <typename Member>
std::size_t clear_member(std::vector<Chapter>& chapters, Member Chapter::*member) {
    std::size_t count = 0;
    for_each_chapter(chapters, [&](Chapter& chapter) {
        if (chapter.*member == Member{}) return;
        chapter.*member = {};
        ++count;
    });
    return count;
}

// Removes those that `is_lost` says, with all below them; how many.
template <typename Predicate>
std::size_t remove_chapters(std::vector<Chapter>& chapters, const Predicate& is_lost) {
    std::size_t count = 0;
    std::erase_if(chapters, [&](const Chapter& chapter) {
        if (!is_lost(chapter)) return false;
        count += 1 + count_chapters(chapter.children);
        return true;
    });
    for (Chapter& chapter : chapters) count += remove_chapters(chapter.children, is_lost);
    return count;
}

std::string cut_at_character(std::string_view title, std::size_t bytes) {
    std::size_t size = bytes > kEllipsis.size() ? bytes - kEllipsis.size() : 0;
    while (size > 0 && (static_cast<unsigned char>(title[size]) & 0xC0) == 0x80) --size;
    while (size > 0 && title[size - 1] == ' ') --size;
    return std::string(title.substr(0, size)).append(kEllipsis);
}

// How many chapters stand elsewhere in the tree than before.
std::size_t moved_chapters(const std::vector<Chapter>& before, const std::vector<Chapter>& after) {
    using Place = std::tuple<std::size_t, Time, std::string_view>;
    const auto places = [](const std::vector<Chapter>& chapters) {
        std::vector<Place> all;
        const std::function<void(const std::vector<Chapter>&, std::size_t)> walk =
            [&](const std::vector<Chapter>& siblings, std::size_t depth) {
                for (const Chapter& chapter : siblings) {
                    all.emplace_back(depth, chapter.start, chapter.title);
                    walk(chapter.children, depth + 1);
                }
            };
        walk(chapters, 0);
        return all;
    };
    const std::vector<Place> old = places(before);
    const std::vector<Place> now = places(after);
    std::size_t count = 0;
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (i >= now.size() || old[i] != now[i]) ++count;
    }
    return count;
}

class Reducer {
  public:
    Reducer(const Document& document, const Holds& holds) : document_(document), holds_(holds) {}

    void run() {
        order();
        items();
        latest();
        precision();
        nesting();
        equal_starts();
        count();
        first_start();
        ends();
        long_titles();
        titles();
        speakers();
        fields();
    }

    Document document_;
    Losses losses_;

  private:
    std::vector<Chapter>& chapters() { return document_.chapters; }

    void order() {
        if (sort_by_start(chapters())) {
            losses_.add(LossKind::order, count_chapters(chapters()),
                        "order of {}: sorted by their starts");
        }
    }

    void items() {
        if (holds_.items) return;
        losses_.add(
            LossKind::items,
            remove_chapters(chapters(), [](const Chapter& chapter) { return chapter.item != 0; }),
            "{} of other recordings: this format speaks of one");
    }

    void latest() {
        losses_.add(LossKind::times,
                    remove_chapters(
                        chapters(),
                        [this](const Chapter& chapter) { return chapter.start > holds_.latest; }),
                    "{} later than this format can say");
        for_each_chapter(chapters(), [this](Chapter& chapter) {
            if (chapter.end) chapter.end = std::min(*chapter.end, holds_.latest);
        });
    }

    Time rounded(Time time) const {
        return time_of_ticks(ticks_of_time(time, holds_.ticks_per_second), 1,
                             holds_.ticks_per_second)
            .value_or(time);
    }

    void precision() {
        if (holds_.ticks_per_second == 1000) return;
        std::size_t changed = 0;
        for_each_chapter(chapters(), [&](Chapter& chapter) {
            const Time start = rounded(chapter.start);
            const auto end = chapter.end ? std::optional(rounded(*chapter.end)) : std::nullopt;
            if (start != chapter.start || end != chapter.end) ++changed;
            chapter.start = start;
            chapter.end = end;
        });
        losses_.add(LossKind::precision, changed,
                    holds_.ticks_per_second == 1
                        ? "precision of {}: times rounded to whole seconds"
                        : fmt::format("precision of {{}}: times rounded to 1/{} second",
                                      holds_.ticks_per_second));
        // Two that were apart may start together now, and then the longer one comes first.
        sort_by_start(chapters());
    }

    void nesting() {
        if (holds_.nesting == Nesting::tree) return;
        if (holds_.nesting == Nesting::none) {
            std::size_t inside = 0;
            for (const Chapter& chapter : chapters()) inside += count_chapters(chapter.children);
            losses_.add(LossKind::nesting, inside,
                        "nesting of {}: listed beside what they are inside of");
            chapters() = flattened(std::move(chapters()));
            return;
        }
        make_ends();
        const std::vector<Chapter> before = chapters();
        std::vector<Chapter> flat = in_tree_order(std::move(chapters()));
        sort_by_start(flat);
        chapters() = nested_by_containment(std::move(flat));
        losses_.add(LossKind::nesting, moved_chapters(before, chapters()),
                    "nesting of {}: their times say another place");
    }

    void equal_starts() {
        if (holds_.equal_starts || holds_.nesting != Nesting::none) return;
        std::vector<Chapter> kept;
        for (Chapter& chapter : chapters()) {
            if (kept.empty() || kept.back().start != chapter.start ||
                kept.back().item != chapter.item) {
                kept.push_back(std::move(chapter));
                continue;
            }
            Chapter& first = kept.back();
            if (!first.title.empty() && !chapter.title.empty()) first.title += " – ";
            first.title = clean_line(first.title + chapter.title);  // within kTitleLimit
            std::ranges::move(chapter.credits, std::back_inserter(first.credits));
        }
        losses_.add(LossKind::times, chapters().size() - kept.size(),
                    "line of its own of {}: shared with one that starts together");
        chapters() = std::move(kept);
    }

    void count() {
        if (holds_.chapters == 0 || chapters().size() <= holds_.chapters) return;
        losses_.add(LossKind::count, chapters().size() - holds_.chapters,
                    fmt::format("{{}} beyond the {} that this format holds", holds_.chapters));
        chapters().resize(holds_.chapters);
    }

    void first_start() {
        if (!holds_.starts_at_zero || chapters().empty() ||
            chapters().front().start == Time::zero())
            return;
        Chapter filler;
        filler.end = chapters().front().start;
        chapters().insert(chapters().begin(), std::move(filler));
        losses_.add(
            LossKind::times, 1,
            "late start of the list: {} without a title put before it, since it must begin at 0");
    }

    void make_ends() {
        losses_.add(LossKind::ends, derive_ends(document_),
                    "open ends of {}: the next one's start instead");
        if (!holds_.points) lengthen_points();
    }

    void lengthen_points() {
        std::size_t points = 0;
        for_each_chapter(chapters(), [&points](Chapter& chapter) {
            if (chapter.end != chapter.start) return;
            chapter.end = chapter.start + Time(1);
            ++points;
        });
        losses_.add(LossKind::ends, points, "ends of {} that have no length: 1 ms later");
    }

    // Where a chapter of a flat list ends when nobody says so.
    std::optional<Time> implied_end(std::size_t index) {
        if (index + 1 < chapters().size()) return chapters()[index + 1].start;
        const auto duration = document_.duration();
        return duration ? std::optional(rounded(*duration)) : std::nullopt;
    }

    void ends() {
        if (holds_.ends == Ends::required) {
            make_ends();
            // An open end was the longest; of two that start together the other one may be now.
            sort_by_start(chapters());
            return;
        }
        if (holds_.ends == Ends::chained) return chain_ends();
        if (holds_.ends == Ends::optional) return;
        std::size_t lost = 0;
        for (std::size_t i = 0; i < chapters().size(); ++i) {
            Chapter& chapter = chapters()[i];
            if (chapter.end && chapter.end != implied_end(i)) ++lost;
        }
        for_each_chapter(chapters(), [](Chapter& chapter) { chapter.end.reset(); });
        losses_.add(LossKind::ends, lost, "ends of {}: where they are not the next one's start");
    }

    void chain_ends() {
        make_ends();
        std::size_t moved = 0;
        for (std::size_t i = 0; i + 1 < chapters().size(); ++i) {
            const Time next = chapters()[i + 1].start;
            if (chapters()[i].end != next) ++moved;
            chapters()[i].end = next;
        }
        losses_.add(LossKind::ends, moved, "ends of {}: moved to where the next one starts");
    }

    // Two titles that became one may be longer than any reader here takes.
    void long_titles() {
        std::size_t cut = 0;
        for_each_chapter(chapters(), [&](Chapter& chapter) {
            if (chapter.title.size() <= kTitleLimit) return;
            std::string line = clean_line(chapter.title);
            if (line == chapter.title) return;
            chapter.title = std::move(line);
            ++cut;
        });
        losses_.add(LossKind::titles, cut,
                    fmt::format("titles of {{}}: joined ones cut to {} letters", kTitleLimit));
    }

    void titles() {
        std::size_t changed = 0;
        for_each_chapter(chapters(), [&](Chapter& chapter) {
            std::string& title = chapter.title;
            if (title.empty() && !holds_.empty_titles) {
                title = kNoTitle;
                ++changed;
            } else if (holds_.title_bytes != 0 && title.size() > holds_.title_bytes) {
                title = cut_at_character(title, holds_.title_bytes);
                ++changed;
            }
        });
        losses_.add(LossKind::titles, changed,
                    holds_.title_bytes == 0
                        ? "missing titles of {}: a dash instead"
                        : fmt::format("titles of {{}}: cut to {} bytes, or a dash where there "
                                      "was none",
                                      holds_.title_bytes));
    }

    void speakers() {
        if (holds_.speakers == Speakers::full) return;
        if (holds_.speakers == Speakers::none) {
            losses_.add(LossKind::speakers, clear_member(chapters(), &Chapter::credits),
                        "speakers of {}");
            return;
        }
        std::size_t changed = 0;
        for_each_chapter(chapters(), [&](Chapter& chapter) {
            std::vector<Credit> names;
            for (const Credit& credit : chapter.credits) {
                if (!credit.name.empty())
                    names.push_back({.person = {},
                                     .name = credit.name,
                                     .function = {},
                                     .organisation = {},
                                     .evidence = {}});
            }
            if (names != chapter.credits) ++changed;
            chapter.credits = std::move(names);
        });
        losses_.add(LossKind::speakers, changed, "functions, roles and status of speakers of {}");
    }

    void fields() {
        auto& all = chapters();
        if (!holds_.kinds) {
            std::size_t changed = 0;
            for_each_chapter(all, [&](Chapter& chapter) {
                if (chapter.kind == ChapterKind::section) return;
                chapter.kind = ChapterKind::section;
                ++changed;
            });
            losses_.add(LossKind::kinds, changed, "kind (session, intervention, break) of {}");
        }
        if (!holds_.ids) {
            losses_.add(
                LossKind::identifiers,
                std::max(clear_member(all, &Chapter::id), clear_member(all, &Chapter::session)),
                "ids of {}");
        }
        if (!holds_.languages) {
            losses_.add(LossKind::languages, clear_member(all, &Chapter::translations),
                        "titles in other languages of {}");
        }
        if (!holds_.language && !holds_.languages) {
            losses_.add(LossKind::languages, clear_member(all, &Chapter::language),
                        "title language of {}");
        }
        if (!holds_.summaries)
            losses_.add(LossKind::summaries, clear_member(all, &Chapter::summary),
                        "summaries of {}");
        if (!holds_.links)
            losses_.add(LossKind::links, clear_member(all, &Chapter::link), "links of {}");
        if (!holds_.images)
            losses_.add(LossKind::images, clear_member(all, &Chapter::image), "pictures of {}");
    }

    Holds holds_;
};

Reduction reduced(const Document& document, const Holds& holds, void (*adapt)(Document&, Losses&)) {
    Reducer reducer(document, holds);
    reducer.run();
    if (adapt != nullptr) adapt(reducer.document_, reducer.losses_);
    return {std::move(reducer.document_), reducer.losses_.all()};
}

}  // namespace

Reduction reduce(const Document& document, const Format& format) {
    return reduced(document, format.holds, format.adapt);
}

Reduction reduce(const Document& document, const Container& container) {
    return reduced(document, container.holds, container.adapt);
}

Written write_document(const Format& format, const Document& document) {
    if (format.write == nullptr) {
        throw Error(ErrorCode::unsupported,
                    fmt::format("{} is read here, not written", format.name));
    }
    Reduction reduction = reduce(document, format);
    return {format.write(reduction.document), std::move(reduction.losses)};
}

}  // namespace revivre::chapters
