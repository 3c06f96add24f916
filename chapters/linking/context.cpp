#include "chapters/linking/context.hpp"

#include <algorithm>
#include <array>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

// Before a name, anywhere in its segment: the segment is about the person, not by them.
constexpr std::array<std::string_view, 28> kAboutWords{
    "hommage",      "portrait",      "biographie",   "parcours",      "presentation", "accueil",
    "arrivee",      "lettre",        "merci",        "remerciements", "remise",       "prix",
    "memoire",      "souvenir",      "deces",        "absence",       "place",        "nom",
    "representant", "representante", "remplacement", "remplace",      "remplacant",   "centre",
    "salle",        "rue",           "ecole",        "espace"};

// Before a name: the segment is by the person even if a word of the list above stands there ("Mot
// d'accueil de X").
constexpr std::array<std::string_view, 16> kSpeechWords{
    "mot",        "mots",     "discours",   "allocution", "intervention", "parole",
    "temoignage", "expose",   "conference", "conclusion", "introduction", "ouverture",
    "propos",     "synthese", "cloture",    "reponse"};

// Right before a name (a civility may stand between): the person is spoken to or of.
constexpr std::array<std::string_view, 8> kAddressWords{"a",    "au",   "aux",    "sur",
                                                        "pour", "chez", "contre", "selon"};

// "La parole est à X", "Place à X": spoken to, but about to speak.
constexpr std::array<std::string_view, 2> kFloorWords{"parole", "place"};

// Right before a name: the person acts, whatever stands before ("Hommage à X par Y").
constexpr std::array<std::string_view, 4> kAgentWords{"par", "by", "avec", "with"};

// Anywhere: the person named is not there.
constexpr std::array<std::string_view, 10> kAbsenceWords{
    "excuse",    "excusee",    "absent",      "absente", "remplace",
    "remplacee", "represente", "representee", "empeche", "empechee"};

constexpr std::array<std::string_view, 60> kFunctionWords{
    "maire",         "president",    "presidente",    "directeur",  "directrice",  "adjoint",
    "adjointe",      "charge",       "chargee",       "chef",       "cheffe",      "delegue",
    "deleguee",      "prefet",       "prefete",       "secretaire", "professeur",  "professeure",
    "sociologue",    "urbaniste",    "journaliste",   "animateur",  "animatrice",  "coordinateur",
    "coordinatrice", "conseiller",   "conseillere",   "medecin",    "enseignant",  "enseignante",
    "depute",        "deputee",      "senateur",      "senatrice",  "ministre",    "elu",
    "elue",          "habitant",     "habitante",     "benevole",   "responsable", "architecte",
    "historien",     "historienne",  "geographe",     "economiste", "chercheur",   "chercheuse",
    "ingenieur",     "ingenieure",   "avocat",        "avocate",    "consultant",  "consultante",
    "commissaire",   "representant", "representante", "membre",     "vice",        "fondateur"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool is_mention(const Title& title, std::size_t begin, std::size_t first) {
    std::size_t before = first;
    while (before > begin && is_civility(title.words[before - 1].text)) --before;
    if (before == begin) return false;
    const std::string& last_word = title.words[before - 1].text;
    if (among(kAgentWords, last_word)) return false;
    const auto in_front = [&](const auto& list) {
        return std::any_of(title.words.begin() + static_cast<std::ptrdiff_t>(begin),
                           title.words.begin() + static_cast<std::ptrdiff_t>(before),
                           [&](const TitleWord& word) { return among(list, word.text); });
    };
    if (among(kAddressWords, last_word)) return !in_front(kFloorWords);
    return in_front(kAboutWords) && !in_front(kSpeechWords);
}

}  // namespace

Surroundings surroundings(const Title& title, std::size_t first, std::size_t last) {
    Surroundings around;
    const std::size_t begin = title.begins[title.words[first].segment];
    for (std::size_t i = 0; i < title.words.size(); ++i) {
        if (i >= first && i < last) continue;
        const std::string& word = title.words[i].text;
        if (among(kAbsenceWords, word)) around.mention = true;
        if (!is_stop_word(word)) around.words.push_back(word);
    }
    if (first > begin) around.civility = gender_of_civility(title.words[first - 1].text);
    const std::size_t next = title.words[last - 1].segment + 1;
    if (next < title.segments() && (title.openers[next] == '(' || title.openers[next] == ',')) {
        around.description = title.words[title.begins[next]].text;
    }
    around.mention = around.mention || is_mention(title, begin, first);
    return around;
}

bool says(const std::vector<std::string>& words, std::string_view text) {
    std::size_t meaning = 0;
    std::size_t there = 0;
    for (const std::string& word : folded_words(text)) {
        if (is_stop_word(word)) continue;
        ++meaning;
        there += std::ranges::find(words, word) != words.end() ? 1U : 0U;
    }
    return meaning > 0 && there * 5 >= meaning * 3;
}

bool is_function_word(std::string_view word) {
    return among(kFunctionWords, word);
}

}  // namespace revivre::chapters::linking
