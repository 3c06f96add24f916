#include "chapters/programme/prose.hpp"

#include <algorithm>

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
    "quant puisque car comme lorsque";

bool is_sentence_word(std::string_view raw, std::string_view folded) {
    static const WordSet kWords(kSentenceWords);
    // "à" and "où" fold to words of the list.
    return raw != "à" && raw != "ou" && kWords.contains(folded);
}

bool is_infinitive(std::string_view folded) {
    return folded.size() > 4 &&
           (folded.ends_with("er") || folded.ends_with("ir") || folded.ends_with("re"));
}

bool ends_sentence(std::string_view gap) {
    return gap.find(". ") != std::string_view::npos || gap.find("! ") != std::string_view::npos ||
           gap.find("? ") != std::string_view::npos || gap.find("… ") != std::string_view::npos ||
           gap.find(".\"") != std::string_view::npos;
}

bool is_abbreviation(const Word& word) {
    static const WordSet kWords("m. mm mme mmes mlle dr pr prof st ste etc cf art");
    return word.abbreviated || kWords.contains(word.folded);
}

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view paragraph) {
    std::vector<std::string_view> sentences;
    const std::vector<Word> words = words_of(paragraph);
    std::size_t begin = 0;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view gap = gap_before(paragraph, words, i);
        if (!words[i].capital || !ends_sentence(gap) || is_abbreviation(words[i - 1])) continue;
        const std::size_t blank = words[i - 1].end + gap.find(' ');
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
        const bool aim =
            words[i].folded == "pour" && i + 1 < words.size() && is_infinitive(words[i + 1].folded);
        const std::string_view raw = text_of(text, words, i, i + 1);
        if (dash || aim || is_sentence_word(raw, words[i].folded)) return stop;
        opened = opened || gap.find('(') != std::string_view::npos;
        // The bracket that closes was opened before the name.
        if (!opened && gap.find(')') != std::string_view::npos) return stop;
    }
    return end;
}

}  // namespace revivre::chapters::programmes
