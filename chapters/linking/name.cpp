#include "chapters/linking/name.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

// French, Dutch, German, Italian, Portuguese, Arabic and Breton beginnings of family names.
constexpr std::array<std::string_view, 26> kParticles{
    "le", "la",  "les", "l",   "de",  "du",  "des", "d",  "van", "von", "der", "den",   "di",
    "da", "dos", "do",  "del", "ben", "bin", "el",  "al", "abd", "ait", "mac", "saint", "sainte"};

constexpr std::array<std::string_view, 6> kMasculineCivilities{"m",        "mr",        "mm",
                                                               "monsieur", "messieurs", "sieur"};
constexpr std::array<std::string_view, 6> kFeminineCivilities{"mme",    "mmes",     "mlle",
                                                              "madame", "mesdames", "mademoiselle"};
constexpr std::array<std::string_view, 9> kStyles{
    "dr", "docteur", "pr", "prof", "professeur", "professeure", "me", "maitre", "mgr"};

// Endings of French function words that show the gender; the feminine ones are looked at first,
// because most contain the masculine one.
constexpr std::array<std::string_view, 12> kFeminineEndings{"trice", "teuse", "euse", "iere",
                                                            "ere",   "ienne", "ente", "ante",
                                                            "ee",    "effe",  "fete", "jointe"};
constexpr std::array<std::string_view, 9> kMasculineEndings{
    "teur", "eur", "ier", "ien", "ent", "ant", "chef", "prefet", "adjoint"};

// Only names that hardly anybody of the other sex bears.
constexpr std::array<std::string_view, 50> kMasculineNames{
    "jean",     "pierre",     "michel",    "andre",     "philippe", "rene",    "louis",
    "alain",    "jacques",    "bernard",   "marcel",    "daniel",   "roger",   "robert",
    "paul",     "christophe", "christian", "georges",   "patrick",  "nicolas", "francois",
    "david",    "stephane",   "eric",      "thierry",   "olivier",  "laurent", "julien",
    "frederic", "sebastien",  "thomas",    "guillaume", "antoine",  "vincent", "mohamed",
    "mehdi",    "youssef",    "marc",      "martin",    "maurice",  "mathieu", "maxime",
    "matthieu", "karim",      "hugo",      "loic",      "gilles",   "didier",  "pascal",
    "bruno"};
constexpr std::array<std::string_view, 50> kFeminineNames{
    "marie",      "jeanne",    "francoise",  "monique",   "catherine", "nathalie",   "isabelle",
    "jacqueline", "anne",      "sylvie",     "martine",   "madeleine", "nicole",     "suzanne",
    "helene",     "christine", "marguerite", "denise",    "louise",    "christiane", "valerie",
    "sophie",     "sandrine",  "stephanie",  "veronique", "celine",    "chantal",    "patricia",
    "brigitte",   "julie",     "claire",     "annie",     "odette",    "laurence",   "aurelie",
    "caroline",   "emilie",    "lucie",      "florence",  "elodie",    "fatima",     "aissatou",
    "ines",       "zoe",       "lea",        "beatrice",  "agnes",     "michele",    "elisabeth",
    "maelys"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool ends_with_any(std::string_view word, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view end) { return word.ends_with(end); });
}

// Upper case throughout, with at least two letters: how family names are set apart.
bool in_capitals(std::string_view word) {
    std::size_t letters = 0;
    for (const char byte : word) {
        if (byte >= 'a' && byte <= 'z') return false;
        letters += byte >= 'A' && byte <= 'Z' ? 1 : 0;
    }
    return letters >= 2;
}

std::vector<std::string_view> blank_separated(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find(' '), name.size());
        if (end > 0) words.push_back(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
}

void append_words(std::vector<std::string>& to, std::string_view text) {
    for (std::string& word : folded_words(text)) to.push_back(std::move(word));
}

std::size_t family_begin(const std::vector<std::string_view>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto parts = folded_words(words[i]);
        if (!parts.empty() && is_particle(parts.front())) return i;
    }
    return words.empty() ? 0 : words.size() - 1;
}

}  // namespace

bool is_particle(std::string_view word) {
    return contains(kParticles, word);
}

Gender gender_of_civility(std::string_view word) {
    if (contains(kMasculineCivilities, word)) return Gender::masculine;
    return contains(kFeminineCivilities, word) ? Gender::feminine : Gender::unknown;
}

Gender gender_of_function(std::string_view function) {
    const auto words = folded_words(function);
    if (words.empty()) return Gender::unknown;
    if (ends_with_any(words.front(), kFeminineEndings)) return Gender::feminine;
    return ends_with_any(words.front(), kMasculineEndings) ? Gender::masculine : Gender::unknown;
}

Gender gender_of_given_name(std::string_view name) {
    if (contains(kMasculineNames, name)) return Gender::masculine;
    return contains(kFeminineNames, name) ? Gender::feminine : Gender::unknown;
}

bool is_civility(std::string_view word) {
    return contains(kMasculineCivilities, word) || contains(kFeminineCivilities, word) ||
           contains(kStyles, word);
}

PersonName parse_person_name(std::string_view name) {
    std::vector<std::string_view> words = blank_separated(name);
    std::erase_if(words, [](std::string_view word) { return folded_words(word).empty(); });
    PersonName parsed;
    const bool mixed =
        std::ranges::any_of(words, in_capitals) && !std::ranges::all_of(words, in_capitals);
    const std::size_t begin = family_begin(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool family = mixed ? in_capitals(words[i]) : i >= begin;
        append_words(family ? parsed.family : parsed.given, words[i]);
    }
    return parsed;
}

bool differs_by_one_exchange(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    if (i + 1 >= a.size() || a[i] != b[i + 1] || a[i + 1] != b[i]) return false;
    return a.substr(i + 2) == b.substr(i + 2);
}

bool differs_by_one_letter(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1 || a == b) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return a.substr(a.size() == b.size() ? i + 1 : i) == b.substr(i + 1);
}

std::string sort_name_of(const std::string& name) {
    const std::size_t given_words = parse_person_name(name).given.size();
    std::size_t blank = name.find(' ');
    while (blank != std::string::npos && folded_words(name.substr(0, blank)).size() < given_words) {
        blank = name.find(' ', blank + 1);
    }
    return blank == std::string::npos ? name
                                      : name.substr(blank + 1) + ", " + name.substr(0, blank);
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += word;
    return all;
}

}  // namespace revivre::chapters::linking
