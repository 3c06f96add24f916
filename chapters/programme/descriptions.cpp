#include "chapters/programme/descriptions.hpp"

#include <cstddef>
#include <vector>

#include "chapters/programme/vocabulary.hpp"
#include "chapters/programme/words.hpp"

namespace revivre::chapters::programmes {
namespace {

struct Piece {
    std::string_view text;
    bool bracketed = false;
};

// The delimiter that `text` holds at `at`, its length; 0 for none. A bracket inside a word
// ("chargé(e)") parts nothing.
std::size_t delimiter_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    const bool blank_before = at == 0 || text[at - 1] == ' ';
    if (c == ',' || c == ';') return 1;
    if (c == '(') return blank_before ? 1 : 0;
    for (const std::string_view dash : {"-", "–", "—"}) {
        const std::size_t behind = at + dash.size();
        if (text.substr(at).starts_with(dash) && blank_before &&
            (behind == text.size() || text[behind] == ' ')) {
            return dash.size();
        }
    }
    return 0;
}

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    std::size_t begin = 0;
    bool bracketed = false;
    const auto close = [&](std::size_t end) {
        const std::string_view piece = without_separators(text.substr(begin, end - begin));
        if (!piece.empty()) pieces.push_back({piece, bracketed});
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool closing = bracketed && text[at] == ')';
        const std::size_t length = closing ? 1 : delimiter_at(text, at);
        if (length == 0) continue;
        close(at);
        bracketed = text[at] == '(' || (bracketed && !closing);
        begin = at + length;
        at = begin - 1;
    }
    close(text.size());
    return pieces;
}

bool is_article(std::string_view folded) {
    return folded == "le" || folded == "la" || folded == "l" || folded == "les" || folded == "un" ||
           folded == "une" || folded == "the";
}

bool is_of(std::string_view folded) {
    return folded == "de" || folded == "du" || folded == "des" || folded == "d" ||
           folded == "pour" || folded == "from" || folded == "of";
}

// What a piece says by its first words.
struct Head {
    std::size_t word = 0;  ///< the first that is neither article nor "de"
    bool of = false;
    bool function = false;
    bool proper = false;  ///< a capital, or a word for an organisation
    bool small = false;   ///< begins with a small word that goes on with what stood before
};

Head head_of(const std::vector<Word>& words) {
    Head head;
    while (head.word + 1 < words.size() && !words[head.word].capital &&
           (is_article(words[head.word].folded) || is_of(words[head.word].folded))) {
        head.of = head.of || is_of(words[head.word].folded);
        ++head.word;
    }
    if (words.empty()) return head;
    const Word& first = words[head.word];
    // "Ville de …" is an organisation even where a function word looks like it.
    head.function = is_function_word(first.folded) && !head.of;
    head.proper = first.capital || first.upper || is_organisation_word(first.folded);
    head.small = !words[0].capital && is_small_word(words[0].folded) &&
                 !(is_article(words[0].folded) && head.proper);
    return head;
}

class DescriptionBuilder {
  public:
    void add(const Piece& piece) {
        if (const auto role = role_named(piece.text)) {
            description_.role = role;
            if (*role != Role::speaker) return;
        }
        const std::vector<Word> words = words_of(piece.text);
        if (words.empty()) return;
        const Head head = head_of(words);
        if (nothing_yet()) {
            add_first(piece, words, head);
        } else if (head.function) {
            append(description_.organisation.empty() ? description_.function : *last_, piece);
        } else if (head.small || (!head.proper && description_.organisation.empty())) {
            append(*last_, piece);
        } else {
            append_organisation(piece);
        }
    }

    Description take() {
        if (description_.organisation.empty()) part_employer();
        return std::move(description_);
    }

  private:
    bool nothing_yet() const {
        return description_.function.empty() && description_.organisation.empty();
    }

    void add_first(const Piece& piece, const std::vector<Word>& words, const Head& head) {
        last_ = &description_.function;
        if (!head.function && head.proper) {
            last_ = &description_.organisation;
            const std::size_t from = head.of || words[head.word].begin == 0 ? head.word : 0;
            *last_ = piece.text.substr(words[from].begin);
            return;
        }
        const std::size_t from = head.function ? head.word : 0;
        *last_ = piece.text.substr(words[from].begin);
    }

    void append_organisation(const Piece& piece) {
        last_ = &description_.organisation;
        append(description_.organisation, piece);
    }

    static void append(std::string& to, const Piece& piece) {
        if (to.empty()) {
            to = piece.text;
        } else if (piece.bracketed) {
            to.append(" (").append(piece.text).append(")");
        } else {
            to.append(", ").append(piece.text);
        }
    }

    // "professeure de droit à l'Université de Brême": one works at an institution.
    void part_employer() {
        const std::string text = description_.function;
        const std::vector<Word> words = words_of(text);
        for (std::size_t i = 1; i + 1 < words.size(); ++i) {
            const std::string_view raw = text_of(text, words, i, i + 1);
            if (raw != "à" && raw != "au" && raw != "aux" && raw != "chez") continue;
            std::size_t at = i + 1;
            while (at + 1 < words.size() && is_article(words[at].folded)) ++at;
            const bool acronym = words[at].upper && words[at].end - words[at].begin >= 3;
            if (!acronym && !(words[at].capital && is_employer_word(words[at].folded))) continue;
            description_.organisation = text.substr(words[at].begin);
            description_.function = text_of(text, words, 0, i);
            return;
        }
    }

    Description description_;
    std::string* last_ = &description_.function;
};

std::string singular(std::string_view word) {
    if (word.ends_with("aux")) return std::string(word.substr(0, word.size() - 3)) + "al(e)";
    word.remove_suffix(1);
    const bool either = word.ends_with("é") || word.ends_with("u") || word.ends_with("nt");
    if (word.ends_with("ller")) return std::string(word) + "(ère)";
    return std::string(word) + (either ? "(e)" : "");
}

}  // namespace

Description description_of(std::string_view text) {
    DescriptionBuilder builder;
    for (const Piece& piece : pieces_of(text)) builder.add(piece);
    return builder.take();
}

std::string function_for_one(std::string_view plural) {
    const std::vector<Word> words = words_of(plural);
    std::string one;
    std::size_t done = 0;
    for (const Word& word : words) {
        // The head and its adjectives agree; what a preposition adds does not.
        if (!word.folded.ends_with('s') && !word.folded.ends_with("aux")) break;
        if (is_small_word(word.folded)) break;
        one += plural.substr(done, word.begin - done);
        one += singular(plural.substr(word.begin, word.end - word.begin));
        done = word.end;
    }
    return one.append(plural.substr(done));
}

}  // namespace revivre::chapters::programmes
