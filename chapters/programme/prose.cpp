#include "chapters/programme/prose.hpp"

#include <algorithm>
#include <span>

#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/word_set.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

// Verbs and links that no function holds.
constexpr std::string_view kSentenceWords =
    "a ont est sont etait etaient sera seront fut furent avait avaient aura auront qui dont afin "
    "autour lors ainsi pendant durant avant apres depuis ensuite mais ou que lequel laquelle "
    "souligne soulignent rappelle rappellent explique expliquent declare presente presentent "
    "presentera presenteront ouvre ouvrent conclut concluent anime animera intervient interviendra "
    "interviendront estime affirme indique precise ajoute propose evoque insiste salue se s "
    "quant puisque car comme lorsque reuni reunit rassemble rassemblait accueillait animait";

bool is_sentence_word(std::string_view raw, std::string_view folded) {
    static const WordSet word_set(kSentenceWords);
    // Imperfects: "réunissait", "étaient". Functions have no such endings.
    if (folded.ends_with("aient") || folded.ends_with("ssait")) return true;
    // "à" and "où" fold to words of the list.
    return raw != "à" && raw != "ou" && word_set.contains(folded);
}

bool is_infinitive(std::string_view folded) {
    return folded.size() > 4 &&
           (folded.ends_with("er") || folded.ends_with("ir") || folded.ends_with("re"));
}

// Where in a gap between words a sentence ends, behind its mark and the quotation that it closes;
// 0 when none does.
std::size_t sentence_end(std::string_view gap) {
    for (const std::string_view mark : {".", "!", "?", "…"}) {
        const std::size_t at = gap.find(mark);
        if (at == std::string_view::npos) continue;
        std::size_t end = at + mark.size();
        for (const std::string_view closing : {" »", "»", "”", "\""}) {
            if (!gap.substr(end).starts_with(closing)) continue;
            end += closing.size();
            break;
        }
        if (end < gap.size() && gap[end] == ' ') return end;
    }
    return 0;
}

bool is_abbreviation(const Word& word) {
    static const WordSet word_set("m. mm mme mmes mlle dr pr prof st ste etc cf art");
    return word.abbreviated || word_set.contains(word.folded);
}

// "…, maire adjointe, la première séquence a …": an article behind a comma opens the clause that
// the name stands beside, unless a function or an organisation follows.
bool begins_clause(std::string_view text, std::span<const Word> words, std::size_t i) {
    static const WordSet articles("le la les l un une des cette ce");
    if (i == 0 || i + 1 >= words.size() || words[i].capital) return false;
    if (!articles.contains(words[i].folded) || trimmed(gap_before(text, words, i)) != ",") {
        return false;
    }
    const Word& noun = words[i + 1];
    // "la première adjointe" is a function, "la première séquence" is none.
    const bool ordinal = noun.folded.starts_with("premi") && i + 2 < words.size() &&
                         !is_function_word(words[i + 2].folded);
    const bool function = is_function_word(noun.folded) && !ordinal;
    return !noun.capital && !function && !is_organisation_word(noun.folded);
}

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view paragraph) {
    std::vector<std::string_view> sentences;
    const std::vector<Word> words = words_of(paragraph);
    std::size_t begin = 0;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view gap = gap_before(paragraph, words, i);
        const std::size_t end = words[i].capital ? sentence_end(gap) : 0;
        if (end == 0 || is_abbreviation(words[i - 1])) continue;
        const std::size_t blank = words[i - 1].end + end;
        sentences.push_back(trimmed(paragraph.substr(begin, blank - begin)));
        begin = blank;
    }
    sentences.push_back(trimmed(paragraph.substr(begin)));
    return sentences;
}

std::size_t description_end_in_list(std::string_view text) {
    std::size_t end = text.size();
    if (const auto quotations = quotations_of(text); !quotations.empty()) {
        end = quotations.front().begin;
    }
    const std::string_view first = sentences_of(text.substr(0, end)).front();
    if (first.empty()) return end;
    return static_cast<std::size_t>(first.data() + first.size() - text.data());
}

std::size_t description_end_in_prose(std::string_view text) {
    const std::size_t end = description_end_in_list(text);
    const std::vector<Word> words = words_of(text.substr(0, end));
    bool opened = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view gap = gap_before(text, words, i);
        const std::size_t stop = i == 0 ? 0 : words[i - 1].end;
        const bool dash = i > 0 && (gap.find(" –") != std::string_view::npos ||
                                    gap.find(" —") != std::string_view::npos ||
                                    gap.find(" - ") != std::string_view::npos);
        const bool leads =
            words[i].folded == "pour" || (words[i].folded == "de" && trimmed(gap) == ",");
        const bool aim = leads && i + 1 < words.size() && !words[i + 1].capital &&
                         is_infinitive(words[i + 1].folded);
        const std::string_view raw = text_of(text, words, i, i + 1);
        if (begins_clause(text, words, i)) return stop;
        if (dash || aim || is_sentence_word(raw, words[i].folded)) return stop;
        opened = opened || gap.find('(') != std::string_view::npos;
        // The bracket that closes was opened before the name.
        if (!opened && gap.find(')') != std::string_view::npos) return stop;
    }
    return end;
}

}  // namespace revivre::chapters::programmes
