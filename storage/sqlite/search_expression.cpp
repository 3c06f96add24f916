#include "storage/sqlite/search_expression.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "chapters/text/fold.hpp"
#include "storage/ids.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

// What one query may cost. A question of eight words is a sentence; the longest French words in use
// have 25 letters; and nobody types 4 KiB into a search box.
constexpr std::size_t kWordLimit = 8;
constexpr std::size_t kWordCharacters = 40;
constexpr std::size_t kTextLimit = 4096;

constexpr std::size_t kIndexedCharacters = 5;  // the longest prefix of migrations/0005
// Of all words together: among 60,000 French words, 250 at most begin with the same five letters
// and 110 with six. Each costs a look-up, some 10 µs.
constexpr std::size_t kExpansionLimit = 128;

// How well a phrase stands for the word that was typed, in ninths.
constexpr char kWhole = '9';
constexpr char kBeginning = '6';
constexpr char kFilter = '0';
constexpr char kNoWord = 'z';

// Articles, prepositions and conjunctions of French and English, folded: in most rows, and people
// leave them out or put in others.
constexpr std::array<std::string_view, 53> kCommonWords{
    "a",  "an",   "and", "au",  "aux", "avec", "by",  "c",    "ce",  "ces",  "cette",
    "d",  "dans", "de",  "des", "du",  "elle", "en",  "est",  "et",  "for",  "from",
    "il", "in",   "is",  "j",   "je",  "l",    "la",  "le",   "les", "leur", "n",
    "ne", "of",   "on",  "or",  "ou",  "par",  "pas", "pour", "qu",  "que",  "qui",
    "s",  "se",   "sur", "the", "to",  "un",   "une", "with", "y"};

static_assert(std::ranges::is_sorted(kCommonWords));

bool is_common(std::string_view word) {
    return std::ranges::binary_search(kCommonWords, word);
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // RFC 3629, section 3
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

// At most `count` code points.
std::string_view first_characters(std::string_view text, std::size_t count) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (begins_character(text[i]) && count-- == 0) return text.substr(0, i);
    }
    return text;
}

bool is_known_kind(std::string_view id) {
    return is_id("per_", id) || is_id("ses_", id) || is_id("evt_", id);
}

struct Phrase {
    std::string token;
    bool beginning = false;
    char quality = kWhole;
};

// What stands for one word that was typed, with the vocabulary's words when they are needed.
class Alternatives {
  public:
    Alternatives(Connection& connection, const std::string& word, std::size_t limit)
        : word_(word), characters_(characters_in(word)) {
        if (characters_ + 1 <= kIndexedCharacters) return;
        known_ = words_beginning_with(connection, word, static_cast<int>(limit));
    }

    /// As a word with `sign` before it; `counts` says whether a word of the vocabulary is there.
    template <typename Counts>
    void add(std::vector<Phrase>& phrases, std::string_view sign, Counts counts) const {
        if (characters_ + sign.size() <= kIndexedCharacters) {
            const std::string token = std::string(sign) + word_;
            phrases.push_back({token, false, kWhole});
            phrases.push_back({token, true, kBeginning});
            return;
        }
        for (const KnownWord& each : known_) {
            if (counts(each.counts) == 0) continue;
            phrases.push_back(
                {std::string(sign) + each.word, false, each.word == word_ ? kWhole : kBeginning});
        }
    }

    void add_heads(std::vector<Phrase>& phrases) const {
        add(phrases, "+", [](const WordCounts& counts) { return counts.heads; });
    }
    void add_others(std::vector<Phrase>& phrases) const {
        add(phrases, "", [](const WordCounts& counts) { return counts.others; });
    }
    void add_spoken(std::vector<Phrase>& phrases) const {
        add(phrases, "", [](const WordCounts& counts) { return counts.spoken; });
    }

  private:
    std::string word_;
    std::size_t characters_;
    std::vector<KnownWord> known_;
};

class Writer {
  public:
    /// False when there is no phrase: then nothing can match.
    bool add(const std::vector<Phrase>& phrases, char word) {
        if (phrases.empty()) return false;
        if (!expression_.text.empty()) expression_.text += " AND ";
        expression_.text += '(';
        for (const Phrase& each : phrases) {
            if (expression_.text.back() != '(') expression_.text += " OR ";
            // A string of FTS5 (sqlite.org/fts5.html, section 3.1): tokens hold no quote.
            expression_.text += fmt::format("\"{}\"{}", each.token, each.beginning ? "*" : "");
            expression_.layout += word;
            expression_.layout += word == kNoWord ? kFilter : each.quality;
        }
        expression_.text += ')';
        return true;
    }

    void add_filters(const std::vector<std::string>& keys) {
        for (const std::string& key : keys) add({{key, false, kFilter}}, kNoWord);
    }

    [[nodiscard]] Expression written() && { return std::move(expression_); }

  private:
    Expression expression_;
};

}  // namespace

Question question_of(const SearchQuery& query) {
    Question question;
    const std::string_view text = std::string_view(query.text).substr(0, kTextLimit);
    for (const std::string& word : chapters::folded_words(text)) {
        if (question.words.size() == kWordLimit) break;
        question.words.emplace_back(first_characters(word, kWordCharacters));
    }
    std::ranges::remove_copy_if(question.words, std::back_inserter(question.telling_words),
                                is_common);
    if (question.telling_words.empty()) question.telling_words = question.words;
    for (const std::string& id : {query.person, query.session, query.event}) {
        if (id.empty()) continue;
        if (!is_known_kind(id)) question.possible = false;
        question.keys.push_back(search_key(id));
    }
    return question;
}

Expression expression_for(Connection& connection, const Question& question, Place place) {
    const std::vector<std::string>& words = question.telling_words;
    if (words.empty()) return {};
    Writer writer;
    std::vector<Phrase> said;
    char letter = 'a';
    for (const std::string& word : words) {
        const Alternatives alternatives(connection, word, kExpansionLimit / words.size());
        std::vector<Phrase> phrases;
        if (place == Place::passages) {
            alternatives.add_spoken(phrases);
            said.insert(said.end(), phrases.begin(), phrases.end());
            if (words.size() > 1) alternatives.add_heads(phrases);
        } else {
            alternatives.add_heads(phrases);
            if (place == Place::chapters) alternatives.add_others(phrases);
        }
        if (!writer.add(phrases, letter++)) return {};
    }
    if (place == Place::passages && words.size() > 1 && !writer.add(said, kNoWord)) return {};
    writer.add_filters(question.keys);
    return std::move(writer).written();
}

std::string filters_of(const Question& question) {
    Writer writer;
    writer.add_filters(question.keys);
    return std::move(writer).written().text;
}

}  // namespace revivre::storage::sqlite
