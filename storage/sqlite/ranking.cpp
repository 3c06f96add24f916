#include "storage/sqlite/ranking.hpp"

#include <algorithm>
#include <array>

#include <sqlite3.h>

namespace revivre::storage::sqlite {
namespace {

// Of the columns title, names, functions, session and keys. Who types a word that is in a title
// means that title; a name comes next; ids are filters, which every row found has.
constexpr std::array kWeights{10.0, 6.0, 2.0, 3.0, 0.0};
constexpr std::size_t kPhraseLimit = 16;  // search.cpp asks for eight words and three filters

using BestColumn = std::array<double, kPhraseLimit>;

int find_best(const Fts5ExtensionApi& api, Fts5Context* row, BestColumn& best) {
    int count = 0;
    int status = api.xInstCount(row, &count);
    for (int i = 0; i < count && status == SQLITE_OK; ++i) {
        int phrase = 0;
        int column = 0;
        int token = 0;
        status = api.xInst(row, i, &phrase, &column, &token);
        if (status != SQLITE_OK || phrase >= static_cast<int>(kPhraseLimit)) continue;
        double& weight = best[static_cast<std::size_t>(phrase)];
        weight = std::max(weight, kWeights.at(static_cast<std::size_t>(column)));
    }
    return status;
}

void relevance(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int,
               sqlite3_value**) {
    BestColumn best{};
    int title_words = 0;
    int status = find_best(*api, row, best);
    if (status == SQLITE_OK) status = api->xColumnSize(row, 0, &title_words);
    if (status != SQLITE_OK) return sqlite3_result_error_code(result, status);
    double sum = 1.0 / (1 + title_words);  // below 1: decides only among equals
    for (const double weight : best) sum += weight;
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
    const int status = api == nullptr
                           ? SQLITE_ERROR
                           : api->xCreateFunction(api, "relevance", nullptr, relevance, nullptr);
    if (status != SQLITE_OK) fail(connection.handle(), status);
}

}  // namespace revivre::storage::sqlite
