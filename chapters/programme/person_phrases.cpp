#include "chapters/programme/person_phrases.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "chapters/programme/descriptions.hpp"
#include "chapters/programme/names.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

// Longest function that is looked for before a name, in words: "le commissaire général délégué à
// l'Égalité des territoires auprès de …" has 13.
constexpr std::size_t kLongestFunction = 14;

bool is_and(std::string_view folded) {
    static constexpr std::array<std::string_view, 6> and_words{"et",   "and", "puis",
                                                               "avec", "ou",  "with"};
    return std::ranges::find(and_words, folded) != and_words.end();
}

// Stands between two persons and belongs to neither: "…, ainsi que de Mme Roy".
bool links(std::string_view folded) {
    static constexpr std::array<std::string_view, 6> link_words{"de",  "d",     "par",
                                                                "que", "ainsi", "du"};
    return is_and(folded) || std::ranges::find(link_words, folded) != link_words.end();
}

bool is_article(std::string_view folded) {
    static constexpr std::array<std::string_view, 10> article_words{
        "le", "la", "l", "les", "un", "une", "the", "son", "sa", "notre"};
    return std::ranges::find(article_words, folded) != article_words.end();
}

bool parts_list(std::string_view gap) {
    for (const std::string_view mark : {",", ";", "/", "–", "—", " - ", ":", "(", "•", "\t", "·"}) {
        if (gap.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

struct Candidate {
    std::size_t begin = 0;  ///< first word, with the function or civility before the name
    NamePhrase name;
    bool starts = false;      ///< begins an entry of a list
    bool by_comma = false;    ///< and only a comma says so
    bool bare = false;        ///< nothing but a separator behind the name
    bool described = false;   ///< a function stands behind it
    bool collective = false;  ///< a word for an organisation stands behind it
    bool accepted = false;
    bool plural = false;       ///< shares the function of the next one
    std::string function;      ///< that stands before the name
    std::string organisation;  ///< "l'État, en la personne de …"
};

class PhraseReader {
  public:
    PhraseReader(std::string_view phrase, Expectancy expectancy)
        : phrase_(phrase), expectancy_(expectancy), words_(words_of(phrase)) {}

    PersonsFound read() {
        collect();
        const bool list = is_list_of_names();
        for (Candidate& each : candidates_) {
            each.accepted = proven(each) || (list && each.starts && each.bare);
        }
        share_plural_functions();
        for (std::size_t i = 0; i < candidates_.size(); ++i) add(i);
        return std::move(found_);
    }

  private:
    void collect() {
        const std::vector<Quotation> quotations = quotations_of(phrase_);
        std::size_t quotation = 0;
        int depth = 0;
        std::size_t i = 0;
        while (i < words_.size()) {
            for (const char c : gap_before(phrase_, words_, i))
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            depth = std::max(depth, 0);
            while (quotation < quotations.size() && quotations[quotation].end <= words_[i].begin) {
                ++quotation;
            }
            const bool quoted =
                quotation < quotations.size() && words_[i].begin > quotations[quotation].begin;
            const auto candidate = quoted ? std::nullopt : candidate_at(i, depth);
            if (candidate) candidates_.push_back(*candidate);
            i = candidate ? candidate->name.last : i + 1;
        }
    }

    std::optional<Candidate> candidate_at(std::size_t i, int depth) {
        if (!words_[i].capital && !(i == 0 && expectancy_ != Expectancy::none)) return std::nullopt;
        const auto name = name_at(phrase_, words_, i);
        if (!name || (inside_run(i) && !name->civility)) return std::nullopt;
        Candidate candidate;
        candidate.begin = i;
        candidate.name = *name;
        const std::string_view gap = gap_before(phrase_, words_, i);
        const bool joined = i > 0 && words_[i].adjacent;
        candidate.by_comma = i > 0 && parts_list(gap) && trimmed(gap) == ",";
        candidate.starts = i == 0 || parts_list(gap) || (joined && is_and(words_[i - 1].folded));
        describe(candidate);
        if (depth > 0 && !(candidate.starts && (name->civility || candidate.described))) {
            return std::nullopt;
        }
        look_back(candidate);
        return candidate;
    }

    // "Village Louise Michel": the word before belongs to the same name of something.
    bool inside_run(std::size_t i) const {
        if (i == 0 || !words_[i].adjacent || !words_[i - 1].capital) return false;
        const Word& before = words_[i - 1];
        return !before.elided && !is_small_word(before.folded) && !is_function_word(before.folded);
    }

    void describe(Candidate& candidate) const {
        std::size_t next = candidate.name.last;
        const std::string_view gap = gap_before(phrase_, words_, next);
        const bool ends = next == words_.size();
        candidate.bare = ends || is_and(words_[next].folded) || trimmed(gap) == "," ||
                         trimmed(gap) == ";" || trimmed(gap) == "–" || trimmed(gap) == "/";
        if (ends) return;
        const bool parted = parts_list(gap);
        if (is_article(words_[next].folded)) ++next;
        candidate.described = trimmed(gap) == "," && belongs_to_organisation(candidate.name.last);
        if (candidate.described) {
            candidate.bare = false;
            return;
        }
        const bool function = next < words_.size() && is_function_word(words_[next].folded) &&
                              (next == candidate.name.last || words_[next].adjacent);
        candidate.described = function && (parted || words_[candidate.name.last].adjacent);
        candidate.collective = !function && parted && next < words_.size() &&
                               !words_[next].capital && is_organisation_word(words_[next].folded);
        if (candidate.described) candidate.bare = false;
    }

    // ", de l'association Quai des Pages"
    bool belongs_to_organisation(std::size_t i) const {
        if (words_[i].folded != "de" && words_[i].folded != "du") return false;
        std::size_t next = i + 1;
        if (next < words_.size() && is_article(words_[next].folded)) ++next;
        return next < words_.size() && words_[next].adjacent &&
               is_organisation_word(words_[next].folded);
    }

    // "la sociologue NAME", "le maire de X, NAME", "l'État, en la personne de NAME"
    void look_back(Candidate& candidate) const {
        const std::size_t at = candidate.begin;
        if (at == 0) return;
        const bool adjacent = words_[at].adjacent;
        if (adjacent && in_person_of(at)) {
            take_organisation(candidate);
            return;
        }
        if (!adjacent && trimmed(gap_before(phrase_, words_, at)) != ",") return;
        if (adjacent && is_small_word(words_[at - 1].folded)) return;
        if (take_title(candidate)) return;
        const std::size_t earliest = at > kLongestFunction ? at - kLongestFunction : 0;
        for (std::size_t i = at - 1; i > earliest && words_[i].adjacent; --i) {
            if (!is_article(words_[i - 1].folded) || !is_function_word(words_[i].folded)) continue;
            candidate.function = text_of(phrase_, words_, i, at);
            candidate.begin = i - 1;
            return;
        }
    }

    // "Commandante Sonia Hamdaoui": a function right before the name, at the beginning of an entry.
    bool take_title(Candidate& candidate) const {
        const std::size_t before = candidate.begin - 1;
        const bool begins = before == 0 || !words_[before].adjacent;
        const bool title = words_[candidate.begin].adjacent && words_[before].capital &&
                           is_function_word(words_[before].folded);
        if (!begins || !title) return false;
        candidate.function = text_of(phrase_, words_, before, before + 1);
        candidate.begin = before;
        candidate.starts = true;
        return true;
    }

    bool in_person_of(std::size_t at) const {
        if (at >= 2 && words_[at - 1].folded == "par" &&
            words_[at - 2].folded.starts_with("represente")) {
            return true;
        }
        return at >= 4 && words_[at - 1].folded == "de" && words_[at - 2].folded == "personne" &&
               words_[at - 3].folded == "la" && words_[at - 4].folded == "en";
    }

    void take_organisation(Candidate& candidate) const {
        std::size_t last = candidate.begin - (words_[candidate.begin - 1].folded == "par" ? 2 : 4);
        std::size_t first = last;
        while (first > 0 && last - first < 8 && (first == last || words_[first].adjacent) &&
               !is_and(words_[first - 1].folded)) {
            --first;
        }
        candidate.organisation = text_of(phrase_, words_, first, last);
        candidate.begin = first;
    }

    bool proven(const Candidate& candidate) const {
        const NamePhrase& name = candidate.name;
        if (name.civility || candidate.described) return !follows_organisation(candidate);
        if (!candidate.organisation.empty()) return true;
        if (!candidate.function.empty()) {
            return words_[name.first].adjacent || candidate.bare || name.given_name ||
                   ends_there(name);
        }
        if (name.given_name && bracketed(name)) return true;
        if (expectancy_ == Expectancy::none || !candidate.starts) return false;
        if (name.given_name || name.upper_family) return true;
        // "Bleu Horizon, association d'insertion"
        if (candidate.by_comma || candidate.collective) return false;
        if (expectancy_ == Expectancy::labelled) return true;
        return expectancy_ == Expectancy::entry && candidate.begin == 0 && has_description(name);
    }

    // "centre social Louise Michel": part of another name.
    bool follows_organisation(const Candidate& candidate) const {
        const std::size_t at = candidate.begin;
        return at > 0 && words_[at].adjacent && is_organisation_word(words_[at - 1].folded) &&
               !candidate.name.civility;
    }

    bool ends_there(const NamePhrase& name) const {
        const std::string_view gap = trimmed(gap_before(phrase_, words_, name.last));
        return name.last == words_.size() || gap.starts_with(".") || gap.starts_with(",");
    }

    // "Sandrine Roy (coopérative Les Toits)"
    bool bracketed(const NamePhrase& name) const {
        if (name.last >= words_.size()) return false;
        return trimmed(gap_before(phrase_, words_, name.last)) == "(" &&
               (has_description(name) || name.last + 1 < words_.size());
    }

    // "A et B, habitants de X": a function of several belongs to the bare names before it, too.
    void share_plural_functions() {
        for (std::size_t i = candidates_.size(); i-- > 1;) {
            const Candidate& later = candidates_[i];
            Candidate& each = candidates_[i - 1];
            const bool plural = later.accepted && (later.plural || shares_function(later));
            const std::size_t end = each.name.last;
            const bool joined =
                later.begin == end || (later.begin == end + 1 && is_and(words_[end].folded));
            if (!plural || !joined || !each.bare || each.described) continue;
            each.accepted = true;
            each.plural = true;
        }
    }

    bool shares_function(const Candidate& candidate) const {
        const std::size_t next = candidate.name.last;
        return candidate.described && next < words_.size() && words_[next].folded.ends_with('s') &&
               words_[next].folded != "dgs";
    }

    // An entry's description proves a person unless it is but a word for an organisation:
    // "Bleu Horizon (association)".
    bool has_description(const NamePhrase& name) const {
        if (name.last >= words_.size()) return false;
        const std::string_view gap = gap_before(phrase_, words_, name.last);
        const Word& next = words_[name.last];
        return parts_list(gap) && (next.capital || !is_organisation_word(next.folded));
    }

    // "Gilles Roy, Sylvie Morvan, Ysolde Kerbrat et Oswin Tallard": names and nothing else, and at
    // least one that is known to be a person's.
    bool is_list_of_names() const {
        if (candidates_.size() < 2 || expectancy_ == Expectancy::none) return false;
        std::size_t end = 0;
        bool any = expectancy_ == Expectancy::labelled;
        for (const Candidate& each : candidates_) {
            const bool joined =
                each.begin == end || (each.begin == end + 1 && is_and(words_[end].folded));
            if (!joined || !each.starts || !each.bare) return false;
            any = any || each.name.given_name || each.name.upper_family || each.name.civility;
            end = each.name.last;
        }
        const bool closed = is_and(words_[candidates_.back().begin - 1].folded);
        return any && end == words_.size() && (closed || candidates_.size() > 2);
    }

    void add(std::size_t i) {
        const Candidate& candidate = candidates_[i];
        const std::string_view name =
            text_of(phrase_, words_, candidate.name.first, candidate.name.last);
        if (!candidate.accepted) {
            // Behind a person's comma it is this person's organisation.
            const bool own = candidate.by_comma && i > 0 && candidates_[i - 1].accepted;
            const bool like_a_name = candidate.bare || candidate.collective;
            if (expectancy_ != Expectancy::none && candidate.starts && like_a_name && !own) {
                found_.doubtful.emplace_back(name);
            }
            return;
        }
        if (found_.persons.empty()) {
            found_.first_word = candidate.begin;
            found_.begin = words_[candidate.begin].begin;
        }
        Description description = description_of(own_description(i));
        ProgrammePerson person;
        person.name = clean_person_name(name);
        person.function = std::move(description.function);
        person.organisation = std::move(description.organisation);
        person.role = description.role.value_or(Role::speaker);
        if (person.function.empty() && !candidate.function.empty()) {
            Description before = description_of(candidate.function);
            person.function = std::move(before.function);
            if (person.organisation.empty()) person.organisation = std::move(before.organisation);
        }
        if (!candidate.organisation.empty()) person.organisation = candidate.organisation;
        if (candidate.plural || shares_function(candidate)) {
            person.function = function_for_one(shared_description(i));
        }
        found_.persons.push_back(std::move(person));
    }

    // With the function before the name, only brackets behind it belong to the person.
    std::string_view own_description(std::size_t i) const {
        const Candidate& candidate = candidates_[i];
        const std::string_view text = description_text(i);
        const bool before = !candidate.function.empty() && !candidate.described;
        return before && !trimmed(text).starts_with("(") ? std::string_view() : text;
    }

    std::string shared_description(std::size_t i) const {
        while (candidates_[i].plural && i + 1 < candidates_.size()) ++i;
        return description_of(description_text(i)).function;
    }

    std::string_view description_text(std::size_t i) const {
        const std::size_t from = words_[candidates_[i].name.last - 1].end;
        std::size_t to = phrase_.size();
        for (std::size_t next = i + 1; next < candidates_.size(); ++next) {
            if (!candidates_[next].accepted) continue;
            std::size_t word = candidates_[next].begin;
            while (word > candidates_[i].name.last && links(words_[word - 1].folded)) --word;
            to = std::max(from, word == 0 ? from : words_[word].begin);
            break;
        }
        const std::string_view text = phrase_.substr(from, to - from);
        return text.substr(0, expectancy_ == Expectancy::none ? description_end_in_prose(text)
                                                              : description_end_in_list(text));
    }

    std::string_view phrase_;
    Expectancy expectancy_;
    std::vector<Word> words_;
    std::vector<Candidate> candidates_;
    PersonsFound found_;
};

}  // namespace

PersonsFound persons_in(std::string_view phrase, Expectancy expectancy) {
    return PhraseReader(phrase, expectancy).read();
}

ProgrammePerson person_of(std::string_view text) {
    text = trimmed(text);
    const std::vector<Word> words = words_of(text);
    std::size_t end = text.find_first_of(",;(:");
    for (const std::string_view dash : {" - ", " – ", " — "}) end = std::min(end, text.find(dash));
    if (const auto name = name_at(text, words, 0)) end = words[name->last - 1].end;
    end = std::min(end, text.size());
    Description description = description_of(text.substr(end));
    ProgrammePerson person;
    person.name = clean_person_name(text.substr(0, end));
    person.function = std::move(description.function);
    person.organisation = std::move(description.organisation);
    person.role = description.role.value_or(Role::speaker);
    return person;
}

}  // namespace revivre::chapters::programmes
