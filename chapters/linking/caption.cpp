// A caption is a name and what its bearer is, on one to three lines. Matching is that of titles
// (persons.cpp) where the print was read rightly, and by shape (lookalike.hpp) where it was not.
// The figures were chosen so that one letter read wrongly needs the function or the organisation
// to agree, several need both, and nobody is named within a letter of somebody else.

#include "chapters/linking/caption.hpp"

#include <algorithm>
#include <array>

#include "chapters/linking/caption_parts.hpp"
#include "chapters/linking/context.hpp"
#include "chapters/linking/lookalike.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

constexpr double kSameShape = 0.94;
constexpr double kMisread = 0.90;
constexpr double kEachEdit = 0.04;
constexpr double kAgrees = 0.12;         // as in persons.cpp, for the function and the organisation
constexpr double kContradiction = 0.25;  // as in persons.cpp
constexpr double kBelieved = 0.7;        // confidence from which an unknown name is offered
constexpr double kSomebody = 0.5;  // from here on the text names somebody, known for sure or not

// Letters for one that may be read wrongly: Tesseract reads 98 % of the letters of clean print, and
// names of ten letters with one in five wrong are beyond telling.
constexpr std::size_t kPerEdit = 8;        // when the function or the organisation agrees
constexpr std::size_t kPerEditOfBoth = 5;  // when both do
constexpr std::size_t kPerEditOfNear = 3;  // nearer than this, it is nobody new
constexpr std::size_t kShortestName = 6;   // letters, to be compared by shape

constexpr std::size_t kShortestWord = 4;  // letters, to be corrected

// What cards of breaks say, as title.cpp knows them.
constexpr std::array<std::string_view, 4> kPauseWords{"pause", "dejeuner", "entracte", "buffet"};

std::string first_word(std::string_view text) {
    const auto words = folded_words(text);
    return words.empty() ? "" : words.front();
}

// Given and family name with a blank between, not "Saint-Aubrel" on a wall; a lone letter is an
// initial only with its stop. At most one of them has lost its capital.
bool written_as_full_name(std::string_view text) {
    const std::vector<TitleWord> all = parse_title(text).words;
    std::size_t names = 0;
    std::size_t capitals = 0;
    for (std::size_t i = 0, next = 0; i < all.size(); i = next) {
        bool capital = false;
        for (next = i; next < all.size() && (next == i || text[all[next].begin - 1] != ' '); ++next)
            capital = capital || all[next].capital;
        const bool sign = next == i + 1 && all[i].text.size() == 1 && !all[i].dotted;
        if (sign || (next == i + 1 && is_particle(all[i].text))) continue;
        ++names;
        capitals += capital ? 1 : 0;
    }
    return names >= 2 && names <= 5 && capitals >= 1 && capitals + 1 >= names;
}

void sort_matches(std::vector<SessionMatch>& all) {
    std::ranges::sort(all, [](const SessionMatch& a, const SessionMatch& b) {
        return std::pair(-a.score, a.session) < std::pair(-b.score, b.session);
    });
}

}  // namespace

struct CaptionReader::Part {
    std::string text;
    std::string fixed;  // words corrected
    Print print;
};

struct CaptionReader::Found {
    PersonMatch match;
    std::size_t part = 0;
};

CaptionReader::CaptionReader(std::span<const KnownPerson> persons,
                             std::span<const KnownSession> sessions,
                             const PersonIndex& person_index, const SessionIndex& session_index)
    : persons_(persons),
      person_index_(person_index),
      session_index_(session_index),
      functions_(persons.size()),
      organisations_(persons.size()) {
    for (std::size_t i = 0; i < persons.size(); ++i) add_person(i);
    affiliation_words_ = known_words_;
    for (const KnownSession& session : sessions) {
        add_words(session.title);
        titles_.push_back({session.title, print_of(session.title)});
    }
    for (const std::string_view word : kPauseWords) add_words(word);
}

void CaptionReader::add_person(std::size_t person) {
    const KnownPerson& known = persons_[person];
    std::vector<std::string_view> names{known.name};
    names.insert(names.end(), known.variants.begin(), known.variants.end());
    for (const std::string_view text : names) {
        const PersonName name = parse_person_name(text);
        if (name.given.empty() || name.family.empty()) continue;
        given_names_.insert(name.given.front());
        const std::string given = joined(name.given);
        const std::string family = joined(name.family);
        const std::string given_shape = print_of(given).shape;
        const std::string family_shape = print_of(family).shape;
        forms_.push_back({person, print_of(given + family), given_shape, family_shape});
        forms_.push_back({person, print_of(family + given), given_shape, family_shape});
        for (std::string& word : folded_words(text)) name_words_.insert(std::move(word));
    }
    for (const Affiliation& affiliation : known.expected) {
        functions_[person].push_back({affiliation.function, print_of(affiliation.function)});
        organisations_[person].push_back(
            {affiliation.organisation, print_of(affiliation.organisation)});
        add_words(affiliation.function);
        add_words(affiliation.organisation);
    }
}

void CaptionReader::add_words(std::string_view text) {
    for (std::string& word : folded_words(text)) {
        if (!known_words_.insert(word).second) continue;
        if (word.size() >= kShortestWord) words_.push_back({word, print_of(word)});
    }
}

// The one known word that `word` may have been; itself when there is none or more than one.
std::string CaptionReader::nearest_word(const std::string& word) const {
    if (word.size() < kShortestWord || known_words_.contains(word) || name_words_.contains(word))
        return word;
    const Print seen = print_of(word);
    const std::size_t limit = word.size() / kPerEditOfBoth;
    std::size_t best = limit + 1;
    const Described* nearest = nullptr;
    bool shared = false;
    for (const Described& known : words_) {
        const std::size_t distance = edits(seen, known.print, limit);
        if (distance > limit || distance > best) continue;
        shared = distance == best && nearest != nullptr;
        best = distance;
        nearest = &known;
    }
    return nearest == nullptr || shared ? word : nearest->text;
}

std::string CaptionReader::corrected(std::string_view text) const {
    std::string fixed;
    std::size_t done = 0;
    for (const TitleWord& word : parse_title(text).words) {
        const std::string nearest = nearest_word(word.text);
        fixed += text.substr(done, word.begin - done);
        fixed += nearest == word.text ? text.substr(word.begin, word.end - word.begin)
                                      : std::string_view(nearest);
        done = word.end;
    }
    return fixed += text.substr(done);
}

std::vector<CaptionReader::Part> CaptionReader::parts_of(std::string_view text) const {
    std::vector<Part> parts;
    for (std::string& part : caption_parts(text)) {
        std::string fixed = corrected(part);
        Print print = print_of(part);
        parts.push_back({std::move(part), std::move(fixed), std::move(print)});
    }
    return parts;
}

// Some part other than the name says what somebody is: by its words, or letter for letter.
bool CaptionReader::describes(const std::vector<Part>& parts, std::size_t name,
                              const Described& what) const {
    if (what.print.shape.empty()) return false;
    std::vector<std::string> words;
    std::string print;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i == name) continue;
        for (std::string& word : folded_words(parts[i].fixed)) words.push_back(std::move(word));
        print += parts[i].print.shape;
        const std::size_t limit = what.print.shape.size() / kPerEditOfBoth;
        if (edits(parts[i].print, what.print, limit) <= limit) return true;
    }
    return says(words, what.text) || (what.print.shape.size() >= kPerEdit &&
                                      print.find(what.print.shape) != std::string::npos);
}

void CaptionReader::match_exactly(const std::vector<Part>& parts, std::size_t at,
                                  std::vector<Found>& found) const {
    std::string text = parts[at].text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != at) text += ", " + parts[i].fixed;
    }
    const Title title = parse_title(text);
    if (title.segments() == 0) return;
    for (const PersonMatch& match : person_index_.matches(title)) {
        if (match.first < title.begins[1]) found.push_back({match, at});
    }
}

// What a name that was misread needs: see the top.
void CaptionReader::weigh(const std::vector<Part>& parts, const Print& print, const Form& form,
                          std::size_t distance, Found& found) const {
    PersonMatch& match = found.match;
    const auto agrees = [&](const std::vector<Described>& all) {
        return std::ranges::any_of(
            all, [&](const Described& each) { return describes(parts, found.part, each); });
    };
    const bool function = agrees(functions_[match.person]);
    const bool organisation = agrees(organisations_[match.person]);
    // "Aurélie" for "Aurélien": what a misread end of the given name makes is another given name.
    const bool other_given_name =
        distance > 0 && print.shape.ends_with(form.family) &&
        !std::string_view(print.shape)
             .substr(0, print.shape.size() - form.family.size())
             .ends_with(form.given.substr(form.given.size() -
                                          std::min<std::size_t>(2, form.given.size())));
    const bool far = distance * kPerEdit > form.print.shape.size() || other_given_name;
    const bool described = std::ranges::any_of(parts, [&](const Part& part) {
        return &part != &parts[found.part] && is_function_word(first_word(part.fixed));
    });
    // A colleague of nearly the same name has another function; of a moderator often none is known.
    const bool announced_as = std::ranges::any_of(
        functions_[match.person], [](const Described& each) { return !each.text.empty(); });
    const bool contradicted = described && !function && (announced_as || !organisation);
    match.unproven = persons_[match.person].expected.empty() || contradicted ||
                     (distance > 0 && !function && !organisation) ||
                     (far && !(function && organisation)) ||
                     !may_be_misread(print, form.print, distance + 1);
    match.score = distance == 0 ? kSameShape : kMisread - kEachEdit * static_cast<double>(distance);
    if (described && !function && !organisation) match.score -= kContradiction;
    match.score += (function ? kAgrees : 0) + (organisation ? kAgrees : 0);
    match.rule = distance == 0 ? "letters that look alike" : "letters misread";
}

void CaptionReader::match_shapes(const std::vector<Part>& parts, std::size_t at, const Print& print,
                                 std::vector<Found>& found) const {
    if (print.shape.size() < kShortestName) return;
    for (const Form& form : forms_) {
        const std::size_t limit = form.print.shape.size() / kPerEditOfBoth;
        const std::size_t distance = edits(print, form.print, limit);
        if (distance > limit) continue;
        Found each{.match = {.person = form.person,
                             .score = 0,
                             .rule = "",
                             .first = 0,
                             .last = 0,
                             .unproven = false,
                             .blocked = false},
                   .part = at};
        weigh(parts, print, form, distance, each);
        found.push_back(each);
    }
}

// Everybody who may be meant, each once, best first.
std::vector<CaptionReader::Found> CaptionReader::persons_in(const std::vector<Part>& parts) const {
    std::vector<Found> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::vector<Found> here;
        match_exactly(parts, i, here);
        const bool settled = std::ranges::any_of(
            here, [](const Found& each) { return each.match.rule == "whole name"; });
        if (!settled) match_shapes(parts, i, parts[i].print, here);
        // The given name on one line, the family name on the next.
        if (here.empty() && i + 1 < parts.size())
            match_shapes(parts, i, print_of(parts[i].text + parts[i + 1].text), here);
        all.insert(all.end(), here.begin(), here.end());
    }
    std::ranges::sort(all, [](const Found& a, const Found& b) {
        return std::tuple(-a.match.score, a.match.person, a.part) <
               std::tuple(-b.match.score, b.match.person, b.part);
    });
    std::vector<Found> each_once;
    for (const Found& found : all) {
        const bool known = std::ranges::any_of(each_once, [&](const Found& other) {
            return other.match.person == found.match.person;
        });
        if (!known) each_once.push_back(found);
    }
    return each_once;
}

// "Zoé Kerzhéro / Maëlys d'Estrévaux": an interpreter, a neighbour. Behind a name, organisations
// look like names too, so that there only given names count.
bool CaptionReader::names_somebody_else(const std::vector<Part>& parts, std::size_t name) const {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto words = folded_words(parts[i].text);
        if (i == name || words.empty()) continue;
        const bool of_affiliation =
            std::ranges::any_of(folded_words(parts[i].fixed), [&](const std::string& word) {
                return word.size() >= kShortestWord && affiliation_words_.contains(word);
            });
        if (of_affiliation) continue;
        const bool like_a_name =
            !unknown_name(parse_title(parts[i].text), parts[i].text, session_index_).empty();
        const bool given = given_names_.contains(words.front()) ||
                           gender_of_given_name(words.front()) != Gender::unknown;
        if (like_a_name && (i < name || given)) return true;
    }
    return false;
}

bool CaptionReader::near_anybody(const Print& print) const {
    return std::ranges::any_of(forms_, [&](const Form& form) {
        const std::size_t limit = form.print.shape.size() / kPerEditOfNear;
        return edits(print, form.print, limit) <= limit;
    });
}

// A name and what its bearer is, when the name is not even near anybody known.
std::string CaptionReader::unknown(const std::vector<Part>& parts) const {
    if (parts.size() < 2) return "";
    for (std::size_t i = 0; i < 2; ++i) {
        const bool of_affiliation =
            std::ranges::any_of(folded_words(parts[i].fixed), [&](const std::string& word) {
                return word.size() >= kShortestWord && known_words_.contains(word);
            });
        const bool other = of_affiliation || !written_as_full_name(parts[i].text);
        if (other || near_anybody(parts[i].print)) continue;
        std::string name = unknown_name(parse_title(parts[i].text), parts[i].text, session_index_);
        if (!name.empty()) return name;
    }
    return "";
}

// Letter for letter, where blanks were lost between words.
void CaptionReader::add_same_print(std::string_view whole, const std::vector<Part>& parts,
                                   std::vector<SessionMatch>& all) const {
    const Print print = print_of(whole);
    for (std::size_t session = 0; session < titles_.size(); ++session) {
        const Print& title = titles_[session].print;
        const std::size_t limit = title.shape.size() / kPerEdit;
        const bool same =
            title.shape.size() >= kPerEdit && (edits(print, title, limit) <= limit ||
                                               std::ranges::any_of(parts, [&](const Part& part) {
                                                   return edits(part.print, title, limit) <= limit;
                                               }));
        if (!same) continue;
        std::erase_if(all, [&](const SessionMatch& each) { return each.session == session; });
        all.push_back({session, 1.0});
    }
}

// The whole text, or one of its lines: cards have the event's name above or below.
std::vector<SessionMatch> CaptionReader::session_matches(std::string_view whole,
                                                         const std::vector<Part>& parts) const {
    std::vector<SessionMatch> all = session_index_.matches(parse_title(whole), 0, 0);
    for (const Part& part : parts) {
        const Title title = parse_title(part.fixed);
        const auto meaning = std::ranges::count_if(title.words, [](const TitleWord& word) {
            return !is_stop_word(word.text) && word.text.size() > 1;
        });
        if (meaning < 2 || parts.size() == 1) continue;
        for (const SessionMatch& match : session_index_.matches(title, 0, 0)) {
            if (match.score < kNamesSession) continue;
            const auto known = std::ranges::find(all, match.session, &SessionMatch::session);
            if (known == all.end()) {
                all.push_back(match);
            } else {
                known->score = std::max(known->score, match.score);
            }
        }
    }
    add_same_print(whole, parts, all);
    sort_matches(all);
    return all;
}

bool CaptionReader::may_name(std::string_view text) const {
    const std::vector<Part> parts = parts_of(text);
    if (parts.empty()) return false;
    if (parts.size() == 1)
        return written_as_full_name(parts[0].text) &&
               !unknown_name(parse_title(parts[0].text), parts[0].text, session_index_).empty();
    return std::ranges::any_of(parts, [](const Part& part) {
        return written_as_full_name(part.text) || is_function_word(first_word(part.fixed));
    });
}

bool CaptionReader::may_be(std::string_view text, std::size_t person) const {
    const std::vector<Part> parts = parts_of(text);
    return std::ranges::any_of(forms_, [&](const Form& form) {
        const std::size_t limit = form.print.shape.size() / kPerEditOfNear;
        return form.person == person && std::ranges::any_of(parts, [&](const Part& part) {
                   return edits(part.print, form.print, limit) <= limit;
               });
    });
}

Reading CaptionReader::read(std::string_view text, double confidence) const {
    const std::vector<Part> parts = parts_of(text);
    Reading reading;
    std::string whole;
    for (const Part& part : parts) whole += (whole.empty() ? "" : ", ") + part.fixed;
    reading.title = parse_title(whole);
    const std::vector<Found> found = persons_in(parts);
    for (const Found& each : found) reading.matches.push_back(each.match);
    const auto speaks = [](const Found& each) { return !each.match.blocked; };
    const auto best = std::ranges::find_if(found, speaks);
    const bool somebody = best != found.end() && best->match.score >= kSomebody;
    if (!somebody) {
        reading.by_words = session_matches(whole, parts);
        const bool session =
            !reading.by_words.empty() && reading.by_words.front().score >= kNamesSession;
        if (!session && confidence >= kBelieved && !is_pause(reading.title))
            reading.unknown_name = unknown(parts);
        return reading;
    }
    const bool rivalled = std::any_of(found.begin(), found.end(), [&](const Found& other) {
        if (&other == &*best || other.match.blocked) return false;
        return other.match.score > best->match.score - kMargin ||
               (other.part != best->part && other.match.score >= kCertain);
    });
    const bool sure = best->match.score >= kCertain && !best->match.unproven && !rivalled &&
                      !names_somebody_else(parts, best->part);
    if (sure) reading.certain.push_back(static_cast<std::size_t>(best - found.begin()));
    return reading;
}

}  // namespace revivre::chapters::linking
