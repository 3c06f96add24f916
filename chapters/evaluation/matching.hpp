#pragma once

#include <span>
#include <utility>
#include <vector>

#include "chapters/model.hpp"

/// Which of the things found is which of the truth.
namespace revivre::chapters::evaluation {

/// An interval [start, end).
struct Span {
    Time start{};
    Time end{};
    bool operator==(const Span&) const = default;
};

/// Places in the truth and in what was found.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// How long both last together; negative: how far they are apart.
Time overlap(const Span& a, const Span& b);

/// One to one, nearest first, at most `limit` apart; in the order of the truth.
Pairs pair_nearest(std::span<const Time> truth, std::span<const Time> found, Time limit);

/// One to one, longest overlap first, each of at least `least`; in the order of the truth.
Pairs pair_overlapping(std::span<const Span> truth, std::span<const Span> found, Time least);

/// Which of `count` found things are in no pair.
std::vector<std::size_t> unpaired(const Pairs& pairs, std::size_t count);

/// Which of `count` things of the truth are in no pair.
std::vector<std::size_t> missed(const Pairs& pairs, std::size_t count);

}  // namespace revivre::chapters::evaluation
