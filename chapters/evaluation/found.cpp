#include "chapters/evaluation/found.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "chapters/evidence_kinds.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::evaluation {
namespace {

// Comparing takes the product of both lengths; no caption or title comes near.
constexpr std::size_t kComparedBytes = 1000;

Span span_of(const Evidence& evidence) {
    return {evidence.start, evidence.end.value_or(evidence.start)};
}

FoundText text_of(const Evidence& evidence) {
    return {evidence.id, span_of(evidence), evidence.box, evidence.text};
}

bool is_marker(const Evidence& evidence) {
    return evidence.kind == evidence_kinds::kContainerChapter ||
           evidence.kind == evidence_kinds::kFfmetadata;
}

void add(const Evidence& evidence, Found& found) {
    const std::string& kind = evidence.kind;
    if (kind == evidence_kinds::kCut) found.cuts.push_back(evidence.start);
    if (kind == evidence_kinds::kDissolve) found.dissolves.push_back(span_of(evidence));
    if (kind == evidence_kinds::kFade) found.fades.push_back(span_of(evidence));
    if (kind == evidence_kinds::kCaption) found.captions.push_back(text_of(evidence));
    if (kind == evidence_kinds::kCard) found.cards.push_back(text_of(evidence));
    if (kind == evidence_kinds::kSlide) found.slides.push_back(text_of(evidence));
    if (kind == evidence_kinds::kSilence) found.silences.push_back(span_of(evidence));
    found.analysed = found.analysed || !is_marker(evidence);
}

void add(const Proposal& proposal, const Observation& observed, FoundChapter& chapter) {
    const Chapter& suggested = proposal.suggested;
    chapter.kind = suggested.kind;
    chapter.span = {suggested.start, suggested.end.value_or(suggested.start)};
    const auto session = observed.session_titles.find(suggested.session);
    if (session != observed.session_titles.end()) chapter.session = session->second;
    for (const Credit& credit : suggested.credits) {
        const bool again = std::ranges::any_of(
            chapter.names, [&](const std::string& name) { return same_words(name, credit.name); });
        if (!again) chapter.names.push_back(credit.name);
    }
    for (const Candidate& each : proposal.persons) {
        if (each.id.empty()) chapter.new_persons.push_back(each.name);
    }
    chapter.evidence.insert(proposal.evidence.begin(), proposal.evidence.end());
}

// Candidates that were only offered count as not named.
std::vector<FoundChapter> chapters_of(const Observation& observed) {
    std::map<std::string, FoundChapter> by_id;
    for (const Proposal& proposal : observed.proposals) {
        if (proposal.status == ProposalStatus::rejected) continue;
        add(proposal, observed, by_id[proposal.chapter]);
    }
    std::vector<FoundChapter> all;
    all.reserve(by_id.size());
    for (auto& [id, chapter] : by_id) all.push_back(std::move(chapter));
    std::ranges::stable_sort(all, {}, [](const FoundChapter& each) { return each.span.start; });
    return all;
}

bool is_used(const Evidence& evidence, const std::vector<FoundChapter>& chapters) {
    return std::ranges::any_of(chapters, [&](const FoundChapter& chapter) {
        return chapter.evidence.contains(evidence.id);
    });
}

std::string as_words(const std::string& text) {
    return fmt::format("{}", fmt::join(folded_words(text), " ")).substr(0, kComparedBytes);
}

}  // namespace

bool Found::knows(const std::string& name) const {
    return known_names.contains(as_words(name));
}

Found arrange(const Observation& observed) {
    Found found;
    found.chapters = chapters_of(observed);
    for (const Evidence& evidence : observed.evidence) {
        add(evidence, found);
        if (is_marker(evidence) && is_used(evidence, found.chapters))
            found.markers.push_back(evidence);
    }
    std::ranges::stable_sort(found.markers, {}, &Evidence::start);
    for (const std::string& name : observed.known_persons) found.known_names.insert(as_words(name));
    return found;
}

bool same_words(const std::string& a, const std::string& b) {
    return folded_words(a) == folded_words(b);
}

double similarity(const std::string& a, const std::string& b) {
    const std::string left = as_words(a);
    const std::string right = as_words(b);
    const std::size_t longer = std::max(left.size(), right.size());
    if (longer == 0) return 1;
    std::vector<std::size_t> row(right.size() + 1);  // edits from what is read of `left`
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t k = 0; k < right.size(); ++k) {
            const std::size_t replaced = diagonal + (left[i] == right[k] ? 0 : 1);
            diagonal = row[k + 1];
            row[k + 1] = std::min({replaced, row[k] + 1, diagonal + 1});
        }
    }
    return 1 - static_cast<double>(row.back()) / static_cast<double>(longer);
}

}  // namespace revivre::chapters::evaluation
