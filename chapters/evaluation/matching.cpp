#include "chapters/evaluation/matching.hpp"

#include <algorithm>
#include <set>

namespace revivre::chapters::evaluation {
namespace {

struct Candidate {
    Time cost{};
    std::size_t truth = 0;
    std::size_t found = 0;
};

// Cheapest first. Equal costs are settled by place, so that the same input gives the same pairs.
Pairs cheapest(std::vector<Candidate> candidates) {
    std::ranges::stable_sort(candidates, {}, &Candidate::cost);
    Pairs pairs;
    std::set<std::size_t> truth_used;
    std::set<std::size_t> found_used;
    for (const Candidate& each : candidates) {
        if (truth_used.contains(each.truth) || found_used.contains(each.found)) continue;
        truth_used.insert(each.truth);
        found_used.insert(each.found);
        pairs.emplace_back(each.truth, each.found);
    }
    std::ranges::sort(pairs);
    return pairs;
}

std::vector<std::size_t> absent(const std::vector<bool>& present) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (!present[i]) places.push_back(i);
    }
    return places;
}

}  // namespace

Time overlap(const Span& a, const Span& b) {
    return std::min(a.end, b.end) - std::max(a.start, b.start);
}

Pairs pair_nearest(std::span<const Time> truth, std::span<const Time> found, Time limit) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        for (std::size_t k = 0; k < found.size(); ++k) {
            const Time apart = std::chrono::abs(truth[i] - found[k]);
            if (apart <= limit) candidates.push_back({apart, i, k});
        }
    }
    return cheapest(std::move(candidates));
}

Pairs pair_overlapping(std::span<const Span> truth, std::span<const Span> found, Time least) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        for (std::size_t k = 0; k < found.size(); ++k) {
            const Time together = overlap(truth[i], found[k]);
            if (together >= least) candidates.push_back({-together, i, k});
        }
    }
    return cheapest(std::move(candidates));
}

std::vector<std::size_t> unpaired(const Pairs& pairs, std::size_t count) {
    std::vector<bool> present(count);
    for (const auto& [truth, found] : pairs) present[found] = true;
    return absent(present);
}

std::vector<std::size_t> missed(const Pairs& pairs, std::size_t count) {
    std::vector<bool> present(count);
    for (const auto& [truth, found] : pairs) present[truth] = true;
    return absent(present);
}

}  // namespace revivre::chapters::evaluation
