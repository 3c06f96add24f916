// Session cards and slides: whole pictures that are a title.

#include <algorithm>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::evaluation {
namespace {

// A card that dissolves into another is never seen for itself at once: half a second together is
// enough to say that it is the one.
constexpr Time kTogether{500};

std::vector<Span> spans_of(const auto& titled) {
    std::vector<Span> spans;
    spans.reserve(titled.size());
    for (const auto& each : titled) spans.push_back(each.span);
    return spans;
}

// A title may be broken into lines, and have a smaller line below.
bool holds_title(const std::string& text, const std::string& title) {
    const std::string all = fmt::format(" {} ", fmt::join(folded_words(text), " "));
    return all.find(fmt::format(" {} ", fmt::join(folded_words(title), " "))) != std::string::npos;
}

TitleScore judge(const std::vector<Titled>& truth, const std::vector<FoundText>& found,
                 const std::vector<Span>& all, const std::string& subject, Evaluation& evaluation) {
    const std::vector<Span> spans = spans_of(found);
    const Pairs pairs = pair_overlapping(spans_of(truth), spans, kTogether);
    TitleScore score{.count = {.expected = static_cast<int>(truth.size()),
                               .found = static_cast<int>(pairs.size())}};
    for (const std::size_t i : missed(pairs, truth.size()))
        fault(evaluation, truth[i].span.start, subject,
              fmt::format("'{}' missing", truth[i].title));
    for (const auto& [expected, place] : pairs) {
        const bool read = holds_title(found[place].text, truth[expected].title);
        score.read += read ? 1 : 0;
        if (!read)
            fault(evaluation, truth[expected].span.start, subject,
                  fmt::format("'{}' read as '{}'", truth[expected].title, found[place].text));
    }
    for (const std::size_t i : unpaired(pairs, found.size())) {
        if (std::ranges::any_of(all,
                                [&](const Span& each) { return overlap(each, spans[i]) > Time{}; }))
            continue;
        ++score.count.extra;
        fault(evaluation, spans[i].start, subject, fmt::format("none there: '{}'", found[i].text));
    }
    return score;
}

}  // namespace

void judge_titles(const Truth& truth, const Found& found, Evaluation& evaluation) {
    evaluation.cards = judge(truth.session_cards, found.cards, truth.cards, "card", evaluation);
    evaluation.slides =
        judge(truth.slides, found.slides, spans_of(truth.slides), "slide", evaluation);
}

}  // namespace revivre::chapters::evaluation
