#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_set>

#include "storage/sqlite/search_expression.hpp"
#include "storage/sqlite/search_hits.hpp"
#include "storage/sqlite/search_speakers.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/suggestion.hpp"
#include "storage/sqlite/vocabulary.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr int kOffsetLimit = 1000;
constexpr int kPageLimit = 100;

// How many rows of each kind are ranked, the latest published ones: what bounds the cost of a word
// that stands everywhere. Some 3 µs each (scripts/bench-search).
constexpr int kSpeakerRows = 600;
constexpr int kHeadRows = 400;
constexpr int kChapterRows = 400;
constexpr int kPassageRows = 300;
// Chapters of a filter without words are put in order of the day; no day has more.
constexpr int kFilteredRows = 5000;

// Rows that are gone through, of all words together, when a question's words stand in many rows but
// seldom in the same: some 50 ns each. More is looked for among the latest published only.
constexpr std::int64_t kScannedRows = 30'000;

// Words from which on there is no use in looking at titles and names alone first.
constexpr std::size_t kSentence = 4;

// Of how many the titles are looked at, 1 µs each, and what the shortest adds: less than any word.
constexpr std::size_t kRefinedRows = 200;
constexpr double kShortTitle = 0.5;

// Other spellings that are tried, as suggestion.hpp says.
constexpr std::int64_t kTriedQuestions = 6;

constexpr double kNamedScore = 1000;  // above every relevance()

constexpr std::string_view kByName =
    "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2";

constexpr std::string_view kRankedChapters =
    "SELECT rowid, relevance(search, ?2) FROM search WHERE search MATCH ?1 AND rowid >= ?4 "
    "ORDER BY rowid DESC LIMIT ?3";

constexpr std::string_view kRankedPassages =
    "SELECT rowid, spoken_relevance(spoken, ?2) FROM spoken WHERE spoken MATCH ?1 AND rowid >= ?4 "
    "ORDER BY rowid DESC LIMIT ?3";

constexpr std::string_view kAnyChapter =
    "SELECT 1 FROM search WHERE search MATCH ?1 AND rowid >= ?2 ORDER BY rowid DESC LIMIT 1";

constexpr std::string_view kAnyPassage =
    "SELECT 1 FROM spoken WHERE spoken MATCH ?1 AND rowid >= ?2 ORDER BY rowid DESC LIMIT 1";

constexpr std::string_view kInOrder =
    "SELECT s.rowid FROM (SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2) AS s "
    "CROSS JOIN revisions AS v ON v.id = s.rowid / 1048576 "
    "JOIN recordings AS r ON r.id = v.recording JOIN events AS e ON e.id = r.event "
    "ORDER BY e.date, e.id, r.position, r.id, s.rowid";

// From which row on an expression is looked for: 0 for all. A filter leaves few rows anyhow.
RowKey first_row(Connection& connection, const Question& question, const Expression& expression) {
    const auto words = static_cast<std::int64_t>(question.telling_words.size());
    const std::int64_t allowed = kScannedRows / std::max<std::int64_t>(words, 1);
    if (expression.rarest <= allowed || !question.keys.empty()) return 0;
    const std::int64_t recordings = all_rows(connection).others;
    const std::int64_t latest = recordings * allowed / expression.rarest;
    return row_key(connection
                       .integer("SELECT published FROM recordings WHERE published IS NOT NULL "
                                "ORDER BY published DESC LIMIT 1 OFFSET ?1",
                                latest)
                       .value_or(0),
                   0);
}

// What a question finds, before it is cut into pages.
class Search {
  public:
    Search(Connection& connection, const Question& question)
        : connection_(connection), question_(question) {}

    void run() {
        if (question_.words.empty()) return add_in_order();
        const bool named = add_named();
        if (!named) {
            // Titles and names are looked for alone when there is too much else.
            const bool whole = add_chapters(Place::chapters, kChapterRows);
            if (!whole && question_.telling_words.size() < kSentence) {
                add_chapters(Place::heads, kHeadRows);
            }
            add_passages();
        }
        std::ranges::sort(found_, better);
        prefer_short_titles();
    }

    [[nodiscard]] const std::vector<Candidate>& found() const { return found_; }
    [[nodiscard]] bool all() const { return all_; }

  private:
    // Equals: what was published last first, and within it in order of time.
    static bool better(const Candidate& a, const Candidate& b) {
        constexpr RowKey kRevision = row_key(1, 0);
        return std::tuple(-a.score, -(a.key / kRevision), a.passage, a.key) <
               std::tuple(-b.score, -(b.key / kRevision), b.passage, b.key);
    }

    void add_in_order() {
        const std::string filters = filters_of(question_);
        if (filters.empty()) return;
        Statement rows = connection_.query(kInOrder, filters, kFilteredRows + 1);
        while (rows.next()) add({.key = rows.integer(0)});
        if (found_.size() > kFilteredRows) all_ = false;
    }

    // What those do who are named so; true when it must be what was meant: "patrick d" is no
    // question for all that some Patrick says about something with a d.
    bool add_named() {
        double score = kNamedScore;
        bool by_initial = false;
        for (const FoundSpeaker& speaker : find_speakers(connection_, question_.words)) {
            add_speaker(speaker, score);
            score -= 1;
            by_initial = by_initial || speaker.by_initial;
        }
        return by_initial && !found_.empty();
    }

    void add_speaker(const FoundSpeaker& speaker, double score) {
        const int room = kSpeakerRows - static_cast<int>(found_.size());
        std::string expression = "\"=" + speaker.key + "\"";
        if (const std::string filters = filters_of(question_); !filters.empty()) {
            expression += " AND " + filters;
        }
        Statement rows = connection_.query(kByName, expression, room + 1);
        for (int count = 0; rows.next(); ++count) {
            if (count == room) {
                all_ = false;
                return;
            }
            add({.key = rows.integer(0), .passage = false, .score = score, .speaker = speaker.key});
        }
    }

    // Whether nothing was left out.
    bool add_chapters(Place place, int limit) {
        return add_ranked(kRankedChapters, expression_for(connection_, question_, place), limit,
                          false);
    }

    void add_passages() {
        add_ranked(kRankedPassages, expression_for(connection_, question_, Place::passages),
                   kPassageRows, true);
    }

    bool add_ranked(std::string_view sql, const Expression& expression, int limit, bool passages) {
        if (expression.text.empty()) return true;
        const RowKey first = first_row(connection_, question_, expression);
        if (first > 0) all_ = false;
        Statement rows =
            connection_.query(sql, expression.text, expression.layout, limit + 1, first);
        for (int count = 0; rows.next(); ++count) {
            if (count == limit) {
                all_ = false;
                return false;
            }
            add({.key = rows.integer(0), .passage = passages, .score = rows.real(1)});
        }
        return first == 0;
    }

    // Among equals: somebody who asks for "ville" means the chapter "Ville" first.
    void prefer_short_titles() {
        const std::size_t count = std::min(found_.size(), kRefinedRows);
        for (Candidate& each : std::span(found_).first(count)) {
            if (each.passage || each.score >= kNamedScore - kSpeakerRows) continue;
            constexpr RowKey kRevision = row_key(1, 0);
            const auto length = connection_.integer(
                "SELECT length(title) FROM chapters WHERE revision = ?1 AND position = ?2",
                each.key / kRevision, each.key % kRevision);
            each.score += kShortTitle / static_cast<double>(1 + length.value_or(0));
        }
        std::ranges::sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(count),
                          better);
    }

    void add(Candidate candidate) {
        if (!candidate.passage && !seen_.insert(candidate.key).second) return;
        found_.push_back(std::move(candidate));
    }

    Connection& connection_;
    const Question& question_;
    std::vector<Candidate> found_;
    std::unordered_set<RowKey> seen_;  // chapters: they are looked for in several ways
    bool all_ = true;
};

// Whether a question with these words would find anything: one row of each kind is enough.
bool finds(Connection& connection, const Question& question,
           const std::vector<std::string>& words) {
    Question other = question;
    other.words = words;
    other.telling_words = words;
    for (const Place place : {Place::chapters, Place::passages}) {
        Expression expression = expression_for(connection, other, place, true);
        expression.rarest *= kTriedQuestions;  // all of them may cost what one may
        if (expression.text.empty()) continue;
        const std::string_view sql = place == Place::chapters ? kAnyChapter : kAnyPassage;
        const RowKey first = first_row(connection, other, expression);
        if (connection.integer(sql, expression.text, first)) return true;
    }
    return false;
}

std::vector<Candidate> page_of(const std::vector<Candidate>& all, std::size_t offset,
                               std::size_t limit) {
    const auto first = static_cast<std::ptrdiff_t>(std::min(offset, all.size()));
    const auto last = static_cast<std::ptrdiff_t>(std::min(offset + limit, all.size()));
    return {all.begin() + first, all.begin() + last};
}

}  // namespace

SearchResult SqliteRepository::public_search(const SearchQuery& query) {
    const Question question = question_of(query);
    if (!question.possible) return {};
    const auto limit = static_cast<std::size_t>(std::clamp(query.limit, 1, kPageLimit));
    const auto offset = static_cast<std::size_t>(std::clamp(query.offset, 0, kOffsetLimit));
    const Snapshot snapshot(connection_);
    Search search(connection_, question);
    search.run();
    const std::vector<Candidate>& found = search.found();
    SearchResult result;
    result.hits = load_hits(connection_, page_of(found, offset, limit), question.words);
    result.more = found.size() > offset + limit;
    result.total = static_cast<int>(found.size());
    result.all = search.all();
    if (found.empty()) {
        result.suggestion =
            suggestion_for(connection_, question.words, [&](const std::vector<std::string>& words) {
                return finds(connection_, question, words);
            });
    }
    return result;
}

}  // namespace revivre::storage::sqlite
