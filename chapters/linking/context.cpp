#include "chapters/linking/context.hpp"

#include <algorithm>
#include <array>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::linking {
namespace {

// Before a name: nouns for speaking. "Témoignage de X" is X speaking.
constexpr std::array<std::string_view, 26> kSpeechWords{
    "mot",          "mots",       "discours",   "allocution",   "intervention", "temoignage",
    "expose",       "conference", "conclusion", "introduction", "propos",       "synthese",
    "reponse",      "moderation", "animation",  "presidence",   "plaidoyer",    "communication",
    "contribution", "speech",     "talk",       "keynote",      "intervenant",  "intervenante",
    "orateur",      "invite"};

// What may stand with them: "Mot de bienvenue de", "Discours d'ouverture de", "Prise de parole de".
constexpr std::array<std::string_view, 24> kSpeechQualifiers{
    "de",        "d",         "du",      "des", "la",          "le",        "l",         "les",
    "un",        "une",       "et",      "en",  "est",         "donnee",    "prise",     "accueil",
    "bienvenue", "ouverture", "cloture", "fin", "introductif", "inaugural", "conclusif", "puis"};

// "La parole est à X", "Place à X": addressed, and about to speak.
constexpr std::array<std::string_view, 2> kFloorWords{"parole", "place"};

// Right before a name: the person acts, whatever stands before ("Hommage à X par Y").
constexpr std::array<std::string_view, 4> kAgentWords{"par", "by", "avec", "with"};

// Before "par": somebody else is spoken with, by who is named behind it.
constexpr std::array<std::string_view, 12> kPassives{
    "interroge", "interrogee", "interviewe", "interviewee", "presente", "presentee",
    "introduit", "introduite", "accueilli",  "accueillie",  "recu",     "recue"};

// Between names that are listed.
constexpr std::array<std::string_view, 4> kListWords{"et", "and", "puis", "avec"};

// In a short segment before or after a name: the person is not there, or does not speak.
constexpr std::array<std::string_view, 44> kDenials{
    "excuse",     "excusee",   "excuses",      "absent",      "absente",     "absents",
    "remplace",   "remplacee", "represente",   "representee", "empeche",     "empechee",
    "annule",     "annulee",   "annulation",   "venu",        "venue",       "souffrant",
    "souffrante", "malade",    "indisponible", "retard",      "attente",     "hommage",
    "memoriam",   "portrait",  "parcours",     "biographie",  "vie",         "photo",
    "photos",     "image",     "images",       "video",       "realisation", "montage",
    "credit",     "credits",   "musique",      "cadrage",     "technique",   "traduction",
    "interprete", "presse"};
constexpr std::size_t kShortSegment = 4;  // words

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

bool is_number(std::string_view word) {
    return std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

class Reader {
  public:
    Reader(const Title& title, std::size_t first, std::size_t last, const Known& known)
        : title_(title),
          first_(first),
          last_(last),
          known_(known),
          segment_(title.words[first].segment),
          end_segment_(title.words[last - 1].segment),
          begin_(title.begins[segment_]),
          end_(title.begins[end_segment_ + 1]) {}

    [[nodiscard]] bool speaks() const {
        const std::size_t before = before_civility();
        const bool agent = before > begin_ && among(kAgentWords, title_.words[before - 1].text);
        if (agent && before - begin_ > 1 && among(kPassives, title_.words[before - 2].text))
            return false;
        if (!agent && !(leads_in(before) && !others_before())) return false;
        return tail_agrees() && !denied();
    }

    [[nodiscard]] std::size_t before_civility() const {
        std::size_t before = first_;
        while (before > begin_ && is_civility(title_.words[before - 1].text)) --before;
        return before;
    }

  private:
    // Another person's name, or the person's own function.
    [[nodiscard]] bool explained(std::size_t i) const {
        return known_.named[i] || known_.of_person.contains(title_.words[i].text);
    }

    [[nodiscard]] bool leads_in(std::size_t before) const {
        bool speech = false;
        bool floor = false;
        bool needs_speech = false;
        for (std::size_t i = begin_; i < before; ++i) {
            const std::string& word = title_.words[i].text;
            if (is_number(word) || is_civility(word) || explained(i)) continue;
            const bool addressed =
                word != "place" || (i + 1 < before && title_.words[i + 1].text == "a");
            floor = floor || (among(kFloorWords, word) && addressed);
            speech = speech || among(kSpeechWords, word);
            const bool listed = i > begin_ && known_.named[i - 1] && among(kListWords, word);
            const bool article =
                (word == "le" || word == "la" || word == "l") && i + 1 < before && explained(i + 1);
            if (listed || article) continue;
            needs_speech = true;
            const bool may_stand = among(kSpeechWords, word) || floor ||
                                   among(kSpeechQualifiers, word) || (word == "a" && floor);
            if (!may_stand) return false;
        }
        return !needs_speech || speech || floor;
    }

    [[nodiscard]] bool tail_agrees() const {
        for (std::size_t i = last_; i < end_; ++i) {
            const std::string& word = title_.words[i].text;
            const bool link = among(kListWords, word) || among(kSpeechQualifiers, word) ||
                              word == "a" || word == "au";
            if (!link && !explained(i) && !is_civility(word) && !initial_of_other(i)) return false;
        }
        return true;
    }

    [[nodiscard]] bool initial_of_other(std::size_t i) const {
        return title_.words[i].text.size() == 1 && title_.words[i].capital && i + 1 < end_ &&
               (known_.named[i + 1] || title_.words[i + 1].text.size() == 1);
    }

    // An earlier segment that reads like the name of somebody unknown: perhaps that is who speaks.
    [[nodiscard]] bool others_before() const {
        for (std::size_t segment = 0; segment < segment_; ++segment) {
            std::size_t capitals = 0;
            bool name = true;
            for (std::size_t i = title_.begins[segment]; i < title_.begins[segment + 1]; ++i) {
                const TitleWord& word = title_.words[i];
                if (is_civility(word.text)) continue;
                capitals += word.capital ? 1U : 0U;
                name = name && (word.capital || is_particle(word.text)) && !known_.named[i] &&
                       !is_number(word.text) && !known_.of_others.contains(word.text) &&
                       !is_function_word(word.text);
            }
            if (name && capitals >= 2) return true;
        }
        return false;
    }

    [[nodiscard]] bool denied() const {
        for (std::size_t segment = 0; segment < title_.segments(); ++segment) {
            if (segment >= segment_ && segment <= end_segment_) continue;
            const std::size_t begin = title_.begins[segment];
            const std::size_t end = title_.begins[segment + 1];
            if (segment > end_segment_ && is_number(title_.words[begin].text))
                return true;  // "(1950-2020)"
            if (end - begin > kShortSegment) continue;
            for (std::size_t i = begin; i < end; ++i) {
                if (among(kDenials, title_.words[i].text)) return true;
            }
        }
        return false;
    }

    const Title& title_;
    std::size_t first_;
    std::size_t last_;
    const Known& known_;
    std::size_t segment_;
    std::size_t end_segment_;
    std::size_t begin_;
    std::size_t end_;
};

}  // namespace

Surroundings surroundings(const Title& title, std::size_t first, std::size_t last,
                          const Known& known) {
    Surroundings around;
    for (std::size_t i = 0; i < title.words.size(); ++i) {
        const std::string& word = title.words[i].text;
        if ((i < first || i >= last) && !is_stop_word(word)) around.words.push_back(word);
    }
    const std::size_t begin = title.begins[title.words[first].segment];
    if (first > begin) around.civility = gender_of_civility(title.words[first - 1].text);
    const std::size_t next = title.words[last - 1].segment + 1;
    const bool described =
        next < title.segments() && (title.openers[next] == '(' || title.openers[next] == ',');
    if (described && !known.named[title.begins[next]] &&
        !is_civility(title.words[title.begins[next]].text)) {
        around.description = title.words[title.begins[next]].text;
    }
    around.speaks = Reader(title, first, last, known).speaks();
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
