// How sure a way of writing a name is. Whole names are proof enough; what could be somebody else
// needs the function, the organisation or the session to agree before it reaches kCertain
// (linker.cpp). The figures only have to keep this order; tests/chapters/linker_test.cpp holds it.

#include "chapters/linking/persons.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chapters/linking/context.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr double kWholeName = 1.0;
constexpr double kWithoutParticle = 0.93;
constexpr double kExchange = 0.92;
constexpr double kInitial = 0.88;
constexpr double kCivility = 0.84;
constexpr double kPartOfName = 0.74;
constexpr double kOneLetter = 0.74;
constexpr double kFamilyAsTitle = 0.81;  // the whole title is a family name, and nothing else
constexpr double kFamilyAlone = 0.72;    // a segment is

constexpr double kFunctionAgrees = 0.12;
constexpr double kOrganisationAgrees = 0.12;
constexpr double kContradiction = 0.15;
constexpr double kNotAnnounced = 0.10;  // a person known from elsewhere: whole names only
constexpr double kBlocked = 0.6;        // factor

constexpr std::size_t kShortestForExchange = 8;  // letters: below, an exchange makes another name
constexpr std::size_t kShortestFamily = 3;

std::string sorted_letters(std::string text) {
    std::ranges::sort(text);
    return text;
}

std::vector<std::string> without_particles(const std::vector<std::string>& family) {
    std::vector<std::string> rest;
    for (const std::string& word : family) {
        if (!is_particle(word)) rest.push_back(word);
    }
    return rest;
}

void keep_best(std::unordered_map<std::size_t, PersonMatch>& found, const PersonMatch& match) {
    const auto [place, added] = found.try_emplace(match.person, match);
    if (!added && place->second.score < match.score) place->second = match;
}

struct Initials {
    std::string letters;
    std::size_t words = 0;
};

// "S.", "J.-C.", "JC": letters that stand for given names, read backwards from `end`.
Initials initials_before(const Title& title, std::size_t begin, std::size_t end) {
    Initials initials;
    for (std::size_t i = end; i > begin; --i) {
        const TitleWord& word = title.words[i - 1];
        const bool initial = word.text.size() == 1 && word.capital;
        const bool pair = word.text.size() == 2 && word.capital && initials.letters.empty() &&
                          !is_particle(word.text);
        if (!initial && !pair) break;
        initials.letters.insert(0, word.text);
        ++initials.words;
        if (pair) break;
    }
    return initials;
}

std::string initials_after(const Title& title, std::size_t begin, std::size_t end) {
    std::string initials;
    for (std::size_t i = begin; i < end && title.words[i].text.size() == 1; ++i)
        initials += title.words[i].text;
    return initials;
}

bool stand_for(std::string_view initials, const std::vector<std::string>& given) {
    if (initials.empty() || initials.size() > given.size()) return false;
    for (std::size_t i = 0; i < initials.size(); ++i) {
        if (initials[i] != given[i].front()) return false;
    }
    return true;
}

}  // namespace

PersonIndex::PersonIndex(std::span<const KnownPerson> persons) : persons_(persons) {
    for (std::size_t i = 0; i < persons.size(); ++i) add_person(i);
}

void PersonIndex::add_person(std::size_t person) {
    const KnownPerson& known = persons_[person];
    std::vector<std::string_view> names{known.name};
    names.insert(names.end(), known.variants.begin(), known.variants.end());
    for (const std::string_view text : names) {
        const PersonName name = parse_person_name(text);
        if (name.family.empty() || name.given.empty()) continue;
        add_form(person, name, kWholeName, "whole name");
        const auto bare = without_particles(name.family);
        if (!bare.empty() && bare != name.family)
            add_form(person, {name.given, bare}, kWithoutParticle, "name without particle");
        if (name.given.size() > 1)
            add_form(person, {{name.given.front()}, name.family}, kPartOfName, "part of the name");
        if (bare.size() > 1) {
            add_form(person, {name.given, {bare.front()}}, kPartOfName, "part of the name");
            add_form(person, {name.given, {bare.back()}}, kPartOfName, "part of the name");
        }
    }
    for (const Affiliation& affiliation : known.expected) {
        const auto words = folded_words(affiliation.function);
        if (!words.empty()) function_words_.emplace(words.front(), true);
    }
}

void PersonIndex::add_form(std::size_t person, PersonName name, double score,
                           std::string_view rule) {
    Form form{person, std::move(name), {}, {}, score, rule};
    const std::string given = joined(form.name.given);
    const std::string family = joined(form.name.family);
    form.forward = given + family;
    form.backward = family + given;
    const std::size_t place = forms_.size();
    by_letters_[sorted_letters(form.forward)].push_back(place);
    if (score >= kWithoutParticle && family.size() >= kShortestFamily)
        by_family_[family].push_back(place);
    if (score >= kWholeName) {
        for (const auto& words : {form.name.given, form.name.family}) {
            for (const std::string& word : words) {
                if (word.size() >= kShortestFamily) by_word_[word].push_back(place);
            }
        }
    }
    longest_form_ = std::max(longest_form_, form.name.given.size() + form.name.family.size());
    forms_.push_back(std::move(form));
}

// Runs of words inside a segment, and two whole segments around a comma ("LE FOLL, Stéphane").
// A slip across a hyphen or blank may leave a word more or less.
std::vector<PersonIndex::Window> PersonIndex::windows(const Title& title) const {
    std::vector<Window> all;
    for (std::size_t segment = 0; segment < title.segments(); ++segment) {
        const std::size_t end = title.begins[segment + 1];
        for (std::size_t first = title.begins[segment]; first < end; ++first) {
            std::string text;
            for (std::size_t last = first + 1; last <= std::min(end, first + longest_form_ + 1);
                 ++last) {
                text += title.words[last - 1].text;
                all.push_back({first, last, text});
            }
        }
        if (segment == 0 || title.openers[segment] != ',') continue;
        std::string text;
        for (std::size_t i = title.begins[segment - 1]; i < end; ++i) text += title.words[i].text;
        if (end - title.begins[segment - 1] <= longest_form_ + 1)
            all.push_back({title.begins[segment - 1], end, std::move(text)});
    }
    return all;
}

void PersonIndex::match_whole_names(const Window& window, Found& found) const {
    const auto place = by_letters_.find(sorted_letters(window.text));
    if (place == by_letters_.end()) return;
    for (const std::size_t index : place->second) {
        const Form& form = forms_[index];
        PersonMatch match{form.person, form.score, form.rule, window.first, window.last, false};
        const bool same = window.text == form.forward || window.text == form.backward;
        const bool exchanged = !same && form.score >= kWholeName &&
                               window.text.size() >= kShortestForExchange &&
                               (differs_by_one_exchange(window.text, form.forward) ||
                                differs_by_one_exchange(window.text, form.backward));
        if (exchanged) {
            match.score = kExchange;
            match.rule = "two letters exchanged";
        }
        if (same || exchanged) keep_best(found, match);
    }
}

void PersonIndex::match_family_names(const Title& title, const Window& window, Found& found) const {
    const auto place = by_family_.find(window.text);
    if (place == by_family_.end()) return;
    const std::size_t begin = title.begins[title.words[window.first].segment];
    const std::size_t end = title.begins[title.words[window.first].segment + 1];
    const Initials before = initials_before(title, begin, window.first);
    const std::string after = initials_after(title, window.last, end);
    const bool civility = window.first > begin && is_civility(title.words[window.first - 1].text);
    const bool alone = window.first == begin && window.last == end;
    for (const std::size_t index : place->second) {
        const Form& form = forms_[index];
        PersonMatch match{form.person, 0, "", window.first, window.last, false};
        const bool initials = stand_for(before.letters, form.name.given);
        if (initials || (window.first == begin && stand_for(after, form.name.given))) {
            match.score = kInitial;
            match.rule = "initial and family name";
            if (initials) match.first -= before.words;
        } else if (civility) {
            match.score = kCivility;
            match.rule = "civility and family name";
        } else if (alone) {
            const bool whole = title.segments() == 1 && !is_function_word(window.text);
            match.score = whole ? kFamilyAsTitle : kFamilyAlone;
            match.rule = "family name alone";
        }
        if (match.score > 0) keep_best(found, match);
    }
}

// One letter too many, too few or other: somebody else's name as easily as a slip, so that it
// stays below what is certain unless something else agrees.
void PersonIndex::match_misspelt(const Title& title, Found& found) const {
    std::vector<std::size_t> candidates;
    for (const TitleWord& word : title.words) {
        const auto place = by_word_.find(word.text);
        if (place != by_word_.end())
            candidates.insert(candidates.end(), place->second.begin(), place->second.end());
    }
    if (candidates.empty()) return;
    std::ranges::sort(candidates);
    const auto repeated = std::ranges::unique(candidates);
    candidates.erase(repeated.begin(), repeated.end());
    for (const Window& window : windows(title)) {
        for (const std::size_t index : candidates) {
            const Form& form = forms_[index];
            if (!differs_by_one_letter(window.text, form.forward) &&
                !differs_by_one_letter(window.text, form.backward))
                continue;
            keep_best(found, {form.person, kOneLetter, "one letter differs", window.first,
                              window.last, false});
        }
    }
}

bool PersonIndex::describes_function(std::string_view word) const {
    return function_words_.contains(std::string(word)) || is_function_word(word);
}

// What stands around the name agrees with the person, contradicts, or says that they do not speak.
void PersonIndex::weigh(const Title& title, PersonMatch& match) const {
    const KnownPerson& person = persons_[match.person];
    const Surroundings around = surroundings(title, match.first, match.last);
    bool function_agrees = false;
    bool organisation_agrees = false;
    Gender gender = Gender::unknown;
    for (const Affiliation& affiliation : person.expected) {
        function_agrees = function_agrees || says(around.words, affiliation.function);
        organisation_agrees = organisation_agrees || says(around.words, affiliation.organisation);
        if (gender == Gender::unknown) gender = gender_of_function(affiliation.function);
    }
    if (function_agrees) match.score += kFunctionAgrees;
    if (organisation_agrees) match.score += kOrganisationAgrees;
    const bool other_function = !function_agrees && !organisation_agrees &&
                                !around.description.empty() &&
                                describes_function(around.description);
    const bool other_gender = !function_agrees &&
                              match.rule != std::string_view("initial and family name") &&
                              around.civility != Gender::unknown && gender != Gender::unknown &&
                              gender != around.civility;
    if (other_function || other_gender) match.score -= kContradiction;
    if (person.expected.empty())
        match.score -= match.score >= kWholeName ? kNotAnnounced : kContradiction + kNotAnnounced;
    match.blocked = around.mention;
    if (match.blocked) match.score *= kBlocked;
}

std::vector<PersonMatch> PersonIndex::matches(const Title& title) const {
    Found found;
    for (const Window& window : windows(title)) {
        match_whole_names(window, found);
        match_family_names(title, window, found);
    }
    const bool settled = std::ranges::any_of(
        found, [](const auto& each) { return each.second.score >= kWholeName; });
    if (!settled) match_misspelt(title, found);
    std::vector<PersonMatch> all;
    for (auto& [person, match] : found) {
        weigh(title, match);
        all.push_back(match);
    }
    std::ranges::sort(all, [](const PersonMatch& a, const PersonMatch& b) {
        return std::pair(-a.score, a.person) < std::pair(-b.score, b.person);
    });
    return all;
}

}  // namespace revivre::chapters::linking
