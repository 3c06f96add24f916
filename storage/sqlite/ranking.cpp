#include "storage/sqlite/ranking.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

#include <sqlite3.h>

namespace revivre::storage::sqlite {
namespace {

using Weights = std::array<double, 6>;

// Of the columns title, names, functions, session, summary and keys. Whom a chapter names is asked
// most, then its title; keys are filters, which every row found has.
constexpr Weights kChapterWeights{6.0, 8.0, 3.0, 2.0, 2.0, 0.0};
// Of words, names and keys: what is said counts, who says it makes it findable.
constexpr Weights kSpokenWeights{1.5, 1.0, 0.0, 0.0, 0.0, 0.0};

constexpr std::size_t kWordLimit = 26;  // letters of a layout

struct Scores {
    std::array<double, kWordLimit> best{};

    void add(char word, char quality, double weight) {
        const auto at = static_cast<std::size_t>(word - 'a');
        if (at >= kWordLimit) return;
        best[at] = std::max(best[at], weight * (quality - '0') / 9.0);
    }
};

int score_phrase(const Fts5ExtensionApi& api, Fts5Context* row, int phrase,
                 const std::function<void(int column)>& found) {
    Fts5PhraseIter iterator{};
    int column = 0;
    int status = api.xPhraseFirstColumn(row, phrase, &iterator, &column);
    while (status == SQLITE_OK && column >= 0) {
        found(column);
        api.xPhraseNextColumn(row, &iterator, &column);
    }
    return status;
}

void relevance(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int count,
               sqlite3_value** values) {
    const auto& weights = *static_cast<const Weights*>(api->xUserData(row));
    if (count != 1) return sqlite3_result_error(result, "relevance() takes one layout", -1);
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    const std::string_view layout(text == nullptr ? "" : text);
    Scores scores;
    int status = SQLITE_OK;
    const int phrases = std::min(api->xPhraseCount(row), static_cast<int>(layout.size() / 2));
    for (int i = 0; i < phrases && status == SQLITE_OK; ++i) {
        const auto at = static_cast<std::size_t>(i) * 2;
        status = score_phrase(*api, row, i, [&](int column) {
            scores.add(layout[at], layout[at + 1], weights.at(static_cast<std::size_t>(column)));
        });
    }
    if (status != SQLITE_OK) return sqlite3_result_error_code(result, status);
    double sum = 0;
    for (const double best : scores.best) sum += best;
    sqlite3_result_double(result, sum);
}

// sqlite.org/fts5.html, section 7: how a program gets at FTS5's own interface.
fts5_api* full_text_interface(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* raw = nullptr;
    const int status = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &raw, nullptr);
    const StatementHandle statement(raw);
    if (status != SQLITE_OK) fail(handle, status);
    sqlite3_bind_pointer(raw, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(raw);
    return api;
}

}  // namespace

void add_relevance(Connection& connection) {
    fts5_api* api = full_text_interface(connection.handle());
    int status = api == nullptr ? SQLITE_ERROR : SQLITE_OK;
    for (const auto& [name, weights] : {std::pair{"relevance", &kChapterWeights},
                                        std::pair{"spoken_relevance", &kSpokenWeights}}) {
        if (status != SQLITE_OK) break;
        // SQLite hands the weights back as they are, and never writes to them.
        status = api->xCreateFunction(api, name, const_cast<Weights*>(weights), relevance, nullptr);
    }
    if (status != SQLITE_OK) fail(connection.handle(), status);
}

}  // namespace revivre::storage::sqlite
