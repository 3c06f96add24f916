#include <algorithm>
#include <array>

#include "chapters/error.hpp"
#include "storage/sqlite/sqlite_repository.hpp"

namespace revivre::storage::sqlite {
namespace {

constexpr std::array kStates{std::pair{AnalysisState::running, "running"},
                             std::pair{AnalysisState::failed, "failed"},
                             std::pair{AnalysisState::done, "done"}};

std::string name_of(AnalysisState state) {
    return std::ranges::find(kStates, state, &decltype(kStates)::value_type::first)->second;
}

AnalysisState state_named(const std::string& name) {
    const auto found =
        std::ranges::find_if(kStates, [&](const auto& each) { return name == each.second; });
    if (found == kStates.end())
        throw Error(ErrorCode::internal, "the store holds an analysis in no known state");
    return found->first;
}

}  // namespace

std::optional<Analysis> SqliteRepository::analysis(const std::string& recording) {
    Statement row = connection_.query(
        "SELECT choice, state, attempts, reason, tool_version, settled_ms, from_ms FROM analyses "
        "WHERE recording = ?1",
        recording);
    if (!row.next()) return std::nullopt;
    return Analysis{.recording = recording,
                    .choice = row.text(0),
                    .state = state_named(row.text(1)),
                    .attempts = static_cast<int>(row.integer(2)),
                    .reason = row.text(3),
                    .tool_version = row.text(4),
                    .settled = chapters::Time(row.integer(5)),
                    .from = chapters::Time(row.integer(6))};
}

void SqliteRepository::save_analysis(const Analysis& analysis) {
    transact([&] {
        require("recording", analysis.recording);
        connection_.run(
            "INSERT OR REPLACE INTO analyses (recording, choice, state, attempts, reason, "
            "tool_version, settled_ms, from_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            analysis.recording, analysis.choice, name_of(analysis.state), analysis.attempts,
            analysis.reason, analysis.tool_version, analysis.settled.count(),
            analysis.from.count());
    });
}

}  // namespace revivre::storage::sqlite
