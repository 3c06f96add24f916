#include "storage/sqlite/suggestion.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "chapters/text/spelling.hpp"
#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr int kRowsOfAForm = 60;             // words that share a form: mostly a few
constexpr std::size_t kComparedWords = 600;  // of all forms, some 0.5 µs each
constexpr std::size_t kAlternatives = 3;     // of one word
constexpr int kTries = 6;
constexpr std::size_t kReplacedWords = 2;  // unknown ones; who mistypes more is not understood
constexpr std::size_t kKnownWords = 3;     // beyond, there are too many words to doubt

struct Alternative {
    std::string word;
    std::string shown;
    int edits = 0;
    bool same_beginning = false;  // people seldom mistake the first letter
    std::int64_t rows = 0;
};

bool better(const Alternative& a, const Alternative& b) {
    return std::tuple(a.edits, !a.same_beginning, -a.rows, a.word) <
           std::tuple(b.edits, !b.same_beginning, -b.rows, b.word);
}

std::optional<Alternative> alternative(Connection& connection, const std::string& word,
                                       const std::string& candidate) {
    const int edits = chapters::edits_between(word, candidate, chapters::allowed_edits(word));
    if (edits == 0 || edits > chapters::allowed_edits(word)) return std::nullopt;
    Statement row = connection.query("SELECT shown, heads FROM words WHERE word = ?1", candidate);
    if (!row.next()) return std::nullopt;
    return Alternative{.word = candidate,
                       .shown = row.text(0),
                       .edits = edits,
                       .same_beginning = candidate.front() == word.front(),
                       .rows = row.integer(1)};
}

std::vector<Alternative> alternatives_for(Connection& connection, const std::string& word) {
    std::map<std::string, bool> seen;
    std::vector<Alternative> found;
    for (const std::int64_t form : chapters::deletion_forms(word)) {
        Statement rows = connection.query("SELECT word FROM spellings WHERE form = ?1 LIMIT ?2",
                                          form, kRowsOfAForm);
        while (seen.size() < kComparedWords && rows.next()) {
            const std::string candidate = rows.text(0);
            if (!seen.emplace(candidate, true).second) continue;
            if (auto made = alternative(connection, word, candidate)) {
                found.push_back(std::move(*made));
            }
        }
    }
    std::ranges::sort(found, better);
    found.resize(std::min(found.size(), kAlternatives));
    return found;
}

// As it is written in names and titles, when it is a word of them.
std::string as_written(Connection& connection, const std::string& word) {
    Statement row = connection.query("SELECT shown FROM words WHERE word = ?1 AND heads > 0", word);
    return row.next() ? row.text(0) : word;
}

bool is_known(Connection& connection, const std::string& word) {
    return connection
        .integer("SELECT 1 FROM words WHERE word >= ?1 AND word < ?2", word, after_all(word))
        .has_value();
}

// Tries replacements, nearest first: each unknown word must be replaced, a known one may be.
class Trying {
  public:
    Trying(Connection& connection, const std::vector<std::string>& words,
           const std::function<bool(const std::vector<std::string>&)>& finds)
        : finds_(finds), words_(words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!is_known(connection, words[i])) unknown_.push_back(i);
        }
        const bool hopeless =
            unknown_.empty() ? words.size() > kKnownWords : unknown_.size() > kReplacedWords;
        for (std::size_t i = 0; i < words.size() && !hopeless; ++i) {
            shown_.push_back(as_written(connection, words[i]));
            alternatives_.push_back(alternatives_for(connection, words[i]));
        }
    }

    std::string result() {
        if (alternatives_.empty()) return "";
        if (!unknown_.empty()) return try_unknown(0) ? text() : "";
        // All known, yet nowhere together: one of them is another word that exists too.
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (try_word(i, [&] { return finds(); })) return text();
        }
        return "";
    }

  private:
    [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(shown_, " ")); }

    bool finds() { return tries_++ < kTries && finds_(words_); }

    template <typename Next>
    bool try_word(std::size_t at, Next next) {
        const std::string asked = words_[at];
        const std::string asked_as = shown_[at];
        for (const Alternative& each : alternatives_[at]) {
            words_[at] = each.word;
            shown_[at] = each.shown;
            if (next()) return true;
        }
        words_[at] = asked;
        shown_[at] = asked_as;
        return false;
    }

    bool try_unknown(std::size_t number) {
        if (number == unknown_.size()) return finds();
        return try_word(unknown_[number], [&] { return try_unknown(number + 1); });
    }

    const std::function<bool(const std::vector<std::string>&)>& finds_;
    std::vector<std::string> words_;
    std::vector<std::string> shown_;
    std::vector<std::vector<Alternative>> alternatives_;
    std::vector<std::size_t> unknown_;
    int tries_ = 0;
};

}  // namespace

std::string suggestion_for(
    Connection& connection, const std::vector<std::string>& words,
    const std::function<bool(const std::vector<std::string>& words)>& finds) {
    if (words.empty()) return {};
    return Trying(connection, words, finds).result();
}

}  // namespace revivre::storage::sqlite
