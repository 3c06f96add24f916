// Captions: where they stand, what was read, and whom linking named by them.

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"

namespace revivre::chapters::evaluation {
namespace {

std::int64_t area(const Box& box) {
    return std::int64_t{box.width_px} * std::int64_t{box.height_px};
}

// Of the smaller box at least half lies in the other one: some find the text, some its band.
bool same_place(const Box& a, const Box& b) {
    const auto common = [](std::int64_t from, std::int64_t length, std::int64_t other_from,
                           std::int64_t other_length) {
        return std::min(from + length, other_from + other_length) - std::max(from, other_from);
    };
    const std::int64_t width = common(a.x_px, a.width_px, b.x_px, b.width_px);
    const std::int64_t height = common(a.y_px, a.height_px, b.y_px, b.height_px);
    return width > 0 && height > 0 && 2 * width * height >= std::min(area(a), area(b));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char byte : text) {
        if (byte == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += byte;
        }
    }
    return lines;
}

// The pieces in which one caption was seen, the longest first; several when a cut parts it.
using Pieces = std::vector<const FoundText*>;

std::vector<Pieces> located(const Truth& truth, const Found& found, std::vector<bool>& used) {
    std::vector<Pieces> pieces(truth.captions.size());
    for (std::size_t k = 0; k < found.captions.size(); ++k) {
        const FoundText& seen = found.captions[k];
        Pieces* best = nullptr;
        Time longest{};
        for (std::size_t i = 0; i < truth.captions.size(); ++i) {
            const Time together = overlap(truth.captions[i].span, seen.span);
            if (!seen.box || together <= longest || !same_place(truth.captions[i].box, *seen.box))
                continue;
            longest = together;
            best = &pieces[i];
        }
        if (best == nullptr) continue;
        used[k] = true;
        best->push_back(&seen);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::ranges::stable_sort(pieces[i], std::greater{}, [&](const FoundText* piece) {
            return overlap(truth.captions[i].span, piece->span);
        });
    }
    return pieces;
}

bool rests_on(const FoundChapter& chapter, const Pieces& pieces) {
    return std::ranges::any_of(
        pieces, [&](const FoundText* piece) { return chapter.evidence.contains(piece->id); });
}

std::vector<const FoundChapter*> made_of(const Pieces& pieces, const Found& found) {
    std::vector<const FoundChapter*> chapters;
    for (const FoundChapter& chapter : found.chapters) {
        if (rests_on(chapter, pieces)) chapters.push_back(&chapter);
    }
    return chapters;
}

class Judge {
  public:
    Judge(const Found& found, Evaluation& evaluation)
        : found_(found), evaluation_(evaluation), score_(evaluation.captions) {}

    void caption(const TruthCaption& truth, const Pieces& pieces) {
        Count& count = truth.is_strip ? score_.strips : score_.count;
        ++count.expected;
        if (pieces.empty()) {
            fault(truth, "not located");
        } else {
            ++count.found;
            read(truth, pieces, truth.is_strip ? score_.strip_reading : score_.reading);
        }
        const auto chapters = made_of(pieces, found_);
        if (truth.is_strip) {
            session(truth, chapters);
        } else {
            person(truth, chapters);
        }
    }

    // A chapter that rests on strips and on no other caption, nor on a marker, names somebody.
    void named_by_strip(const TruthCaption& truth, const Pieces& strip,
                        const std::vector<const FoundText*>& others) {
        for (const FoundChapter* chapter : made_of(strip, found_)) {
            const bool by_marker = std::ranges::any_of(found_.markers, [&](const Evidence& each) {
                return chapter->evidence.contains(each.id);
            });
            if (chapter->names.empty() || by_marker || rests_on(*chapter, others)) continue;
            ++score_.strips_as_persons;
            fault(truth, fmt::format("{} named by a session's strip", chapter->names.front()));
            return;
        }
    }

    void finish() {
        mean(score_.reading, score_.count.found);
        mean(score_.strip_reading, score_.strips.found);
    }

  private:
    void read(const TruthCaption& truth, const Pieces& pieces, ReadingScore& reading) {
        const std::string wanted = fmt::format("{}", fmt::join(truth.lines, " "));
        const std::string first = truth.lines.empty() ? "" : truth.lines.front();
        bool right = false;
        double best = 0;
        for (const FoundText* piece : pieces) {
            best = std::max(best, similarity(wanted, piece->text));
            for (const std::string& line : lines_of(piece->text))
                right = right || same_words(line, first);
        }
        reading.similarity += best;
        reading.read += right ? 1 : 0;
        if (right) return;
        fault(truth, fmt::format("read as '{}'", fmt::join(lines_of(pieces.front()->text), " / ")));
    }

    void person(const TruthCaption& truth, const std::vector<const FoundChapter*>& chapters) {
        bool named = false;
        bool offered = false;
        for (const FoundChapter* chapter : chapters) {
            for (const std::string& name : chapter->names) {
                named = true;
                if (same_words(name, truth.speaker)) continue;
                ++score_.persons.wrong;
                fault(truth, fmt::format("named {}, but it is {}", name, truth.speaker));
                return;
            }
            offered = offered || std::ranges::any_of(chapter->new_persons, [&](const auto& name) {
                          return same_words(name, truth.speaker);
                      });
        }
        if (named) {
            ++score_.persons.right;
        } else if (found_.knows(truth.speaker)) {
            ++score_.persons.missing;
            fault(truth, fmt::format("{} was not named", truth.speaker));
        } else {
            ++score_.persons.unannounced;
            score_.new_persons += offered ? 1 : 0;
        }
    }

    void session(const TruthCaption& truth, const std::vector<const FoundChapter*>& chapters) {
        const std::string title = truth.lines.empty() ? "" : truth.lines.front();
        bool linked = false;
        for (const FoundChapter* chapter : chapters) {
            if (chapter->session.empty()) continue;
            linked = true;
            if (same_words(chapter->session, title)) continue;
            ++score_.strip_sessions.wrong;
            fault(truth, fmt::format("put into '{}'", chapter->session));
            return;
        }
        ++(linked ? score_.strip_sessions.right : score_.strip_sessions.missing);
    }

    void fault(const TruthCaption& truth, const std::string& what) {
        const std::string text = fmt::format("{}", fmt::join(truth.lines, " / "));
        evaluation::fault(evaluation_, truth.span.start, truth.is_strip ? "strip" : "caption",
                          fmt::format("'{}' {}", text, what));
    }

    static void mean(ReadingScore& reading, int count) {
        if (count > 0) reading.similarity /= count;
    }

    const Found& found_;
    Evaluation& evaluation_;
    CaptionScore& score_;
};

}  // namespace

void judge_captions(const Truth& truth, const Found& found, Evaluation& evaluation) {
    std::vector<bool> used(found.captions.size());
    const std::vector<Pieces> pieces = located(truth, found, used);
    Judge judge(found, evaluation);
    std::vector<const FoundText*> no_strips;
    for (std::size_t k = 0; k < found.captions.size(); ++k) {
        if (!used[k]) no_strips.push_back(&found.captions[k]);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        judge.caption(truth.captions[i], pieces[i]);
        if (!truth.captions[i].is_strip)
            no_strips.insert(no_strips.end(), pieces[i].begin(), pieces[i].end());
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (truth.captions[i].is_strip)
            judge.named_by_strip(truth.captions[i], pieces[i], no_strips);
    }
    for (std::size_t k = 0; k < found.captions.size(); ++k) {
        if (used[k]) continue;
        ++evaluation.captions.count.extra;
        fault(evaluation, found.captions[k].span.start, "caption",
              fmt::format("none there: '{}'", fmt::join(lines_of(found.captions[k].text), " / ")));
    }
    judge.finish();
}

}  // namespace revivre::chapters::evaluation
