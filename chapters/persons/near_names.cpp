// The figures only have to keep the order of what makes names alike, and kNear between what people
// confuse and what they do not; tests/chapters/near_names_test.cpp holds both.

#include "chapters/persons/near_names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "chapters/linking/name.hpp"
#include "chapters/persons/sound.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/spelling.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::persons {
namespace {

using Words = std::vector<std::string>;

constexpr double kNear = 0.60;
constexpr std::size_t kOneLetter = 3;   // letters from which on one may be another…
constexpr std::size_t kTwoLetters = 6;  // …and two

// How alike two names, or two parts of names, are.
struct Degree {
    double score = 0;
    Likeness why = Likeness::same;
};

constexpr Degree kEqual{1.0, Likeness::same};
constexpr Degree kAccents{0.98, Likeness::accents};
constexpr Degree kOrder{0.96, Likeness::order};
constexpr Degree kParticle{0.94, Likeness::particle};
constexpr Degree kSound{0.92, Likeness::sound};
constexpr Degree kLetter{0.90, Likeness::letters};
constexpr Degree kLetters{0.80, Likeness::letters};
constexpr Degree kInitial{0.84, Likeness::initial};
constexpr Degree kPart{0.70, Likeness::part};

Degree both(const Degree& a, const Degree& b) {
    return {a.score * b.score, a.score < b.score ? a.why : b.why};
}

Degree best(const Degree& a, const Degree& b) {
    return b.score > a.score ? b : a;
}

bool are_initials(const Words& shorter, const Words& longer) {
    if (shorter.empty() || shorter.size() > longer.size()) return false;
    for (std::size_t i = 0; i < shorter.size(); ++i) {
        if (shorter[i].size() != 1 || longer[i].front() != shorter[i].front()) return false;
    }
    return true;
}

// "JC" for "Jean-Claude".
bool are_joined_initials(const Words& shorter, const Words& longer) {
    if (shorter.size() != 1 || longer.size() < 2 || shorter[0].size() != longer.size())
        return false;
    return std::ranges::equal(shorter[0], longer, {}, {},
                              [](const std::string& word) { return word[0]; });
}

bool is_among(const Words& fewer, const Words& more) {
    return fewer.size() < more.size() && std::ranges::all_of(fewer, [&](const std::string& word) {
               return std::ranges::find(more, word) != more.end();
           });
}

Degree by_letters(const std::string& a, const std::string& b) {
    const std::size_t length = std::min(a.size(), b.size());
    const int allowed = length >= kTwoLetters ? 2 : length >= kOneLetter ? 1 : 0;
    const int edits = edits_between(a, b, 2);
    if (edits > allowed) return {};
    return edits == 1 ? kLetter : kLetters;
}

Degree degree(const Words& a, const Words& b) {
    const std::string all_a = linking::joined(a);
    const std::string all_b = linking::joined(b);
    if (all_a == all_b) return kEqual;
    if (are_initials(a, b) || are_initials(b, a) || are_joined_initials(a, b) ||
        are_joined_initials(b, a))
        return kInitial;
    if (is_among(a, b) || is_among(b, a)) return kPart;
    if (sound_of(all_a) == sound_of(all_b)) return kSound;
    return by_letters(all_a, all_b);
}

Words without_particles(const Words& family) {
    Words rest;
    for (const std::string& word : family) {
        if (!linking::is_particle(word)) rest.push_back(word);
    }
    return rest.empty() ? family : rest;
}

Degree family_degree(const Words& a, const Words& b) {
    const Words bare_a = without_particles(a);
    const Words bare_b = without_particles(b);
    const Degree whole = degree(a, b);
    if (bare_a == a && bare_b == b) return whole;
    const Degree bare = degree(bare_a, bare_b);
    return best(whole, bare.why == Likeness::same && bare.score > 0 ? kParticle : bare);
}

// A name made ready to be compared with many.
struct Written {
    explicit Written(std::string_view name)
        : clean(clean_line(name)),
          words(folded_words(clean)),
          sorted(words),
          parts(linking::parse_person_name(clean)) {
        std::ranges::sort(sorted);
    }
    std::string clean;
    Words words;
    Words sorted;
    linking::PersonName parts;
};

Degree degree(const Written& a, const Written& b) {
    if (a.words.empty() || b.words.empty()) return {};
    if (a.clean == b.clean) return kEqual;
    if (linking::joined(a.words) == linking::joined(b.words)) return kAccents;
    if (a.sorted == b.sorted) return kOrder;
    const Degree straight =
        both(degree(a.parts.given, b.parts.given), family_degree(a.parts.family, b.parts.family));
    const Degree turned = both(
        both(degree(a.parts.given, b.parts.family), degree(a.parts.family, b.parts.given)), kOrder);
    return best(straight, turned);
}

std::optional<NearName> nearest(const Written& name, const Person& person, std::size_t place) {
    NearName found{.person = place};
    const auto compare = [&](const std::string& known) {
        const Degree how = degree(name, Written(known));
        if (how.score <= found.score) return;
        found.name = known;
        found.score = how.score;
        found.why = how.why;
    };
    compare(person.name);
    for (const std::string& variant : person.variants) compare(variant);
    if (found.score < kNear) return std::nullopt;
    return found;
}

}  // namespace

std::string_view name_of(Likeness likeness) noexcept {
    constexpr std::array<std::string_view, 8> kNames{"same",  "accents", "order",   "particle",
                                                     "sound", "letters", "initial", "part"};
    return kNames.at(static_cast<std::size_t>(likeness));
}

std::vector<NearName> near_names(std::string_view name, std::span<const Person> known) {
    const Written written(name);
    std::vector<NearName> all;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (auto found = nearest(written, known[i], i)) all.push_back(std::move(*found));
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &NearName::score);
    return all;
}

}  // namespace revivre::chapters::persons
