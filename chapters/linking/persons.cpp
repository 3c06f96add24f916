// How sure a way of writing a name is. Whole names are proof enough; what could be somebody else
// needs the function, the organisation or the session to agree before it reaches kCertain
// (linker.cpp). The figures only have to keep this order; tests/chapters/linker_test.cpp holds it.

#include "chapters/linking/persons.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chapters/linking/context.hpp"
#include "chapters/linking/writing.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr double kWholeName = 1.0;
constexpr double kWithoutParticle = 0.89;
constexpr double kExchange = 0.92;
constexpr double kInitial = 0.88;
constexpr double kCivility = 0.84;
constexpr double kPartOfName = 0.74;
constexpr double kInverted = 0.74;  // family name first, but not set apart: could be the given name
constexpr double kOneLetter = 0.64;  // needs function and organisation
constexpr double kFamilyAlone = 0.72;

constexpr double kFunctionAgrees = 0.12;
constexpr double kOrganisationAgrees = 0.12;
constexpr double kContradiction = 0.25;
constexpr double kNotAnnounced = 0.10;  // a person known from elsewhere: whole names only
constexpr double kBlocked = 0.6;        // factor

constexpr std::string_view kInitialRule = "initial and family name";
constexpr std::string_view kCivilityRule = "civility and family name";

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

PersonIndex::PersonIndex(std::span<const KnownPerson> persons)
    : persons_(persons), words_of_(persons.size()), name_genders_(persons.size()) {
    for (std::size_t i = 0; i < persons.size(); ++i) add_person(i);
}

void PersonIndex::add_person(std::size_t person) {
    const KnownPerson& known = persons_[person];
    const PersonName main = parse_person_name(known.name);
    if (!main.given.empty()) name_genders_[person] = gender_of_given_name(main.given.front());
    std::vector<std::string_view> names{known.name};
    names.insert(names.end(), known.variants.begin(), known.variants.end());
    for (const std::string_view text : names) {
        const PersonName name = parse_person_name(text);
        if (name.family.empty() || name.given.empty()) continue;
        add_form(person, name, kWholeName, "whole name");
        const auto bare = without_particles(name.family);
        if (!bare.empty() && bare != name.family)
            add_form(person, {name.given, bare}, kWithoutParticle, "name without particle");
        if (name.given.size() > 1) {
            add_form(person, {{name.given.front()}, name.family}, kPartOfName, "part of the name");
            // "Gabriel García Márquez": where nothing shows it, the family name may begin earlier.
            std::vector<std::string> family(name.given.begin() + 1, name.given.end());
            family.insert(family.end(), name.family.begin(), name.family.end());
            if (text.find(' ') != text.rfind(' '))
                add_form(person, {{name.given.front()}, family}, kWholeName, "whole name");
        }
        if (bare.size() > 1) {
            add_form(person, {name.given, {bare.front()}}, kPartOfName, "part of the name");
            add_form(person, {name.given, {bare.back()}}, kPartOfName, "part of the name");
        }
    }
    for (const Affiliation& affiliation : known.expected) {
        const auto words = folded_words(affiliation.function);
        if (!words.empty()) function_words_.insert(words.front());
        for (const std::string_view text :
             {std::string_view(affiliation.function), std::string_view(affiliation.organisation)}) {
            for (const std::string& word : folded_words(text)) {
                affiliation_words_.insert(word);
                words_of_[person].insert(word);
            }
        }
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

void PersonIndex::match_whole_names(const Title& title, const Window& window, Found& found) const {
    const auto place = by_letters_.find(sorted_letters(window.text));
    if (place == by_letters_.end()) return;
    const bool as_name = written_as_name(title, window.first, window.last);
    const bool across = title.words[window.first].segment != title.words[window.last - 1].segment;
    const bool long_enough = window.text.size() >= kShortestForExchange;
    for (const std::size_t index : place->second) {
        const Form& form = forms_[index];
        const std::size_t form_words = form.name.given.size() + form.name.family.size();
        const bool as_many_words = window.last - window.first == form_words;
        // A blank exchanged with a letter leaves a word without its capital ("BéatriceH érissot").
        const bool blank_moved = long_enough && !as_name && !across &&
                                 !same_words(title, window.first, window.last, form.name);
        if (!as_name && !blank_moved) continue;
        PersonMatch match{form.person, form.score, form.rule, window.first,
                          window.last, false,      false};
        if (window.text == form.forward && !across && (as_many_words || long_enough)) {
            keep_best(found, match);
        } else if (window.text == form.backward && as_many_words) {
            const bool apart =
                family_set_apart(title, window.first, window.last, form.name.family.size());
            match.score = apart ? form.score : std::min(form.score, kInverted);
            keep_best(found, match);
        } else if (!across && form.score >= kWholeName && long_enough &&
                   !holds_function_word(title, window.first, window.last) &&
                   differs_by_one_exchange(window.text, form.forward)) {
            match.score = kExchange;
            match.rule = "two letters exchanged";
            keep_best(found, match);
        }
    }
}

void PersonIndex::match_family_names(const Title& title, const Window& window, Found& found) const {
    const auto place = by_family_.find(window.text);
    if (place == by_family_.end() || !written_as_name(title, window.first, window.last)) return;
    const std::size_t begin = title.begins[title.words[window.first].segment];
    const std::size_t end = title.begins[title.words[window.first].segment + 1];
    const Initials before = initials_before(title, begin, window.first);
    const std::string after = initials_after(title, window.last, end);
    const bool civility =
        window.first > begin && is_civility(title.words[window.first - 1].text) && before.words < 2;
    const bool alone = window.first == begin && window.last == end;
    for (const std::size_t index : place->second) {
        const Form& form = forms_[index];
        PersonMatch match{form.person, 0, "", window.first, window.last, false, false};
        const bool initials = stand_for(before.letters, form.name.given);
        if (initials || (window.first == begin && stand_for(after, form.name.given))) {
            match.score = kInitial;
            match.rule = kInitialRule;
            if (initials) {
                match.first -= before.words;
            } else {
                match.last += after.size();
            }
        } else if (civility) {
            match.score = kCivility;
            match.rule = kCivilityRule;
        } else if (alone) {
            match.score = kFamilyAlone;
            match.rule = "family name alone";
        }
        if (match.score > 0) keep_best(found, match);
    }
}

// One letter too many, too few or other: somebody else's name as easily as a slip, so that it
// stays below what is certain unless something else agrees.
void PersonIndex::match_misspelt(const Title& title, const std::vector<Window>& all,
                                 Found& found) const {
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
    for (const Window& window : all) {
        for (const std::size_t index : candidates) {
            const Form& form = forms_[index];
            if (!differs_by_one_letter(window.text, form.forward) &&
                !differs_by_one_letter(window.text, form.backward))
                continue;
            keep_best(found, {form.person, kOneLetter, "one letter differs", window.first,
                              window.last, false, false});
        }
    }
}

bool PersonIndex::describes_function(std::string_view word) const {
    return function_words_.contains(std::string(word)) || is_function_word(word);
}

// What the given name says, or else the functions.
Gender PersonIndex::gender_of(std::size_t person) const {
    if (name_genders_[person] != Gender::unknown) return name_genders_[person];
    for (const Affiliation& affiliation : persons_[person].expected) {
        const Gender by_function = gender_of_function(affiliation.function);
        if (by_function != Gender::unknown) return by_function;
    }
    return Gender::unknown;
}

// "M. Durand" as an initial is a "Monsieur" as well: certain only of a man, or when more agrees.
void PersonIndex::weigh_initial(const Title& title, PersonMatch& match, bool agrees) const {
    const bool reads_as_monsieur = title.words[match.first].text == "m" &&
                                   match.last - match.first > 1 &&
                                   title.words[match.first + 1].text.size() > 1;
    if (reads_as_monsieur && !agrees) match.unproven = gender_of(match.person) != Gender::masculine;
}

// A civility must fit. With a family name alone it must be known to, or the function must agree.
void PersonIndex::weigh_civility(PersonMatch& match, Gender civility, bool agrees) const {
    const bool family_only = match.rule == kCivilityRule;
    const Gender gender =
        family_only && agrees ? name_genders_[match.person] : gender_of(match.person);
    const bool contradicts =
        civility != Gender::unknown && gender != Gender::unknown && gender != civility;
    if (contradicts && (family_only || !agrees)) {
        match.score -= kContradiction;
    } else if (family_only && !agrees) {
        match.unproven = civility == Gender::unknown || gender == Gender::unknown;  // "Dr", "Me"
    }
}

// What stands around the name agrees with the person, contradicts, or says that they do not speak.
void PersonIndex::weigh(const Title& title, const std::vector<bool>& named,
                        PersonMatch& match) const {
    const KnownPerson& person = persons_[match.person];
    const Surroundings around = surroundings(title, match.first, match.last,
                                             {words_of_[match.person], affiliation_words_, named});
    bool function_agrees = false;
    bool organisation_agrees = false;
    for (const Affiliation& affiliation : person.expected) {
        function_agrees = function_agrees || says(around.words, affiliation.function);
        organisation_agrees = organisation_agrees || says(around.words, affiliation.organisation);
    }
    const bool agrees = function_agrees || organisation_agrees;
    const bool weak = match.score < kWithoutParticle;
    if (!agrees && !around.description.empty() && (weak || describes_function(around.description)))
        match.score -= kContradiction;
    if (match.rule == kInitialRule) {
        weigh_initial(title, match, agrees);
    } else {
        weigh_civility(match, around.civility, agrees);
    }
    if (function_agrees) match.score += kFunctionAgrees;
    if (organisation_agrees) match.score += kOrganisationAgrees;
    if (person.expected.empty())
        match.score -= match.score >= kWholeName ? kNotAnnounced : kContradiction + kNotAnnounced;
    match.blocked = !around.speaks;
    if (match.blocked) match.score *= kBlocked;
}

std::vector<PersonMatch> PersonIndex::matches(const Title& title) const {
    Found found;
    const std::vector<Window> all_windows = windows(title);
    for (const Window& window : all_windows) {
        match_whole_names(title, window, found);
        match_family_names(title, window, found);
    }
    const bool settled = std::ranges::any_of(
        found, [](const auto& each) { return each.second.score >= kWholeName; });
    if (!settled) match_misspelt(title, all_windows, found);
    std::vector<bool> named(title.words.size(), false);
    for (const auto& [person, match] : found) {
        for (std::size_t i = match.first; i < match.last; ++i) named[i] = true;
    }
    std::vector<PersonMatch> all;
    for (auto& [person, match] : found) {
        weigh(title, named, match);
        all.push_back(match);
    }
    std::ranges::sort(all, [](const PersonMatch& a, const PersonMatch& b) {
        return std::pair(-a.score, a.person) < std::pair(-b.score, b.person);
    });
    return all;
}

}  // namespace revivre::chapters::linking
