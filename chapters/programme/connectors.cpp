#include "chapters/programme/connectors.hpp"

#include <algorithm>
#include <array>

namespace revivre::chapters::programmes {
namespace {

struct Lead {
    std::string_view words;  ///< folded, blanks between
    Role role;
    bool keep_noun = false;
};

// Longer leads first: the first that fits is taken.
constexpr std::array<Lead, 26> kLeads{{
    {"avec la participation de", Role::speaker},
    {"avec la participation du", Role::speaker},
    {"avec la participation d", Role::speaker},
    {"avec l intervention de", Role::speaker},
    {"avec l intervention d", Role::speaker},
    {"avec les interventions de", Role::speaker},
    {"avec les temoignages de", Role::speaker},
    {"en presence de", Role::speaker},
    {"en presence d", Role::speaker},
    {"en presence du", Role::speaker},
    {"autour de", Role::speaker},
    {"avec", Role::speaker},
    {"with", Role::speaker},
    {"by", Role::speaker},
    {"intervention de", Role::speaker, true},
    {"intervention d", Role::speaker, true},
    {"interventions de", Role::speaker, true},
    {"allocution de", Role::speaker, true},
    {"allocutions de", Role::speaker, true},
    {"discours de", Role::speaker, true},
    {"accueil de", Role::speaker, true},
    {"bienvenue de", Role::speaker, true},
    {"conference de", Role::speaker, true},
    {"temoignage de", Role::speaker, true},
    {"temoignages de", Role::speaker, true},
    {"mot de", Role::speaker, true},
}};

struct Label {
    std::string_view word;
    Role role;
};

constexpr std::array<Label, 36> kLabels{{
    {"intervenant", Role::speaker},
    {"intervenante", Role::speaker},
    {"intervenants", Role::speaker},
    {"intervenantes", Role::speaker},
    {"intervenant-e-s", Role::speaker},
    {"orateur", Role::speaker},
    {"oratrice", Role::speaker},
    {"orateurs", Role::speaker},
    {"participants", Role::speaker},
    {"participantes", Role::speaker},
    {"invite", Role::speaker},
    {"invitee", Role::speaker},
    {"invites", Role::speaker},
    {"temoin", Role::speaker},
    {"temoins", Role::speaker},
    {"discutant", Role::speaker},
    {"discutante", Role::speaker},
    {"conferencier", Role::speaker},
    {"conferenciere", Role::speaker},
    {"conferenciers", Role::speaker},
    {"avec", Role::speaker},
    {"speaker", Role::speaker},
    {"speakers", Role::speaker},
    {"panelists", Role::speaker},
    {"moderation", Role::moderator},
    {"moderateur", Role::moderator},
    {"moderatrice", Role::moderator},
    {"animation", Role::moderator},
    {"animateur", Role::moderator},
    {"animatrice", Role::moderator},
    {"animateurs", Role::moderator},
    {"moderator", Role::moderator},
    {"presidence", Role::chair},
    {"president de seance", Role::chair},
    {"presidente de seance", Role::chair},
    {"chair", Role::chair},
}};

// How many words of `phrase` stand at word `i`, all of them or none.
std::size_t matched(std::span<const Word> words, std::size_t i, std::string_view phrase) {
    std::size_t count = 0;
    while (!phrase.empty()) {
        const std::size_t end = std::min(phrase.find(' '), phrase.size());
        const bool adjacent = count == 0 || (i + count < words.size() && words[i + count].adjacent);
        if (i + count >= words.size() || !adjacent ||
            words[i + count].folded != phrase.substr(0, end)) {
            return 0;
        }
        ++count;
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    return count;
}

// "intervenant(e)s :", "animateur·rice :": the endings of inclusive writing are words of their own.
bool is_inclusive_ending(std::string_view folded) {
    static constexpr std::array<std::string_view, 9> endings{"e",  "es",   "s",     "ne",   "nes",
                                                             "ee", "rice", "rices", "trice"};
    for (const std::string_view ending : endings) {
        if (folded == ending) return true;
    }
    return false;
}

std::size_t behind_inclusive(std::string_view text, std::span<const Word> words, std::size_t i) {
    while (i < words.size() && is_inclusive_ending(words[i].folded)) {
        const std::string_view gap = gap_before(text, words, i);
        if (gap != "·" && gap != "(" && gap != "." && gap != ")" && gap != "•") break;
        ++i;
    }
    return i;
}

// "Animation des débats :", "Modération de la table ronde :"
std::size_t behind_subject(std::string_view text, std::span<const Word> words, std::size_t i) {
    constexpr std::size_t longest_subject = 5;
    if (i >= words.size() || !words[i].adjacent) return i;
    if (words[i].folded != "de" && words[i].folded != "des" && words[i].folded != "du") return i;
    for (std::size_t end = i + 1; end < words.size() && end < i + longest_subject; ++end) {
        if (gap_before(text, words, end).find(':') != std::string_view::npos) return end;
        if (!words[end].adjacent || words[end].capital) return i;
    }
    return i;
}

std::optional<Connector> label_at(std::string_view text, std::span<const Word> words,
                                  std::size_t i) {
    for (const Label& label : kLabels) {
        const std::size_t count = matched(words, i, label.word);
        if (count == 0) continue;
        const std::size_t behind =
            behind_subject(text, words, behind_inclusive(text, words, i + count));
        const std::string_view gap = gap_before(text, words, behind);
        if (gap.find(':') != std::string_view::npos && gap.find("::") == std::string_view::npos) {
            return Connector{i, behind, label.role, true};
        }
        if (behind < words.size() && words[behind].folded == "par") {
            return Connector{i, behind + 1, label.role, false};
        }
    }
    return std::nullopt;
}

std::optional<Role> role_of_participle(std::string_view folded) {
    // "présentation par", "ouverture par": these nouns stay in the title.
    if (folded.ends_with("ion") || folded.ends_with("ions") || folded.ends_with("ure")) {
        return std::nullopt;
    }
    for (const std::string_view stem :
         {"anim", "moder", "coanim", "co-anim", "facilit", "hosted"}) {
        if (folded.starts_with(stem)) return Role::moderator;
    }
    if (folded.starts_with("presid") || folded == "chaired") return Role::chair;
    static constexpr std::array<std::string_view, 12> other_stems{
        "present", "introdui", "ouvert", "conclu", "clotur", "assur",
        "propos",  "prononc",  "mene",   "porte",  "racont", "illustr"};
    for (const std::string_view stem : other_stems) {
        if (folded.starts_with(stem)) return Role::speaker;
    }
    return std::nullopt;
}

// "par", "animée par", "animé(e) par", "moderated by"
std::optional<Connector> agent_at(std::string_view text, std::span<const Word> words,
                                  std::size_t i) {
    if (const auto role = role_of_participle(words[i].folded)) {
        const std::size_t behind = behind_inclusive(text, words, i + 1);
        const bool joined = behind < words.size() && (words[behind].adjacent || behind > i + 1);
        if (joined && (words[behind].folded == "par" || words[behind].folded == "by")) {
            return Connector{i, behind + 1, *role, false};
        }
    }
    if (words[i].folded == "par") return Connector{i, i + 1, Role::speaker, false};
    return std::nullopt;
}

}  // namespace

std::optional<Connector> connector_at(std::string_view text, std::span<const Word> words,
                                      std::size_t i) {
    if (auto label = label_at(text, words, i)) return label;
    if (auto agent = agent_at(text, words, i)) return agent;
    for (const Lead& lead : kLeads) {
        const std::size_t count = matched(words, i, lead.words);
        if (count > 0) return Connector{i, i + count, lead.role, false, lead.keep_noun};
    }
    return std::nullopt;
}

}  // namespace revivre::chapters::programmes
