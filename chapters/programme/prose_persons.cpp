#include "chapters/programme/prose_persons.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "chapters/programme/connectors.hpp"
#include "chapters/programme/descriptions.hpp"
#include "chapters/programme/person_phrases.hpp"
#include "chapters/programme/person_set.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/word_set.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

bool is_article(std::string_view folded) {
    static const WordSet article_words("le la l les un une des aux nos ses deux trois quatre cinq");
    return article_words.contains(folded);
}

bool has_given_name(const ProgrammePerson& person) {
    const std::vector<Word> words = words_of(person.name);
    return !words.empty() && is_given_name(words[0].folded);
}

// "deux sauveteuses": any word for several, when nothing but common given names follow.
bool is_plural(const Word& word) {
    return !word.capital && word.folded.ends_with('s') && word.folded.size() > 4 &&
           !is_organisation_word(word.folded) && !is_small_word(word.folded);
}

// "les élus à la Politique de la ville – A, B, C et D –"
struct Group {
    std::size_t begin = 0;  ///< bytes of the sentence
    std::size_t end = 0;
    std::vector<ProgrammePerson> persons;
};

class GroupReader {
  public:
    explicit GroupReader(std::string_view sentence)
        : sentence_(sentence), words_(words_of(sentence)) {}

    std::vector<Group> read() {
        std::vector<Group> groups;
        for (std::size_t i = 1; i < words_.size(); ++i) {
            const std::string_view mark = trimmed(gap_before(sentence_, words_, i));
            const bool opens =
                mark == "–" || mark == "—" || mark == "-" || mark == "(" || mark == ":";
            if (!opens || !words_[i].capital) continue;
            if (auto group = group_at(i, mark)) {
                while (i + 1 < words_.size() && words_[i + 1].begin < group->end) ++i;
                groups.push_back(std::move(*group));
            }
        }
        return groups;
    }

  private:
    std::optional<Group> group_at(std::size_t i, std::string_view mark) const {
        const auto function = function_before(i);
        if (!function) return std::nullopt;
        const std::size_t begin = words_[i].begin;
        const std::string_view closing = mark == "(" ? std::string_view(")") : mark;
        std::size_t end = mark == ":" ? sentence_.find('.', begin) : sentence_.find(closing, begin);
        // A hyphen inside a name closes nothing.
        while (mark == "-" && end != std::string_view::npos && sentence_[end - 1] != ' ') {
            end = sentence_.find(closing, end + 1);
        }
        end = std::min(end, sentence_.size());
        const PersonsFound found =
            persons_in(sentence_.substr(begin, end - begin), Expectancy::connected);
        const bool bare = std::ranges::all_of(
            found.persons, [](const ProgrammePerson& each) { return each.function.empty(); });
        if (found.persons.size() < 2 || !bare || found.first_word != 0) return std::nullopt;
        const bool known = is_function_word(words_[*function].folded) ||
                           std::ranges::all_of(found.persons, has_given_name);
        if (!known) return std::nullopt;
        Group group{words_[*function].begin, std::min(end + closing.size(), sentence_.size()),
                    found.persons};
        const std::string shared = function_for_one(text_of(sentence_, words_, *function, i));
        for (ProgrammePerson& person : group.persons) person.function = shared;
        return group;
    }

    // The first word of the function that ends right before word `i`.
    std::optional<std::size_t> function_before(std::size_t i) const {
        constexpr std::size_t longest = 14;
        std::size_t first = i - 1;
        for (std::size_t steps = 0; steps < longest; ++steps) {
            const bool head = is_function_word(words_[first].folded) || is_plural(words_[first]);
            if (head && first > 0 && is_article(words_[first - 1].folded)) return first;
            if (first == 0 || !words_[first].adjacent) return std::nullopt;
            --first;
        }
        return std::nullopt;
    }

    std::string_view sentence_;
    std::vector<Word> words_;
};

bool reunites(std::string_view folded) {
    static const WordSet verbs(
        "reuni reunit reunissait reunissant rassemble rassemblait "
        "rassemblant associait accueilli");
    return verbs.contains(folded);
}

// How far a connector looks: to the next one, or as far as a list of persons with functions may
// reach.
std::size_t sight_end(std::string_view part, std::span<const Word> words, std::size_t first) {
    constexpr std::size_t sight = 80;
    const std::size_t last = std::min(words.size(), first + sight);
    std::size_t end = first + 1;
    while (end < last && !connector_at(part, words, end)) ++end;
    return std::min(end, last);
}

void add_connected(std::string_view part, std::vector<ProgrammePerson>& persons) {
    const std::vector<Word> words = words_of(part);
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::optional<Connector> connector = connector_at(part, words, i);
        if (!connector && reunites(words[i].folded)) connector = Connector{i, i + 1};
        if (!connector || connector->behind >= words.size()) continue;
        const std::size_t last = sight_end(part, words, connector->behind);
        std::string_view rest = text_of(part, words, connector->behind, last);
        rest = rest.substr(0, description_end_in_prose(rest));
        PersonsFound found = persons_in(rest, Expectancy::connected);
        i = connector->behind - 1;
        if (found.persons.empty() || found.first_word > 1) continue;
        for (ProgrammePerson& person : found.persons) {
            if (person.role == Role::speaker) person.role = connector->role;
            merge_person(persons, std::move(person));
        }
    }
}

void add_part(std::string_view part, std::vector<ProgrammePerson>& persons) {
    add_connected(part, persons);
    for (ProgrammePerson& person : persons_in(part, Expectancy::none).persons) {
        merge_person(persons, std::move(person));
    }
}

// "A, B et C, respectivement maire de X, préfet de Y et directrice de Z"
void give_respective_functions(std::string_view sentence, std::vector<ProgrammePerson>& persons) {
    const std::vector<std::string> functions = respective_functions(sentence);
    const std::size_t at = fold(sentence).find("respectivement");
    if (functions.empty() || at == std::string::npos) return;
    const std::vector<Word> words = words_of(sentence);
    std::size_t split = 0;
    while (split < words.size() && words[split].folded != "respectivement") ++split;
    std::string_view before = sentence.substr(0, split < words.size() ? words[split].begin : 0);
    before = without_separators(before);
    const PersonsFound named = persons_in(before, Expectancy::labelled);
    if (named.persons.size() != functions.size()) return;
    persons.clear();
    for (std::size_t i = 0; i < functions.size(); ++i) {
        persons.push_back(named.persons[i]);
        persons.back().function = functions[i];
        persons.back().organisation.clear();
    }
}

}  // namespace

std::vector<ProgrammePerson> persons_in_sentence(std::string_view sentence) {
    std::vector<ProgrammePerson> persons;
    std::size_t begin = 0;
    for (Group& group : GroupReader(sentence).read()) {
        if (group.begin < begin) continue;
        add_part(sentence.substr(begin, group.begin - begin), persons);
        for (ProgrammePerson& person : group.persons) merge_person(persons, std::move(person));
        begin = group.end;
    }
    add_part(sentence.substr(begin), persons);
    give_respective_functions(sentence, persons);
    return persons;
}

std::vector<std::string> respective_functions(std::string_view sentence) {
    const std::vector<Word> words = words_of(sentence);
    std::size_t first = 0;
    while (first < words.size() && words[first].folded != "respectivement") ++first;
    if (first + 1 >= words.size()) return {};
    ++first;
    static const WordSet lead_words("par de du");
    while (first < words.size() && lead_words.contains(words[first].folded)) ++first;
    std::vector<std::string> functions;
    std::size_t item = first;
    const auto close = [&](std::size_t last) {
        while (item < last && is_article(words[item].folded)) ++item;
        const bool function = item < last && is_function_word(words[item].folded);
        if (function) functions.emplace_back(text_of(sentence, words, item, last));
        item = last;
    };
    for (std::size_t i = first + 1; i < words.size(); ++i) {
        const bool begins = is_article(words[i].folded) || is_function_word(words[i].folded);
        const bool comma = trimmed(gap_before(sentence, words, i)) == ",";
        const bool and_word = words[i].adjacent && words[i - 1].folded == "et";
        if (!begins || (!comma && !and_word)) continue;
        // ", directeur …" without article goes on when the list has articles.
        if (comma && is_article(words[first].folded) && !is_article(words[i].folded)) continue;
        close(and_word ? i - 1 : i);
        item = i;
    }
    close(words.size());
    return functions.size() >= 2 ? functions : std::vector<std::string>{};
}

}  // namespace revivre::chapters::programmes
