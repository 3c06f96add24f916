#include "chapters/programme/told_sessions.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/word_set.hpp"
#include "chapters/programme/words.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {
namespace {

bool is_number(std::string_view folded) {
    static const WordSet numbers("deux trois quatre cinq six sept huit plusieurs 2 3 4 5 6 7 8");
    return numbers.contains(folded);
}

bool is_part_word(std::string_view folded) {
    static const WordSet part_words(
        "temps parties sequences sessions volets moments etapes actes axes ateliers rencontres "
        "interventions tables conferences plenieres");
    return part_words.contains(folded);
}

// A word for what is told and how it goes on: "table ronde", "conférence".
std::size_t session_noun_length(std::span<const Word> words, std::size_t i) {
    static const WordSet nouns("conference pleniere atelier debat seance keynote allocution");
    if (words[i].folded == "table" && i + 1 < words.size() && words[i + 1].folded == "ronde")
        return 2;
    return nouns.contains(words[i].folded) ? 1 : 0;
}

bool tells(std::string_view folded) {
    static const WordSet verbs(
        "reuni reunissait rassemble rassemblait conclu cloture clos ouvert permis suivi tenue tenu "
        "anime animee propose associe associait reunit ete debattu echange");
    return verbs.contains(folded);
}

// "en clôture" -> " de clôture"
std::string_view position_of(std::string_view sentence) {
    for (const std::string_view lead :
         {"en cloture", "pour conclure", "en conclusion", "pour clore"}) {
        if (begins_folded(sentence, lead)) return " de clôture";
    }
    for (const std::string_view lead : {"en ouverture", "en introduction", "pour ouvrir"}) {
        if (begins_folded(sentence, lead)) return " d'ouverture";
    }
    return "";
}

std::string part_in(std::string_view sentence, std::span<const Word> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view folded = words[i].folded;
        if (folded == "matin" || folded == "matinee" || folded == "apres-midi") {
            return lower_case(text_of(sentence, words, i, i + 1));
        }
    }
    return {};
}

std::vector<std::string> telling_words(std::string_view text) {
    std::vector<std::string> telling;
    for (std::string& word : folded_words(text)) {
        // Short words are everywhere; the first letters bear inflection out: "regard", "regards".
        constexpr std::size_t shortest = 6;
        if (word.size() < shortest || is_small_word(word)) continue;
        word.resize(shortest);
        telling.push_back(std::move(word));
    }
    return telling;
}

std::size_t shared_words(std::string_view a, std::string_view b) {
    const std::vector<std::string> others = telling_words(b);
    std::vector<std::string> words = telling_words(a);
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return static_cast<std::size_t>(std::ranges::count_if(words, [&](const std::string& word) {
        return std::ranges::find(others, word) != others.end();
    }));
}

}  // namespace

bool announces_parts(std::string_view paragraph) {
    const std::vector<Word> words = words_of(paragraph);
    if (words.empty()) return false;
    // Only the end of the paragraph leads to the list.
    const std::size_t first = words.size() > 12 ? words.size() - 12 : 0;
    for (std::size_t i = first; i < words.size(); ++i) {
        const bool counted =
            is_part_word(words[i].folded) && i > 0 && is_number(words[i - 1].folded);
        if (counted) return true;
        if (words[i].folded == "programme" && trimmed(paragraph).ends_with(':')) return true;
    }
    return false;
}

std::optional<ProgrammeSession> told_session(std::string_view sentence) {
    static const WordSet article_words(
        "une un la l le cette premiere seconde derniere deuxieme grande");
    // What comes later in a sentence is spoken of, not told.
    constexpr std::size_t sight = 10;
    const std::vector<Word> words = words_of(sentence);
    for (std::size_t i = 1; i < words.size() && i < sight; ++i) {
        const std::size_t length = session_noun_length(words, i);
        if (length == 0 || !article_words.contains(words[i - 1].folded)) continue;
        const auto told =
            std::ranges::find_if(words.begin() + static_cast<std::ptrdiff_t>(i), words.end(),
                                 [](const Word& word) { return tells(word.folded); });
        if (told == words.end()) continue;
        ProgrammeSession session;
        // "la seconde table ronde" is another than the first.
        static const WordSet ordinals("premiere seconde deuxieme troisieme derniere");
        const std::size_t first = ordinals.contains(words[i - 1].folded) ? i - 1 : i;
        session.title = with_capital(text_of(sentence, words, first, i + length));
        session.title += position_of(sentence);
        const auto quotations = quotations_of(sentence);
        if (!quotations.empty() && quotations[0].begin < told->begin) {
            session.title += " « " + std::string(quotations[0].inner) + " »";
        }
        session.part = part_in(sentence, words);
        return session;
    }
    return std::nullopt;
}

SessionKind told_kind(const ProgrammeSession& session) {
    return session_kind_in(session.title).value_or(SessionKind::talks);
}

std::optional<std::size_t> session_about(std::string_view heading,
                                         std::span<const ProgrammeSession> sessions) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    bool alone = false;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const std::size_t shared = shared_words(heading, sessions[i].title);
        if (shared < most || shared == 0) continue;
        alone = shared > most;
        most = shared;
        best = i;
    }
    return alone ? best : std::nullopt;
}

std::optional<std::string> hosts_in(std::string_view sentence) {
    const std::vector<Word> words = words_of(sentence);
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const bool hosted = words[i].folded.starts_with("anime") && words[i + 1].folded == "par";
        if (!hosted) continue;
        std::size_t last = i + 3;
        while (last < words.size() && words[last].adjacent) ++last;
        return std::string(text_of(sentence, words, i + 2, last));
    }
    return std::nullopt;
}

}  // namespace revivre::chapters::programmes
