#include "storage/sqlite/vocabulary.hpp"

#include <set>

#include "chapters/text/spelling.hpp"

namespace revivre::storage::sqlite {
namespace {

// "Le Foll" is also typed "lefoll", "Jean-Marc de l'Isle" "delisle".
constexpr std::size_t kJoinedWords = 3;

// The word, which none is, whose row counts all rows.
constexpr std::string_view kAllRows;

// Words that are counted of one beginning, some 0.2 µs each.
constexpr int kCountedWords = 600;

std::vector<std::string_view> tokens_of(std::string_view text) {
    std::vector<std::string_view> tokens;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) tokens.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tokens;
}

std::string_view without_sign(std::string_view token) {
    return token.starts_with('+') || token.starts_with('=') ? token.substr(1) : token;
}

using Tokens = std::set<std::string_view>;

void collect(Tokens& tokens, std::string_view text) {
    for (const std::string_view token : tokens_of(text)) {
        if (token != "/" && token != "|") tokens.insert(without_sign(token));
    }
}

// One name of a speaker: its words, and neighbours of it written as one.
void add_name(std::set<std::string>& words, const std::vector<std::string_view>& name) {
    for (std::size_t first = 0; first < name.size(); ++first) {
        std::string joined;
        for (std::size_t i = first; i < std::min(first + kJoinedWords, name.size()); ++i) {
            joined += without_sign(name[i]);
            words.insert(joined);
        }
    }
}

// The names of a chapter's speakers, each with the words of all its forms; see SearchRow::names.
std::vector<std::set<std::string>> words_of_speakers(std::string_view names) {
    std::vector<std::set<std::string>> speakers(1);
    std::vector<std::string_view> name;
    for (const std::string_view token : tokens_of(names)) {
        if (token != "/" && token != "|") {
            name.push_back(token);
            continue;
        }
        add_name(speakers.back(), name);
        name.clear();
        if (token == "/") speakers.emplace_back();
    }
    add_name(speakers.back(), name);
    return speakers;
}

void count_speakers(Vocabulary& vocabulary, const SearchRow& row) {
    if (row.names.empty()) return;
    std::vector<std::string_view> keys;
    for (const std::string_view key : tokens_of(row.keys)) {
        if (key.starts_with("=per") || key.starts_with("=@")) keys.push_back(without_sign(key));
    }
    const auto speakers = words_of_speakers(row.names);
    for (std::size_t i = 0; i < std::min(keys.size(), speakers.size()); ++i) {
        for (const std::string& word : speakers[i]) {
            ++vocabulary.speakers[{word, std::string(keys[i])}];
        }
    }
}

void count_chapter(Vocabulary& vocabulary, const SearchRow& row) {
    Tokens heads;
    collect(heads, row.title);
    collect(heads, row.names);
    for (const std::string_view word : heads) ++vocabulary.words[std::string(word)].heads;
    Tokens others;
    collect(others, row.functions);
    collect(others, row.session);
    collect(others, row.summary);
    for (const std::string_view word : others) ++vocabulary.words[std::string(word)].others;
    count_speakers(vocabulary, row);
}

void add_forms(Connection& connection, const std::string& word) {
    for (const std::int64_t form : chapters::deletion_forms(word)) {
        connection.run("INSERT OR IGNORE INTO spellings (form, word) VALUES (?1, ?2)", form, word);
    }
}

void remove_forms(Connection& connection, const std::string& word) {
    for (const std::int64_t form : chapters::deletion_forms(word)) {
        connection.run("DELETE FROM spellings WHERE form = ?1 AND word = ?2", form, word);
    }
}

void add_word(Connection& connection, const std::string& word, const WordCounts& counts,
              const Spellings& shown) {
    const auto spelling = shown.find(word);
    const auto heads = connection.integer(
        "INSERT INTO words (word, shown, heads, others, spoken) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (word) DO UPDATE SET heads = heads + excluded.heads, "
        "others = others + excluded.others, spoken = spoken + excluded.spoken RETURNING heads",
        word, spelling == shown.end() ? word : spelling->second, counts.heads, counts.others,
        counts.spoken);
    if (counts.heads > 0 && heads == counts.heads) add_forms(connection, word);
}

void subtract_word(Connection& connection, const std::string& word, const WordCounts& counts) {
    connection.run(
        "UPDATE words SET heads = heads - ?2, others = others - ?3, spoken = spoken - ?4 "
        "WHERE word = ?1",
        word, counts.heads, counts.others, counts.spoken);
    const auto heads = connection.integer("SELECT heads FROM words WHERE word = ?1", word);
    if (counts.heads > 0 && heads.value_or(0) == 0) remove_forms(connection, word);
    connection.run("DELETE FROM words WHERE word = ?1 AND heads + others + spoken = 0", word);
}

}  // namespace

void count_words(Vocabulary& vocabulary, const SearchRows& rows) {
    WordCounts& all = vocabulary.words[std::string(kAllRows)];
    all.heads += static_cast<std::int64_t>(rows.chapters.size());
    all.spoken += static_cast<std::int64_t>(rows.passages.size());
    all.others += 1;
    for (const SearchRow& row : rows.chapters) count_chapter(vocabulary, row);
    for (const PassageRow& row : rows.passages) {
        Tokens words;
        collect(words, row.words);
        for (const std::string_view word : words) ++vocabulary.words[std::string(word)].spoken;
    }
}

void add_vocabulary(Connection& connection, const Vocabulary& vocabulary, const Spellings& shown) {
    for (const auto& [word, counts] : vocabulary.words) add_word(connection, word, counts, shown);
    for (const auto& [named, chapters] : vocabulary.speakers) {
        connection.run(
            "INSERT INTO speaker_words (word, speaker, chapters) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (word, speaker) DO UPDATE SET chapters = chapters + excluded.chapters",
            named.first, named.second, chapters);
    }
}

void subtract_vocabulary(Connection& connection, const Vocabulary& vocabulary) {
    for (const auto& [word, counts] : vocabulary.words) subtract_word(connection, word, counts);
    for (const auto& [named, chapters] : vocabulary.speakers) {
        connection.run(
            "UPDATE speaker_words SET chapters = chapters - ?3 WHERE word = ?1 AND speaker = ?2",
            named.first, named.second, chapters);
        connection.run(
            "DELETE FROM speaker_words WHERE word = ?1 AND speaker = ?2 AND chapters = 0",
            named.first, named.second);
    }
}

Vocabulary stored_vocabulary(Connection& connection) {
    Vocabulary stored;
    Statement words = connection.query("SELECT word, heads, others, spoken FROM words");
    while (words.next()) {
        stored.words[words.text(0)] = {words.integer(1), words.integer(2), words.integer(3)};
    }
    Statement speakers = connection.query("SELECT word, speaker, chapters FROM speaker_words");
    while (speakers.next()) {
        stored.speakers[{speakers.text(0), speakers.text(1)}] = speakers.integer(2);
    }
    return stored;
}

std::vector<KnownWord> words_beginning_with(Connection& connection, const std::string& beginning,
                                            int limit) {
    std::vector<KnownWord> known;
    Statement rows = connection.query(
        "SELECT word, heads, others, spoken FROM words WHERE word >= ?1 AND word < ?2 "
        "ORDER BY word = ?1 DESC, heads + others + spoken DESC, word LIMIT ?3",
        beginning, after_all(beginning), limit);
    while (rows.next()) {
        known.push_back(
            {.word = rows.text(0), .counts = {rows.integer(1), rows.integer(2), rows.integer(3)}});
    }
    return known;
}

WordCounts rows_beginning_with(Connection& connection, const std::string& beginning) {
    Statement row = connection.query(
        "SELECT sum(heads), sum(others), sum(spoken), count(*) FROM (SELECT heads, others, spoken "
        "FROM words WHERE word >= ?1 AND word < ?2 LIMIT ?3)",
        beginning, after_all(beginning), kCountedWords);
    if (!row.next()) return {};
    const WordCounts counted{row.integer(0), row.integer(1), row.integer(2)};
    if (row.integer(3) < kCountedWords) return counted;
    const WordCounts all = all_rows(connection);
    return {all.heads, all.heads, all.spoken};
}

WordCounts all_rows(Connection& connection) {
    Statement row =
        connection.query("SELECT heads, others, spoken FROM words WHERE word = ?1", kAllRows);
    if (!row.next()) return {};
    return {row.integer(0), row.integer(1), row.integer(2)};
}

std::string after_all(std::string beginning) {
    // No UTF-8 text holds the byte 0xFF.
    return std::move(beginning) + '\xFF';
}

}  // namespace revivre::storage::sqlite
