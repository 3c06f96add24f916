#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "chapters/programme/vocabulary.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

// Folded phrases that mean one thing, with bars between them.
template <typename Meaning>
struct Phrases {
    Meaning meaning;
    std::string_view phrases;
};

constexpr std::array<Phrases<SessionKind>, 5> kKindPhrases{
    {{SessionKind::pause,
      "pause|pauses|dejeuner|buffet|cocktail|repas|lunch|break|cafe|collation|"
      "entracte|accueil et emargement|accueil cafe|accueil des participants|accueil du "
      "public|petit dejeuner|pot"},
     {SessionKind::opening,
      "ouverture|allocution|allocutions|introduction|bienvenue|mot d accueil|"
      "mots d accueil|accueil|opening|welcome|propos introductifs|inauguration"},
     {SessionKind::panel,
      "table ronde|tables rondes|debat|panel|plateau|round table|discussion|"
      "echanges avec le public|echanges avec la salle|echange avec la salle"},
     {SessionKind::closing,
      "cloture|conclusion|conclusions|synthese|mot de la fin|mots de la fin|"
      "closing|fin de la journee"},
     {SessionKind::talks,
      "conference|conferences|intervention|interventions|atelier|ateliers|"
      "presentation|presentations|keynote|temoignage|temoignages|communication|"
      "communications|pleniere|expose|exposes|talk|talks|session|sequence|"
      "regards croises"}}};

constexpr std::array<Phrases<Role>, 4> kRolePhrases{
    {{Role::moderator,
      "moderateur|moderatrice|moderation|moderator|animateur|animatrice|"
      "animation|facilitateur|facilitatrice|host|animateur de la table ronde|"
      "animatrice de la table ronde|moderateur de la table ronde|"
      "moderatrice de la table ronde"},
     {Role::chair,
      "president de seance|presidente de seance|presidence|presidence de seance|"
      "president de session|presidente de session|chair"},
     {Role::questioner, "questioner|intervenant de la salle|public"},
     {Role::speaker,
      "speaker|intervenant|intervenante|intervenants|intervenantes|orateur|"
      "oratrice|orateurs|conferencier|conferenciere|grand temoin|temoin|"
      "discutant|discutante|participant|participante|participants|invite|invitee|"
      "invites|panelist"}}};

constexpr std::string_view kPartsOfDay =
    "matin|matinee|apres midi|soir|soiree|journee|morning|afternoon|evening|le matin|l apres midi";

std::string folded_text(std::string_view text) {
    std::string folded;
    for (const std::string& word : folded_words(text)) {
        if (!folded.empty()) folded += ' ';
        folded += word;
    }
    return folded;
}

// Calls `visit` with every phrase between the bars.
template <typename Visit>
void each_phrase(std::string_view phrases, Visit visit) {
    while (!phrases.empty()) {
        const std::size_t end = std::min(phrases.find('|'), phrases.size());
        visit(phrases.substr(0, end));
        phrases.remove_prefix(std::min(end + 1, phrases.size()));
    }
}

}  // namespace

bool is_part_of_day(std::string_view text) {
    const std::string folded = folded_text(text);
    bool found = false;
    each_phrase(kPartsOfDay, [&](std::string_view phrase) { found = found || phrase == folded; });
    return found;
}

std::optional<Role> role_named(std::string_view text) {
    const std::string folded = folded_text(text);
    std::optional<Role> role;
    for (const auto& [meaning, phrases] : kRolePhrases) {
        each_phrase(phrases, [&, each = meaning](std::string_view phrase) {
            if (phrase == folded) role = each;
        });
    }
    return role;
}

std::optional<SessionKind> session_kind_in(std::string_view title) {
    const std::string padded = ' ' + folded_text(title) + ' ';
    std::size_t first = std::string::npos;
    std::optional<SessionKind> kind;
    for (const auto& [meaning, phrases] : kKindPhrases) {
        each_phrase(phrases, [&, each = meaning](std::string_view phrase) {
            const std::size_t at = padded.find(' ' + std::string(phrase) + ' ');
            if (at >= first) return;
            first = at;
            kind = each;
        });
    }
    return kind;
}

}  // namespace revivre::chapters::programmes
