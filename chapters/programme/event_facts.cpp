#include "chapters/programme/event_facts.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "chapters/programme/clock_phrases.hpp"
#include "chapters/programme/dates.hpp"
#include "chapters/programme/prose.hpp"
#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/word_set.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

constexpr std::string_view kEventWords =
    "rencontre rencontres journee journees colloque seminaire assises forum conference webinaire "
    "evenement congres symposium convention universite matinee etats-generaux sommet festival "
    "semaine biennale";

constexpr std::string_view kVenueWords =
    "salle salon palais centre hotel mairie espace amphitheatre amphi auditorium maison theatre "
    "universite campus cite chapelle gymnase mediatheque bibliotheque musee cinema chateau abbaye "
    "domaine foyer halle halles parc ecole lycee siege prefecture quai place ferme tiers-lieu "
    "fabrique";

bool is_article(std::string_view folded) {
    return folded == "le" || folded == "la" || folded == "l" || folded == "les" || folded == "the";
}

std::string without_article(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    if (words.size() < 2 || !is_article(words[0].folded)) return std::string(text);
    // "Le Mans Métropole" keeps its "Le".
    const bool part_of_name = words[0].capital && words[1].capital && !words[0].elided &&
                              !is_organisation_word(words[1].folded);
    return std::string(part_of_name ? text : text.substr(words[1].begin));
}

bool is_place_lead(std::string_view raw) {
    return raw == "à" || raw == "au" || raw == "aux" || raw == "dans" || raw == "en";
}

// Without "le", "du", "et" left over at the end.
std::string_view without_end_words(std::string_view text) {
    static const WordSet end_words("le du a au la de des en les et ou");
    for (;;) {
        text = without_separators(text);
        const std::vector<Word> words = words_of(text);
        const bool small = words.size() > 1 && end_words.contains(words.back().folded) &&
                           !words.back().capital && words.back().end == text.size();
        if (!small) return text;
        text = text.substr(0, words.back().begin);
    }
}

// A noun with what belongs to it: up to a mark, a verb, an aim or a date.
std::string noun_group(std::string_view text, std::span<const Word> words, std::size_t first,
                       bool ends_at_place = true) {
    static const WordSet end_words("avec pour sur lors dans afin en");
    std::size_t last = first;
    while (last < words.size() && (last == first || words[last].adjacent)) {
        const Word& word = words[last];
        const bool digit = last + 1 < words.size() && word.folded == "le" &&
                           words[last + 1].begin < text.size() &&
                           text[words[last + 1].begin] >= '0' && text[words[last + 1].begin] <= '9';
        const bool place = is_place_lead(text_of(text, words, last, last + 1));
        if (last > first &&
            (end_words.contains(word.folded) || digit || (place && ends_at_place))) {
            break;
        }
        ++last;
    }
    const std::string_view group = text_of(text, words, first, last);
    return std::string(without_end_words(group.substr(0, description_end_in_prose(group))));
}

std::optional<std::string> agent_of_organised(std::string_view text, std::span<const Word> words,
                                              std::size_t verb) {
    // "organisée le 14 mars 2019 à Saint-Aubrel par la Ville"
    constexpr std::size_t sight = 14;
    const std::size_t last = std::min(words.size(), verb + sight);
    for (std::size_t i = verb + 1; i + 1 < last; ++i) {
        if (!words[i].adjacent) break;
        if (words[i].folded != "par" && words[i].folded != "by") continue;
        return without_article(noun_group(text, words, i + 1));
    }
    return std::nullopt;
}

std::optional<std::string> subject_of_organised(std::string_view text, std::span<const Word> words,
                                                std::size_t verb) {
    constexpr std::size_t longest_subject = 14;
    static const WordSet active_verbs("organise organisent organisait organisaient organisera");
    if (verb == 0 || !active_verbs.contains(words[verb].folded)) return std::nullopt;
    const std::string_view before = words[verb - 1].folded;
    const bool perfect = before == "a" || before == "ont";
    const bool participle = text_of(text, words, verb, verb + 1).ends_with("é");
    const std::size_t last = perfect ? verb - 1 : verb;
    if (participle != perfect || last == 0) return std::nullopt;
    std::size_t first = last;
    while (first > 0 && last - first < longest_subject &&
           (first == last || words[first].adjacent)) {
        --first;
    }
    if (first > 0 && words[first].adjacent) return std::nullopt;
    const std::string_view subject = text_of(text, words, first, last);
    const bool named = words[first].capital || is_article(words[first].folded);
    return named ? std::optional(without_article(subject)) : std::nullopt;
}

bool is_venue(std::string_view folded) {
    static const WordSet venues(kVenueWords);
    return venues.contains(folded);
}

bool is_place_verb(std::string_view folded) {
    static const WordSet verbs(
        "tenu tenue tenus tenait tiendra tient lieu deroule deroulee deroulera deroulait "
        "accueilli");
    return verbs.contains(folded);
}

std::optional<std::string> place_behind(std::string_view text, std::span<const Word> words,
                                        std::size_t verb) {
    constexpr std::size_t sight = 8;
    const std::size_t last = std::min(words.size(), verb + sight);
    for (std::size_t i = verb + 1; i + 1 < last; ++i) {
        if (!is_place_lead(text_of(text, words, i, i + 1))) continue;
        const std::string group = without_article(noun_group(text, words, i + 1, false));
        const std::vector<Word> parts = words_of(group);
        // "à destination des habitants" is no place.
        if (!parts.empty() && (parts[0].capital || is_venue(parts[0].folded))) return group;
    }
    return std::nullopt;
}

bool is_programme_heading(std::string_view line) {
    static constexpr std::array<std::string_view, 8> headings{"programme",
                                                              "programme de la journee",
                                                              "programme previsionnel",
                                                              "au programme",
                                                              "deroule",
                                                              "agenda",
                                                              "deroule de la journee",
                                                              "le programme"};
    const std::string folded(without_separators(fold(line)));
    return std::ranges::find(headings, folded) != headings.end();
}

// "Lieu : Salle des fêtes" into the field that its label names.
bool read_label(std::string_view line, Programme& programme) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon > 24) return false;
    const std::string label(trimmed(fold(line.substr(0, colon))));
    const std::string value(without_separators(line.substr(colon + 1)));
    if (value.empty()) return false;
    if (label == "lieu" || label == "ou" || label == "place" || label == "venue") {
        programme.place = value;
    } else if (label == "titre" || label == "title" || label == "evenement") {
        programme.title = value;
    } else if (label == "theme" || label == "thematique" || label == "sous-titre") {
        programme.subtitle = value;
    } else if (label.starts_with("organis")) {
        programme.organiser = value;
    } else {
        return false;
    }
    return true;
}

// "9h - 17h, Salle des fêtes", "à Saint-Aubrel": what stands behind a date.
std::string place_behind_date(std::string_view text) {
    text = trimmed(text, ",;:-–—|/.·•()\t");
    while (const auto clock = leading_clock(text)) {
        text = trimmed(text.substr(clock->length), ",;:-–—|/.·•()\t");
    }
    const std::vector<Word> words = words_of(text);
    std::size_t first = 0;
    while (first + 1 < words.size() && !words[first].capital &&
           (is_place_lead(text_of(text, words, first, first + 1)) ||
            is_article(words[first].folded))) {
        ++first;
    }
    constexpr std::size_t longest_place = 16;
    const bool named =
        first < words.size() && words.size() <= longest_place &&
        (words[first].capital || is_organisation_word(words[first].folded) || first > 0);
    return named ? std::string(without_separators(text.substr(words[first].begin))) : std::string();
}

bool begins_with_venue(std::string_view line) {
    constexpr std::size_t longest_place = 18;
    const std::vector<Word> words = words_of(line);
    std::size_t first = 0;
    while (first + 1 < words.size() && !words[first].capital &&
           is_small_word(words[first].folded)) {
        ++first;
    }
    return first < words.size() && words.size() <= longest_place && !line.ends_with('.') &&
           is_venue(words[first].folded);
}

bool names_event(std::string_view text) {
    static const WordSet event_words(kEventWords);
    return std::ranges::any_of(words_of(text),
                               [](const Word& word) { return event_words.contains(word.folded); });
}

// "Préfecture de l'Orne": whose paper this is, not what takes place.
bool is_letterhead(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    return !words.empty() && is_organisation_word(words[0].folded) && !names_event(text);
}

void set_title(std::string_view text, Programme& programme) {
    for (const std::string_view lead : {"programme de la ", "programme du ", "programme"}) {
        if (!begins_folded(text, lead)) continue;
        text = without_separators(text.substr(lead.size()));
        break;
    }
    if (const auto quoted = event_title_in(text)) {
        programme.title = *quoted;
        return;
    }
    const std::vector<Quotation> quotations = quotations_of(text);
    const bool all =
        quotations.size() == 1 && quotations[0].begin == 0 && quotations[0].end == text.size();
    programme.title = all ? quotations[0].inner : text;
}

bool read_dated_line(std::string_view line, const DatePhrase& date, Programme& programme) {
    auto dated = std::optional(date);
    if (date.year == 0) {
        const auto year = lone_year(programme.title + ' ' + std::string(line));
        dated = year ? in_year(date, *year) : std::nullopt;
    }
    if (dated && programme.date.empty()) programme.date = iso_text(*dated);
    const std::string_view before = without_end_words(line.substr(0, date.begin));
    if (!before.empty() && programme.title.empty()) {
        set_title(before, programme);
    } else if (!before.empty() && programme.place.empty() && words_of(before).size() <= 8) {
        programme.place = before;
    }
    if (programme.place.empty()) programme.place = place_behind_date(line.substr(date.end));
    return true;
}

}  // namespace

std::optional<std::string> event_title_in(std::string_view sentence) {
    static const WordSet event_words(kEventWords);
    constexpr std::size_t sight = 6;  // "journée d'étude régionale intitulée « … »"
    const std::vector<Word> words = words_of(sentence);
    for (const Quotation& quotation : quotations_of(sentence)) {
        std::size_t near = 0;
        for (std::size_t i = words.size(); i-- > 0 && near < sight;) {
            if (words[i].end > quotation.begin) continue;
            if (event_words.contains(words[i].folded)) return std::string(quotation.inner);
            ++near;
        }
    }
    return std::nullopt;
}

std::optional<std::string> organiser_in(std::string_view sentence) {
    const std::vector<Word> words = words_of(sentence);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view folded = words[i].folded;
        const bool coined = folded == "initiative" && i + 2 < words.size() &&
                            (words[i + 1].folded == "de" || words[i + 1].folded == "du");
        if (coined) return without_article(noun_group(sentence, words, i + 2));
        if (!folded.starts_with("organis") && !folded.starts_with("co-organis") &&
            !folded.starts_with("coorganis")) {
            continue;
        }
        if (folded.starts_with("organisat")) continue;  // organisation, organisateur
        if (auto subject = subject_of_organised(sentence, words, i)) return subject;
        if (auto agent = agent_of_organised(sentence, words, i)) return agent;
    }
    return std::nullopt;
}

std::optional<std::string> place_in(std::string_view sentence) {
    const std::vector<Word> words = words_of(sentence);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool organised = words[i].folded.starts_with("organise");
        if (!organised && !is_place_verb(words[i].folded)) continue;
        if (auto place = place_behind(sentence, words, i)) return place;
    }
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const bool scale = words[i].folded == "niveau" || words[i].folded == "echelle";
        if (scale && words[i + 1].folded == "de" && words[i + 2].capital) {
            return noun_group(sentence, words, i + 2);
        }
    }
    return std::nullopt;
}

bool read_header_line(std::string_view line, Programme& programme) {
    if (is_programme_heading(line)) return true;
    if (read_label(line, programme)) return true;
    if (const auto date = find_date(line); date && words_of(line).size() <= 40) {
        return read_dated_line(line, *date, programme);
    }
    constexpr std::size_t longest_title = 200;  // bytes; longer lines are sentences
    const bool letterhead = is_letterhead(programme.title) && !is_letterhead(line) &&
                            !begins_with_venue(line) && !line.ends_with('.') && !organiser_in(line);
    if (letterhead && line.size() <= longest_title) {
        if (programme.organiser.empty()) programme.organiser = programme.title;
        programme.subtitle.clear();
        programme.title.clear();
    }
    if (programme.title.empty() && line.size() <= longest_title) {
        set_title(line, programme);
        return true;
    }
    if (const auto organiser = organiser_in(line); organiser && programme.organiser.empty()) {
        programme.organiser = *organiser;
        return true;
    }
    if (programme.place.empty() && begins_with_venue(line)) {
        programme.place = without_separators(line);
        return true;
    }
    return false;
}

}  // namespace revivre::chapters::programmes
