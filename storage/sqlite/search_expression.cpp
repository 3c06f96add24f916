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
// How many words of the vocabulary stand for one that was typed. Each costs 10 to 20 µs to look up,
// and again a little at each row. Among 60,000 French words 250 at most begin with the same five
// letters, and 110 with six; whose name begins so is found without this (search_speakers.hpp).
constexpr int kOfTheOnlyWord = 64;
constexpr int kOfTheLastWord = 32;
constexpr int kOfAWholeWord = 8;  // with its plural and the like

// A sentence is looked for as it is, not with names of speakers in between.
constexpr std::size_t kMixedWords = 3;

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

using Count = std::int64_t WordCounts::*;

// What stands for one word that was typed, with the vocabulary's words when they are needed.
class Alternatives {
  public:
    Alternatives(Connection& connection, const std::string& word, int limit)
        : connection_(connection), word_(word), characters_(characters_in(word)) {
        if (characters_ + 1 <= kIndexedCharacters) return;
        known_ = words_beginning_with(connection, word, limit);
    }

    /// As a word with `sign` before it, where `count` says in how many rows it stands.
    void add(std::vector<Phrase>& phrases, std::string_view sign, Count count) {
        if (characters_ + sign.size() <= kIndexedCharacters) {
            const std::string token = std::string(sign) + word_;
            phrases.push_back({token, false, kWhole});
            phrases.push_back({token, true, kBeginning});
            rows_ += rows_beginning_with(connection_, word_).*count;
            return;
        }
        for (const KnownWord& each : known_) {
            if (each.counts.*count == 0) continue;
            phrases.push_back(
                {std::string(sign) + each.word, false, each.word == word_ ? kWhole : kBeginning});
            rows_ += each.counts.*count;
        }
    }

    [[nodiscard]] std::int64_t rows() const { return rows_; }

  private:
    Connection& connection_;
    const std::string& word_;
    std::size_t characters_;
    std::vector<KnownWord> known_;
    std::int64_t rows_ = 0;
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

bool begins_a_name(Connection& connection, const std::string& word) {
    return connection
        .integer("SELECT 1 FROM speaker_words WHERE word >= ?1 AND word < ?2 LIMIT 1", word,
                 after_all(word))
        .has_value();
}

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

Expression expression_for(Connection& connection, const Question& question, Place place,
                          bool whole_words) {
    const std::vector<std::string>& words = question.telling_words;
    if (words.empty()) return {};
    bool mixed = false;
    Writer writer;
    std::vector<Phrase> said;
    std::vector<std::int64_t> rows;
    char letter = 'a';
    for (const std::string& word : words) {
        const bool being_typed = !whole_words && &word == &words.back();
        const int last = words.size() == 1 ? kOfTheOnlyWord : kOfTheLastWord;
        Alternatives alternatives(connection, word, being_typed ? last : kOfAWholeWord);
        std::vector<Phrase> phrases;
        if (place == Place::passages) {
            alternatives.add(phrases, "", &WordCounts::spoken);
            said.insert(said.end(), phrases.begin(), phrases.end());
        }
        const bool may_name =
            words.size() > 1 && words.size() <= kMixedWords && begins_a_name(connection, word);
        if (place != Place::passages || may_name) {
            alternatives.add(phrases, "+", &WordCounts::heads);
        }
        mixed = mixed || may_name;
        if (place == Place::chapters) alternatives.add(phrases, "", &WordCounts::others);
        if (!writer.add(phrases, letter++)) return {};
        rows.push_back(alternatives.rows());
    }
    if (place == Place::passages && mixed && !writer.add(said, kNoWord)) return {};
    writer.add_filters(question.keys);
    Expression expression = std::move(writer).written();
    if (rows.size() > 1) expression.rarest = std::ranges::min(rows);
    return expression;
}

std::string filters_of(const Question& question) {
    Writer writer;
    writer.add_filters(question.keys);
    return std::move(writer).written().text;
}

}  // namespace revivre::storage::sqlite
