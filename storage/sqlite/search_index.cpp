#include "storage/sqlite/search_index.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "chapters/json.hpp"
#include "chapters/passages.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text_track.hpp"
#include "storage/sqlite/redaction.hpp"
#include "storage/sqlite/stored_json.hpp"
#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

using chapters::Time;

// Bytes. No French word has more than 30 letters; longer ones are addresses and noise.
constexpr std::size_t kLongestWord = 60;
constexpr std::string_view kHead = "+";  // before words of titles and names
constexpr RowKey kMostRows = 1048576;    // of a revision, see row_key

// Tokens of texts, and on the way how their words are written.
class Tokens {
  public:
    explicit Tokens(Spellings* shown) : shown_(shown) {}

    void add(std::string& tokens, std::string_view text, std::string_view sign = "") {
        for (const std::string& word : chapters::folded_words(text)) {
            if (word.size() > kLongestWord) continue;
            if (!tokens.empty()) tokens += ' ';
            tokens += sign;
            tokens += word;
        }
        if (shown_ == nullptr) return;
        for (const chapters::WordPlace& place : chapters::word_places(text)) {
            if (place.folded.empty()) continue;
            shown_->try_emplace(place.folded, text.substr(place.begin, place.end - place.begin));
        }
    }

  private:
    Spellings* shown_;
};

void append(std::string& tokens, std::string_view token) {
    if (!tokens.empty()) tokens += ' ';
    tokens += token;
}

// What the public may see of a revision that credits somebody withdrawn, by position.
class Censorship {
  public:
    Censorship(Connection& connection, std::int64_t revision) : redaction_(connection, revision) {
        if (redaction_.empty()) return;
        all_ = load_chapters(connection, revision);
        concealed_ = redaction_.apply(all_);
        spans_ = concealed_spans(all_, concealed_);
        flatten(all_);
    }

    [[nodiscard]] bool empty() const { return redaction_.empty(); }
    [[nodiscard]] const chapters::Chapter& shown(std::int64_t position) const {
        return *flat_.at(static_cast<std::size_t>(position));
    }
    [[nodiscard]] bool conceals(std::int64_t position) const {
        return !empty() && concealed_.contains(shown(position).id);
    }
    /// Whether a credit of that chapter is still there.
    [[nodiscard]] bool shows(std::int64_t position, const std::string& person) const {
        if (empty() || person.empty()) return empty() || !conceals(position);
        return std::ranges::any_of(shown(position).credits, [&](const chapters::Credit& credit) {
            return credit.person == person;
        });
    }
    void apply(std::vector<chapters::Cue>& cues) const {
        if (!empty()) redaction_.apply(cues, spans_);
    }

  private:
    // In the order in which rows are written: depth first.
    void flatten(const std::vector<chapters::Chapter>& siblings) {
        for (const chapters::Chapter& chapter : siblings) {
            flat_.push_back(&chapter);
            flatten(chapter.children);
        }
    }

    Redaction redaction_;
    std::vector<chapters::Chapter> all_;
    std::vector<const chapters::Chapter*> flat_;
    std::set<std::string> concealed_;
    std::vector<Span> spans_;
};

// position, title, session, title of the session, event, extras
SearchRow row_without_credits(const Statement& row, std::int64_t revision,
                              const Censorship& censorship, Tokens& tokens) {
    SearchRow made;
    made.key = row_key(revision, row.integer(0));
    append(made.keys, search_key(row.text(4)));
    if (!row.is_null(2)) append(made.keys, search_key(row.text(2)));
    if (censorship.conceals(row.integer(0))) return made;
    chapters::Chapter chapter;
    if (censorship.empty()) {
        chapter.title = row.text(1);
        const std::string extras = row.text(5);
        if (!extras.empty()) chapters::read_extras(stored_json(extras), chapter);
    } else {
        chapter = censorship.shown(row.integer(0));
    }
    tokens.add(made.title, chapter.title, kHead);
    tokens.add(made.session, row.text(3));
    tokens.add(made.summary, chapter.summary);
    for (const auto& each : chapter.translations) tokens.add(made.title, each.text, kHead);
    return made;
}

// chapter, person, name, function, organisation, name of the person, their variants (JSON)
void add_credit(SearchRow& made, const Statement& row, Tokens& tokens) {
    tokens.add(made.functions, row.text(3));
    tokens.add(made.functions, row.text(4));
    std::vector<std::string> forms{row.text(2), row.text(5)};
    for (std::string& variant : text_list_from(row.text(6))) forms.push_back(std::move(variant));
    std::vector<std::string> seen;
    std::string names;
    for (const std::string& form : forms) {
        std::string name;
        tokens.add(name, form, kHead);
        if (name.empty() || std::ranges::find(seen, name) != seen.end()) continue;
        if (!names.empty()) names += " | ";
        names += name;
        seen.push_back(std::move(name));
    }
    if (names.empty()) return;
    if (!made.names.empty()) made.names += " / ";
    made.names += names;
    const std::string person = row.text(1);
    if (!person.empty()) return append(made.keys, search_key(person));
    std::string key = "=@";
    for (const std::string& word : chapters::folded_words(row.text(2))) key += word;
    append(made.keys, key);
}

std::vector<SearchRow> expected_chapters(Connection& connection, std::int64_t revision,
                                         const Censorship& censorship, Tokens& tokens) {
    std::vector<SearchRow> expected;
    Statement rows = connection.query(
        "SELECT c.position, c.title, c.session, s.title, r.event, c.extras FROM chapters AS c "
        "JOIN revisions AS v ON v.id = c.revision JOIN recordings AS r ON r.id = v.recording "
        "LEFT JOIN sessions AS s ON s.id = c.session WHERE c.revision = ?1 ORDER BY c.position",
        revision);
    while (rows.next()) expected.push_back(row_without_credits(rows, revision, censorship, tokens));
    Statement credits = connection.query(
        "SELECT k.chapter, k.person, k.name, k.function, k.organisation, p.name, "
        "(SELECT json_group_array(v.name) FROM person_variants AS v WHERE v.person = k.person) "
        "FROM meant_credits AS k LEFT JOIN persons AS p ON p.id = k.person "
        "WHERE k.revision = ?1 AND k.status = 'confirmed' ORDER BY k.chapter, k.position",
        revision);
    while (credits.next()) {
        if (!censorship.shows(credits.integer(0), credits.text(1))) continue;
        add_credit(expected.at(static_cast<std::size_t>(credits.integer(0))), credits, tokens);
    }
    return expected;
}

// Where the chapters of a revision are, for finding the innermost one at a time.
class Timeline {
  public:
    Timeline(Connection& connection, std::int64_t revision) {
        Statement rows = connection.query(
            "SELECT position, start_ms, end_ms FROM chapters WHERE revision = ?1 "
            "ORDER BY position",
            revision);
        while (rows.next()) {
            spans_.push_back({rows.integer(0), Time(rows.integer(1)), Time(rows.integer(2))});
            bounds_.push_back(spans_.back().start);
            bounds_.push_back(spans_.back().end);
        }
        std::ranges::sort(bounds_);
        by_start_ = spans_;
        std::ranges::stable_sort(by_start_, {}, &Span::start);
    }

    [[nodiscard]] const std::vector<Time>& bounds() const { return bounds_; }

    /// The position of the innermost chapter at `time`, or -1. Times must not go back.
    std::int64_t chapter_at(Time time) {
        while (next_ < by_start_.size() && by_start_[next_].start <= time) {
            open_.push_back(by_start_[next_++]);
        }
        std::erase_if(open_, [&](const Span& span) { return span.end <= time; });
        return open_.empty() ? -1 : open_.back().position;
    }

  private:
    struct Span {
        std::int64_t position;
        Time start;
        Time end;
    };
    std::vector<Span> spans_;
    std::vector<Span> by_start_;
    std::vector<Span> open_;
    std::vector<Time> bounds_;
    std::size_t next_ = 0;
};

std::vector<PassageRow> expected_passages(Connection& connection, std::int64_t revision,
                                          const std::vector<SearchRow>& chapters,
                                          const Censorship& censorship, Tokens& tokens) {
    std::vector<PassageRow> expected;
    Statement tracks = connection.query(
        "SELECT t.cues FROM revisions AS v JOIN text_tracks AS t ON t.recording = v.recording "
        "WHERE v.id = ?1 AND t.kind IN ('captions', 'subtitles') ORDER BY t.kind, t.language",
        revision);
    while (tracks.next()) {
        auto cues = json_list_from(tracks.text(0), chapters::cue_from_json);
        censorship.apply(cues);
        Timeline timeline(connection, revision);
        for (auto& passage : chapters::passages_of(cues, timeline.bounds())) {
            const auto number = static_cast<std::int64_t>(expected.size());
            if (number == kMostRows) return expected;
            PassageRow row{.key = row_key(revision, number),
                           .chapter = timeline.chapter_at(passage.start),
                           .start_ms = passage.start.count(),
                           .end_ms = passage.end.count(),
                           .text = std::move(passage.text),
                           .words = {},
                           .names = {},
                           .keys = {}};
            tokens.add(row.words, row.text);
            if (row.chapter >= 0) {
                const SearchRow& around = chapters.at(static_cast<std::size_t>(row.chapter));
                row.names = around.names;
                row.keys = around.keys;
            }
            expected.push_back(std::move(row));
        }
    }
    return expected;
}

std::vector<SearchRow> stored_chapters(Connection& connection, std::int64_t revision) {
    std::vector<SearchRow> stored;
    Statement rows = connection.query(
        "SELECT rowid, title, names, functions, session, summary, keys FROM search "
        "WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid",
        row_key(revision, 0), row_key(revision + 1, -1));
    while (rows.next()) {
        stored.push_back({.key = rows.integer(0),
                          .title = rows.text(1),
                          .names = rows.text(2),
                          .functions = rows.text(3),
                          .session = rows.text(4),
                          .summary = rows.text(5),
                          .keys = rows.text(6)});
    }
    return stored;
}

std::vector<PassageRow> stored_passages(Connection& connection, std::int64_t revision) {
    std::vector<PassageRow> stored;
    Statement rows = connection.query(
        "SELECT p.key, ifnull(p.chapter, -1), p.start_ms, p.end_ms, p.text, s.words, s.names, "
        "s.keys FROM passages AS p JOIN spoken AS s ON s.rowid = p.key "
        "WHERE p.key BETWEEN ?1 AND ?2 ORDER BY p.key",
        row_key(revision, 0), row_key(revision + 1, -1));
    while (rows.next()) {
        stored.push_back({.key = rows.integer(0),
                          .chapter = rows.integer(1),
                          .start_ms = rows.integer(2),
                          .end_ms = rows.integer(3),
                          .text = rows.text(4),
                          .words = rows.text(5),
                          .names = rows.text(6),
                          .keys = rows.text(7)});
    }
    return stored;
}

void insert_passage(Connection& connection, const PassageRow& row) {
    connection.run(
        "INSERT INTO passages (key, chapter, start_ms, end_ms, text) "
        "VALUES (?1, nullif(?2, -1), ?3, ?4, ?5)",
        row.key, row.chapter, row.start_ms, row.end_ms, row.text);
    connection.run("INSERT INTO spoken (rowid, words, names, keys) VALUES (?1, ?2, ?3, ?4)",
                   row.key, row.words, row.names, row.keys);
}

void make_anew(Connection& connection) {
    for (const std::string_view sql :
         {"DELETE FROM search", "DELETE FROM spoken", "DELETE FROM passages", "DELETE FROM words",
          "DELETE FROM spellings", "DELETE FROM speaker_words"}) {
        connection.run(sql);
    }
    std::vector<std::int64_t> revisions;
    Statement rows = connection.query(
        "SELECT published FROM recordings WHERE published IS NOT NULL ORDER BY published");
    while (rows.next()) revisions.push_back(rows.integer(0));
    for (const std::int64_t revision : revisions) insert_search_rows(connection, revision);
}

std::optional<std::int64_t> stored_layout(Connection& connection) {
    return connection.integer("SELECT version FROM search_layout");
}

}  // namespace

std::string search_key(std::string_view id) {
    std::string key = "=";
    key += id;
    std::erase(key, '_');
    return key;
}

SearchRows expected_search_rows(Connection& connection, std::int64_t revision, Spellings* shown) {
    Tokens tokens(shown);
    SearchRows rows;
    const Censorship censorship(connection, revision);
    rows.chapters = expected_chapters(connection, revision, censorship, tokens);
    rows.passages = expected_passages(connection, revision, rows.chapters, censorship, tokens);
    return rows;
}

SearchRows stored_search_rows(Connection& connection, std::int64_t revision) {
    return {.chapters = stored_chapters(connection, revision),
            .passages = stored_passages(connection, revision)};
}

void remove_search_rows(Connection& connection, std::int64_t revision) {
    Vocabulary vocabulary;
    count_words(vocabulary, stored_search_rows(connection, revision));
    subtract_vocabulary(connection, vocabulary);
    const RowKey first = row_key(revision, 0);
    const RowKey last = row_key(revision + 1, -1);
    connection.run("DELETE FROM search WHERE rowid BETWEEN ?1 AND ?2", first, last);
    connection.run("DELETE FROM spoken WHERE rowid BETWEEN ?1 AND ?2", first, last);
    connection.run("DELETE FROM passages WHERE key BETWEEN ?1 AND ?2", first, last);
}

void insert_search_rows(Connection& connection, std::int64_t revision) {
    Spellings shown;
    const SearchRows rows = expected_search_rows(connection, revision, &shown);
    for (const SearchRow& row : rows.chapters) {
        connection.run(
            "INSERT INTO search (rowid, title, names, functions, session, summary, keys) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            row.key, row.title, row.names, row.functions, row.session, row.summary, row.keys);
    }
    for (const PassageRow& row : rows.passages) insert_passage(connection, row);
    Vocabulary vocabulary;
    count_words(vocabulary, rows);
    add_vocabulary(connection, vocabulary, shown);
}

void refresh_search_rows(Connection& connection, const std::vector<std::int64_t>& revisions) {
    for (const std::int64_t revision : revisions) {
        remove_search_rows(connection, revision);
        insert_search_rows(connection, revision);
    }
}

void bring_search_up_to_date(Connection& connection) {
    if (stored_layout(connection) == kSearchLayout) return;
    Transaction transaction(connection);
    if (stored_layout(connection) == kSearchLayout) return;  // another process was faster
    make_anew(connection);
    connection.run("UPDATE search_layout SET version = ?1", kSearchLayout);
    transaction.commit();
}

}  // namespace revivre::storage::sqlite
