#include "chapters/text/excerpt.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "chapters/text/fold.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kCut = "…";

// Which of the words looked for, by bits, begins this one. The first sixty-four count.
std::uint64_t matches(const WordPlace& place, std::span<const std::string> words) {
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 64); ++i) {
        if (words[i].empty() || !place.folded.starts_with(words[i])) continue;
        // An initial begins too many words to say anything.
        const bool says_something = words[i].size() > 2 || place.folded.size() == words[i].size();
        if (says_something) found |= std::uint64_t{1} << i;
    }
    return found;
}

// A stretch of the text from one word to another, both included, by their indexes.
struct Stretch {
    std::size_t first = 0;
    std::size_t last = 0;
};

// The stretch with most different words of those looked for; among equals the first.
std::optional<Stretch> best_stretch(std::span<const WordPlace> places,
                                    std::span<const std::uint64_t> found, std::size_t characters) {
    std::optional<Stretch> best;
    int most = 0;
    for (std::size_t first = 0; first < places.size(); ++first) {
        if (found[first] == 0) continue;
        std::uint64_t seen = 0;
        std::size_t last = first;
        for (std::size_t i = first; i < places.size(); ++i) {
            if (places[i].end - places[first].begin > characters && i > first) break;
            seen |= found[i];
            if (found[i] != 0) last = i;
        }
        const int count = __builtin_popcountll(seen);
        if (count > most) {
            most = count;
            best = Stretch{first, last};
        }
    }
    return best;
}

// Takes words on both sides while there is room, more of what comes before than of what follows
// when both are there: a sentence is understood from its beginning.
Stretch widened(Stretch stretch, std::span<const WordPlace> places, std::size_t characters) {
    const auto size = [&](Stretch s) { return places[s.last].end - places[s.first].begin; };
    for (bool grown = true; grown;) {
        grown = false;
        const Stretch before{stretch.first - (stretch.first > 0 ? 1 : 0), stretch.last};
        if (before.first != stretch.first && size(before) <= characters) {
            stretch = before;
            grown = true;
        }
        const Stretch after{stretch.first, stretch.last + 1};
        if (after.last < places.size() && size(after) <= characters) {
            stretch = after;
            grown = true;
        }
    }
    return stretch;
}

void append(std::vector<ExcerptPart>& parts, std::string_view text, bool match) {
    if (text.empty()) return;
    if (parts.empty() || parts.back().match != match) parts.push_back({{}, match});
    parts.back().text += text;
}

std::vector<ExcerptPart> marked_between(std::string_view text, std::size_t from, std::size_t to,
                                        std::span<const WordPlace> places,
                                        std::span<const std::uint64_t> found) {
    std::vector<ExcerptPart> parts;
    std::size_t done = from;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (found[i] == 0 || places[i].begin < from || places[i].end > to) continue;
        append(parts, text.substr(done, places[i].begin - done), false);
        append(parts, text.substr(places[i].begin, places[i].end - places[i].begin), true);
        done = places[i].end;
    }
    append(parts, text.substr(done, to - done), false);
    return parts;
}

std::vector<std::uint64_t> all_matches(std::span<const WordPlace> places,
                                       std::span<const std::string> words) {
    std::vector<std::uint64_t> found;
    found.reserve(places.size());
    for (const WordPlace& place : places) found.push_back(matches(place, words));
    return found;
}

}  // namespace

std::vector<ExcerptPart> excerpt(std::string_view text, std::span<const std::string> words,
                                 std::size_t characters) {
    const std::vector<WordPlace> places = word_places(text);
    const auto found = all_matches(places, words);
    const auto best = best_stretch(places, found, characters);
    if (!best) return {};
    const Stretch shown = widened(*best, places, characters);
    // What stands before the first word and after the last belongs to the text when nothing is cut.
    const bool cut_before = shown.first > 0;
    const bool cut_after = shown.last + 1 < places.size();
    auto parts = marked_between(text, cut_before ? places[shown.first].begin : 0,
                                cut_after ? places[shown.last].end : text.size(), places, found);
    if (cut_before) {
        if (parts.front().match) parts.insert(parts.begin(), ExcerptPart{});
        parts.front().text.insert(0, kCut);
    }
    if (cut_after) append(parts, kCut, false);
    return parts;
}

std::vector<ExcerptPart> marked(std::string_view text, std::span<const std::string> words) {
    const std::vector<WordPlace> places = word_places(text);
    return marked_between(text, 0, text.size(), places, all_matches(places, words));
}

}  // namespace revivre::chapters
